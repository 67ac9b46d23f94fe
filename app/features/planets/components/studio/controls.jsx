// The controls for what is not typed as a text; fetched with the first step that asks for one.
import { answer, numbered } from "./answers.js";
import { Cards, YesNo } from "./cards.jsx";
import { Chips } from "./chips.jsx";
import { Counter } from "./counter.jsx";

// Whoever says that there are moons has one, until they count them.
function pick(step, field, value, values) {
  answer(field, value);
  const count = value && step.fields.find(({ input_type: type, when }) => type === "number" && field.id in when);
  if (count && !values[count.id]) answer(count, 1);
}

function Control({ step, topics, pictures, ...shared }) {
  const { field, values } = shared;
  const quiet = field === step.fields[0];
  if (field.topics) return <Chips {...shared} topics={topics} />;
  switch (field.input_type) {
    case "choice":
      return <Cards {...shared} quiet={quiet} numbered={field === numbered(step)} pictures={pictures} />;
    case "boolean":
      return <YesNo {...shared} onPick={(value) => pick(step, field, value, values)} />;
    case "number":
      return <Counter {...shared} />;
    default:
      return <Chips {...shared} />;
  }
}

export default function Styled(props) {
  return (
    <>
      <link rel="stylesheet" href="/builder_parts.css" precedence="page" />
      <Control {...props} />
    </>
  );
}

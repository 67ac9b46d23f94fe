// The question that is asked now, with a control for each of its fields.
import { lazy, Suspense } from "react";
import { answer, asked, isText } from "./answers.js";
import { Cards, YesNo } from "./cards.jsx";
import { Chips } from "./chips.jsx";
import { TextField } from "./texts.jsx";

const Colours = lazy(() => import("./colours.jsx"));
const Counter = lazy(() => import("./counter.jsx"));

const later = (part) => <Suspense fallback={<div className="arriving" />}>{part}</Suspense>;

/** Whoever says that there are moons has one, until they count them. */
function pick(step, field, value, values) {
  answer(field, value);
  const count = value && step.fields.find(({ input_type: type, when }) => type === "number" && field.id in when);
  if (count && !values[count.id]) answer(count, 1);
}

function Field({ step, field, at, planet, given }) {
  const { values, typed, errors, borrowed, topics, pictures } = given;
  const shared = { field, values, typed, error: errors[field.id], lent: borrowed.includes(field.id) };
  const quiet = at === 0;
  if (field.topics) return <Chips {...shared} topics={topics} />;
  switch (field.input_type) {
    case "choice":
      return <Cards {...shared} quiet={quiet} numbered={field === step.fields.find(({ choices }) => choices.length)} pictures={pictures} />;
    case "boolean":
      return <YesNo {...shared} onPick={(value) => pick(step, field, value, values)} />;
    case "number":
      return later(<Counter {...shared} />);
    case "free_text":
      return <TextField {...shared} {...namedAfter(field, planet, values)} first={field === step.fields.find(isText)} />;
    default:
      return <Chips {...shared} />;
  }
}

// What the planet was called when it was made is the nearest name for it.
function namedAfter(field, planet, values) {
  if (field.id !== "name" || values.name) return {};
  return { suggestions: [...new Set([planet.name, ...field.suggestions])] };
}

/** Fields in their order; neighbours that take colours share one picker. */
function grouped(fields) {
  const groups = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (field.input_type === "color" && last?.[0].input_type === "color") last.push(field);
    else groups.push([field]);
  }
  return groups;
}

export function Fields({ step, planet, script, given }) {
  return grouped(asked(step, given.values)).map((fields) =>
    fields[0].input_type === "color"
      ? <div key={fields[0].id}>{later(<Colours step={step} script={script} fields={fields} {...given} />)}</div>
      : <Field key={fields[0].id} step={step} field={fields[0]} at={step.fields.indexOf(fields[0])} planet={planet} given={given} />,
  );
}

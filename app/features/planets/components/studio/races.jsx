// Where somebody else was faster: both answers, and which of them holds. Fetched when that happens.
import { Conflicts } from "$/public/external/app/ui/outbox/conflicts.jsx";
import { ANSWERS } from "./answers.js";

function labels(script) {
  return Object.fromEntries(script.flatMap(({ fields }) => fields).map(({ id, label }) => [id, label]));
}

function words(script, topics) {
  return Object.fromEntries(
    script.flatMap(({ fields }) => fields).map((field) => [
      field.id, field.topics ? topics : Object.fromEntries([...field.choices.map(({ id, label }) => [JSON.stringify(id), label]), ["true", "Yes"], ["false", "No"]]),
    ]),
  );
}

/** `lost` names the outboxes in which somebody else was faster. */
export default function Races({ lost, script, topics }) {
  return (
    <>
      <link rel="stylesheet" href="/conflicts.css" precedence="page" />
      {lost.map((name) => (
        <Conflicts
          key={name} name={name} labels={labels(script)} words={words(script, topics)} panelClass="conflicts" rowClass="conflict"
          textClass="conflict-text" buttonClass="conflict-button focus-ring"
          since={name === ANSWERS ? "This was answered meanwhile, by somebody else or on another device of yours. Choose which answer holds." : "Another device of yours changed this text meanwhile."}
        />
      ))}
    </>
  );
}

// Everything that was answered, line by line; what stands in the way of painting comes first.
import { asked, isAnswered, isOptional, said, isText } from "./answers.js";

const colourful = (field) => field.input_type === "color";

function Line({ step, field, values, topics, lent, onChange }) {
  const value = values[field.id];
  return (
    <li>
      <button type="button" className="summary-line focus-ring" onClick={() => onChange(step.id)}>
        <span className="summary-label">{field.label}</span>
        <span className="summary-words" data-long={(isText(field) && field.lines) || undefined}>
          {colourful(field) ? <span className="said-colours" aria-hidden="true">{[value].flat().map((colour, at) => <i key={at} style={{ "--colour": colour }} />)}</span> : null}
          <span className={colourful(field) ? "first-upper" : undefined}>{said(field, value, topics)}</span>
        </span>
        {lent ? <span className="field-mark" data-lent="">by chance</span> : null}
        <span className="sr-only">. Change it</span>
      </button>
    </li>
  );
}

function Open({ step, state, onChange }) {
  return (
    <li>
      <button type="button" className="summary-line focus-ring" data-state={state} onClick={() => onChange(step.id)}>
        <span className="summary-label">{state === "missing" ? "Still to answer" : state === "skipped" ? "Skipped" : "Left open"}</span>
        <span className="summary-words">{state === "missing" ? step.prompt : "Add something"}</span>
      </button>
    </li>
  );
}

function Part({ step, skipped, lacking, given, onChange }) {
  const { values, topics, borrowed } = given;
  const answered = asked(step, values).filter((field) => isAnswered(field, values));
  const state = lacking ? "missing" : skipped ? "skipped" : "open";
  return (
    <section className="summary-part" aria-label={step.title}>
      <h3 className="summary-title">{step.title}</h3>
      <ul>
        {answered.map((field) => <Line key={field.id} step={step} field={field} values={values} topics={topics} lent={borrowed.includes(field.id)} onChange={onChange} />)}
        {lacking || !answered.length ? <Open step={step} state={state} onChange={onChange} /> : null}
      </ul>
    </section>
  );
}

export default function Summary({ script, missing, skipped, given, onChange, onFill }) {
  const steps = script.filter(({ fields }) => fields.length);
  const order = [...steps.filter(({ id }) => missing.includes(id)), ...steps.filter(({ id }) => !missing.includes(id))];
  const open = steps.some((step) => isOptional(step) && !step.fields.some((field) => isAnswered(field, given.values)));
  return (
    <div className="summary">
      <link rel="stylesheet" href="/builder_parts.css" precedence="page" />
      {missing.length ? (
        <p className="summary-missing" role="status">
          {missing.length === 1 ? "One answer is" : `${missing.length} answers are`} still needed before it can be painted.
        </p>
      ) : null}
      {missing.length || open ? <p><button type="button" className="text-button focus-ring" onClick={onFill}>Let chance answer what is open</button></p> : null}
      {order.map((step) => (
        <Part key={step.id} step={step} skipped={skipped.includes(step.id)} lacking={missing.includes(step.id)} given={given} onChange={onChange} />
      ))}
    </div>
  );
}

// What was asked and answered so far; every answer can be changed.
import { isOptional, saidOf } from "./answers.js";

function Colours({ colours }) {
  if (!colours.length) return null;
  return <span className="said-colours" aria-hidden="true">{colours.slice(0, 6).map((colour, at) => <i key={at} style={{ "--colour": colour }} />)}</span>;
}

function Exchange({ step, skipped, values, topics, onChange }) {
  const { line, colours } = saidOf(step, values, topics);
  const words = line || (skipped ? "Skipped" : isOptional(step) ? "Left open" : "Not answered yet");
  return (
    <li className="exchange">
      <p className="guide-said">{step.prompt}</p>
      <button type="button" className="answer-said focus-ring" data-quiet={!line || undefined} onClick={() => onChange(step.id)} title="Change this answer">
        <span className="sr-only">{step.title}: </span>
        <Colours colours={colours} />
        <span className="answer-words">{words}</span>
        <span className="sr-only">. Change this answer</span>
      </button>
    </li>
  );
}

/** The steps before `place`, as a conversation. */
export function Conversation({ script, place, skipped, values, topics, onChange }) {
  return (
    <ol className="exchanges" aria-label="Your answers so far">
      {script.slice(0, place).map((step) => (
        <Exchange key={step.id} step={step} skipped={skipped.includes(step.id)} values={values} topics={topics} onChange={onChange} />
      ))}
    </ol>
  );
}

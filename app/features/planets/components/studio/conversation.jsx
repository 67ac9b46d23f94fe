// What was asked and answered so far; every answer can be changed.
import { useState } from "react";
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

/** The steps before `place`, as a conversation. A phone folds it, so that the question stands by the planet. */
export function Conversation({ script, place, skipped, values, topics, onChange }) {
  const [opened, setOpened] = useState(false);
  if (!place) return null;
  const change = (id) => {
    setOpened(false);
    onChange(id);
  };
  return (
    <>
      <button type="button" className="earlier focus-ring" aria-expanded={opened} aria-controls="builder-earlier" onClick={() => setOpened(!opened)}>
        {opened ? "Hide what you answered" : "What you answered so far"}
      </button>
      <ol id="builder-earlier" className="exchanges" data-opened={opened || undefined} aria-label="Your answers so far">
        {script.slice(0, place).map((step) => (
          <Exchange key={step.id} step={step} skipped={skipped.includes(step.id)} values={values} topics={topics} onChange={change} />
        ))}
      </ol>
    </>
  );
}

// The choices of a scene: large quiet cards with their key, each of which is sent once.
import { Shortcut } from "$/public/external/app/ui/shortcuts/shortcuts.jsx";

const WAITING = {
  sending: "Sending…",
  retrying: "Not sent yet — retrying. Your choice is kept in this browser.",
};

function Choice({ choice, pending, status, onChoose }) {
  const mine = pending === choice.id;
  return (
    <li>
      <button
        type="button" className="choice focus-ring" data-symbol={choice.symbol || undefined} data-chosen={mine || undefined}
        aria-disabled={Boolean(pending) || undefined} aria-keyshortcuts={String(choice.number)}
        onClick={({ detail }) => detail < 2 && onChoose(choice)} // the second click of a double one may meet the next scene
      >
        <kbd className="choice-key" aria-hidden="true">{choice.number}</kbd>
        {choice.symbol ? <i className="symbol-orb" data-symbol={choice.symbol} aria-hidden="true" /> : null}
        <span className="choice-words">
          <span className="choice-label">{choice.label}</span>
          {choice.hint ? <span className="choice-hint">{choice.hint}</span> : null}
        </span>
      </button>
      {mine ? <p className="choice-waiting" role="status">{WAITING[status]}</p> : null}
    </li>
  );
}

export function Choices({ choices, pending, status, onChoose }) {
  return (
    <section className="choices" aria-labelledby="choices-heading" data-block="choices">
      <h2 id="choices-heading" className="sr-only">What do you do?</h2>
      <ol>
        {choices.map((choice) => (
          <Choice key={choice.id} choice={choice} pending={pending} status={status} onChoose={onChoose} />
        ))}
      </ol>
      {choices.map((choice) => (
        <Shortcut
          key={choice.id} keys={String(choice.number)} says={choice.label} group="In this scene"
          onPress={() => onChoose(choice)}
        />
      ))}
    </section>
  );
}

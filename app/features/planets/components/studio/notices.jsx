// What is told above the question: what went wrong, what others did, and what can be taken back.
import { lazy, Suspense } from "react";
import { ANSWERS, TYPED } from "./answers.js";

const Conflicts = lazy(() => import("$/public/external/app/ui/outbox/conflicts.jsx").then(({ Conflicts: shown }) => ({ default: shown })));

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

export function LostRaces({ kept, script, topics }) {
  const lost = [ANSWERS, TYPED].filter((name) => kept[name].conflicts.length);
  if (!lost.length) return null;
  return (
    <>
      <link rel="stylesheet" href="/conflicts.css" precedence="page" />
      <Suspense fallback={<div className="arriving" />}>
        {lost.map((name) => (
          <Conflicts
            key={name} name={name} labels={labels(script)} words={words(script, topics)} panelClass="conflicts" rowClass="conflict"
            textClass="conflict-text" buttonClass="conflict-button focus-ring"
            since={name === ANSWERS ? "Somebody else answered this meanwhile. Choose which answer holds." : "Another device of yours changed this text meanwhile."}
          />
        ))}
      </Suspense>
    </>
  );
}

const UNDONE = {
  randomize: ["Chance answered.", "Take it back"],
  restart: ["You started over. Your answers are put away, not lost.", "Bring them back"],
};

export function Notices({ said, done, canUndo, elsewhere, stored, onUndo, onFollow }) {
  const undone = canUndo && UNDONE[done];
  return (
    <>
      {said ? <p className="told" role="alert">{said}</p> : null}
      {undone ? (
        <p className="undo-line" role="status">
          <span>{undone[0]}</span>
          <button type="button" className="text-button focus-ring" onClick={onUndo}>{undone[1]}</button>
        </p>
      ) : null}
      {elsewhere ? (
        <p className="undo-line" role="status">
          <span>The building went on to “{elsewhere}” elsewhere.</span>
          <button type="button" className="text-button focus-ring" onClick={onFollow}>Go there</button>
        </p>
      ) : null}
      {stored ? null : <p className="undo-line">This browser keeps nothing for pages: stay here until it says “Saved”.</p>}
    </>
  );
}

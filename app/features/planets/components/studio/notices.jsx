// What is told above the question: what went wrong, what others did, and what can be taken back.
import { lazy, Suspense } from "react";
import { Link } from "react-router";
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
            since={name === ANSWERS ? "This was answered meanwhile, by somebody else or on another device of yours. Choose which answer holds." : "Another device of yours changed this text meanwhile."}
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

export function Notices({ said, done, canUndo, elsewhere, news, stored, onUndo, onFollow }) {
  const undone = canUndo && UNDONE[done];
  return (
    <>
      {said ? <p className="told" role="alert">{said}</p> : null}
      {news ? <p className="undo-line" role="status">{news}</p> : null}
      {undone ? (
        <p className="undo-line" role="status">
          <span>{undone[0]}</span>
          <button type="button" className="text-button focus-ring" onClick={onUndo}>{undone[1]}</button>
        </p>
      ) : null}
      {elsewhere ? (
        <p className="undo-line" role="status">
          <span>Meanwhile this went on to “{elsewhere}”.</span>
          <button type="button" className="text-button focus-ring" onClick={onFollow}>Go there</button>
        </p>
      ) : null}
      {stored ? null : <p className="undo-line">This browser keeps nothing for pages: stay here until it says “Saved”.</p>}
    </>
  );
}

/** The planet is with the painter; its answers may still be changed, for the picture after that. */
export function Painting({ planet, job }) {
  const percent = Math.round(100 * (job.progress ?? 0));
  return (
    <section className="painting" aria-label="It is being painted">
      <link rel="stylesheet" href="/builder_parts.css" precedence="page" />
      <p className="painting-title">{planet.name} is being painted</p>
      <div className="painting-bar" role="progressbar" aria-label="Painting" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ "--share": percent / 100 }} /></div>
      <p className="field-help">What you change here meanwhile is kept for its next picture.</p>
      <Link className="plain-button painting-watch focus-ring" to={`/planets/${planet.id}`}>Watch it being painted</Link>
    </section>
  );
}

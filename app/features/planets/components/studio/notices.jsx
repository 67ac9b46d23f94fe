// What is told above the question: what went wrong, what others did, and what can be taken back.
import { lazy, Suspense } from "react";
import { ANSWERS, TYPED } from "./answers.js";

const Races = lazy(() => import("./races.jsx"));

export function LostRaces({ kept, script, topics }) {
  const lost = [ANSWERS, TYPED].filter((name) => kept[name].conflicts.length);
  return lost.length ? <Suspense fallback={<div className="arriving" />}><Races lost={lost} script={script} topics={topics} /></Suspense> : null;
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

// The chapters: where one is, where one was and may return to, and how many are left.
import { useRef } from "react";
import { below } from "./below.js";

function Chapter({ chapter, onReturn }) {
  const { number, title, state, chose, returns } = chapter;
  const here = state === "here";
  const words = (
    <>
      <span className="chapter-mark" aria-hidden="true">{number}</span>
      <span className="chapter-words">
        <span className="chapter-title">{title || `Scene ${number}`}</span>
        {chose ? <span className="chapter-chose">{chose}</span> : null}
      </span>
    </>
  );
  if (!returns) {
    return (
      <li className="chapter" data-state={state} aria-current={here ? "step" : undefined}>
        <span className="chapter-place">{words}{state !== "ahead" ? null : <span className="sr-only">, not reached yet</span>}</span>
      </li>
    );
  }
  return (
    <li className="chapter" data-state={state}>
      <button type="button" className="chapter-place focus-ring" title={`Go back to “${title}”`} onClick={() => onReturn(number)}>
        <span className="sr-only">Go back to scene </span>{words}
      </button>
    </li>
  );
}

export function Rail({ chapters, onReturn }) {
  return (
    <nav className="rail" aria-label="Scenes of this story">
      <ol>{chapters.map((chapter) => <Chapter key={chapter.number} chapter={chapter} onReturn={onReturn} />)}</ol>
    </nav>
  );
}

/** The same for a phone, behind "Scene 3 of 11". */
export function Chapters({ chapters, scene, onReturn }) {
  const list = useRef(null);
  return (
    <div className="chapters">
      <button type="button" className="chapters-open focus-ring" popoverTarget="chapters-list">
        <span className="sr-only">Scenes of this story: you are at </span>{scene}<span className="chapters-of"> / {chapters.length}</span>
      </button>
      <div ref={list} id="chapters-list" popover="auto" className="floating chapters-list" onBeforeToggle={({ currentTarget }) => below(currentTarget)}>
        <Rail
          chapters={chapters}
          onReturn={(number) => {
            list.current.hidePopover();
            onReturn(number);
          }}
        />
      </div>
    </div>
  );
}

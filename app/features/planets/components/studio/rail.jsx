// The steps: where one is, what is answered, and the way to any of them.
import { useRef } from "react";

const SAYS = { current: "you are here", done: "answered", skipped: "skipped", todo: "not answered yet" };

function Mark({ mark, here, people, onGo }) {
  const state = here ? "current" : mark.state === "current" ? "todo" : mark.state;
  return (
    <li>
      <button type="button" className="rail-step focus-ring" data-state={state} aria-current={here ? "step" : undefined} onClick={() => onGo(mark.id)}>
        <i className="rail-dot" aria-hidden="true" />
        <span className="rail-title">{mark.title}</span>
        {state === "skipped" ? <span className="rail-note" aria-hidden="true">skipped</span> : null}
        {people.map(({ name }) => <b key={name} className="rail-person" title={`${name} is here`} aria-hidden="true">{Array.from(name)[0]}</b>)}
        <span className="sr-only">, {SAYS[state]}{people.length ? `, ${people.map(({ name }) => name).join(" and ")} here` : ""}</span>
      </button>
    </li>
  );
}

export function Rail({ marks, place, people, onGo }) {
  return (
    <nav className="rail" aria-label="Steps">
      <ol>{marks.map((mark, at) => <Mark key={mark.id} mark={mark} here={at === place} people={people.filter(({ step }) => step === mark.title)} onGo={onGo} />)}</ol>
    </nav>
  );
}

/** The same for a phone, behind "Step 6 of 10". */
export function FoldedRail({ marks, place, people, onGo }) {
  const list = useRef(null);
  const go = (id) => {
    list.current.hidePopover();
    onGo(id);
  };
  return (
    <div className="folded-rail">
      <button type="button" className="folded-open focus-ring" popoverTarget="builder-steps">
        <span className="folded-dots" aria-hidden="true">{marks.map((mark, at) => <i key={mark.id} data-state={at === place ? "current" : mark.state} />)}</span>
        Step {place + 1} of {marks.length}<span className="sr-only">: {marks[place].title}. All steps</span>
      </button>
      <div ref={list} id="builder-steps" popover="auto" className="floating folded-list"><Rail marks={marks} place={place} people={people} onGo={go} /></div>
    </div>
  );
}

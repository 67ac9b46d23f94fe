// Above the conversation: whose planet it is, whether everything is kept, who is here, and what is rarely needed.
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import ArrowLeft from "lucide-react/dist/esm/icons/arrow-left.mjs";
import Ellipsis from "lucide-react/dist/esm/icons/ellipsis.mjs";

const People = lazy(() => import("./people.jsx"));

const SAYS = {
  idle: "", saved: "Saved", saving: "Saving…", retrying: "Not saved — retrying", refused: "Not saved — see below", conflict: "Changed elsewhere",
};

// The worst of what is under way.
const WORST = ["retrying", "conflict", "refused", "saving", "saved"];
export const worstOf = (states) => WORST.find((state) => states.includes(state)) ?? "idle";

function More({ planet, canUndo, onMove, onFill }) {
  const act = (done) => (event) => {
    event.currentTarget.closest("[popover]").hidePopover();
    done();
  };
  return (
    <>
      <button type="button" className="bar-button focus-ring" popoverTarget="builder-more" aria-label="More"><Ellipsis size={18} aria-hidden="true" /></button>
      <div id="builder-more" popover="auto" className="floating bar-panel">
        <ul className="more-list">
          <li><button type="button" className="focus-ring" onClick={act(onFill)}>Let chance answer what is open</button></li>
          {canUndo ? <li><button type="button" className="focus-ring" onClick={act(() => onMove({ kind: "undo" }))}>Take back the last surprise</button></li> : null}
          <li><button type="button" className="focus-ring" onClick={act(() => onMove({ kind: "restart" }))}>Start over</button></li>
          <li><Link className="focus-ring" to={`/planets/${planet.id}`}>See its page</Link></li>
          <li><button type="button" className="focus-ring" onClick={act(() => dispatchEvent(new Event("everkeep:shortcuts")))}>Keyboard shortcuts</button></li>
        </ul>
      </div>
    </>
  );
}

export function Bar({ planet, name, status, people, canUndo, onMove, onFill }) {
  return (
    <header className="talk-bar">
      <Link to="/planets" className="bar-back focus-ring"><ArrowLeft size={18} aria-hidden="true" /><span>Planets</span></Link>
      <span className="bar-slash" aria-hidden="true">/</span>
      <span className="bar-name">{name}</span>
      <span className="saving" role="status" data-save-state={status} data-tone={status}>{SAYS[status]}</span>
      {people.length ? <Suspense><People people={people} /></Suspense> : null}
      <More planet={planet} canUndo={canUndo} onMove={onMove} onFill={onFill} />
    </header>
  );
}

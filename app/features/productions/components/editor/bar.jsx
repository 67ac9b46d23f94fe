// Above the film: the way back, whose film it is, whether everything is kept, and what comes next.
import { Link } from "react-router";
import ArrowLeft from "lucide-react/dist/esm/icons/arrow-left.mjs";
import Keyboard from "lucide-react/dist/esm/icons/keyboard.mjs";

const SAYS = { idle: "", saved: "Saved", saving: "Saving…", retrying: "Not saved — retrying", refused: "Not changed — see below" };

const UPLOADS = ["/uploads", "Uploads"];

export function Bar({ film, origin, status }) {
  const produce = `/produce?upload=${film.id}`;
  const back = new Map([["home", ["/", "Home"]], ["produce", [produce, "Production"]]]);
  const [to, where] = back.get(origin) ?? UPLOADS;
  return (
    <header className="editor-bar">
      <Link to={to} className="editor-back focus-ring" aria-label={`Back to ${where}`}><ArrowLeft size={18} aria-hidden="true" /><span>{where}</span></Link>
      <span className="editor-slash" aria-hidden="true">/</span>
      <h1 className="editor-title">{film.title}</h1>
      <span className="editor-saving" role="status" data-save-state={status} data-tone={status}>{SAYS[status]}</span>
      <button type="button" className="tool focus-ring editor-keys" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={() => dispatchEvent(new Event("everkeep:shortcuts"))}>
        <Keyboard size={18} aria-hidden="true" />
      </button>
      <Link to={produce} className="editor-next focus-ring"><span className="wide-only">Dress and produce</span><span className="narrow-only">Produce</span></Link>
    </header>
  );
}

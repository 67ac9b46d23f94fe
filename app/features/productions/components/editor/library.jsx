// The person's pictures: dragged onto the timeline, or laid at the playhead with a tap or Enter.
import X from "lucide-react/dist/esm/icons/x.mjs";
import { offer } from "./timeline/offers.js";
import { UploadHere } from "$/public/external/app/features/productions/components/upload_here/upload_here.jsx";

const PICTURES = "image/png,image/jpeg,image/webp";
const PICTURE = { kind: "image", expectedKind: "image", role: "overlay" };

function Tile({ picture, onLay }) {
  const { id, name, url, ready, error } = picture;
  return (
    <li>
      <button
        type="button" className="library-tile focus-ring" disabled={!ready} onPointerDown={(event) => offer(event, { upload: id, name, url })} onClick={() => onLay(id)}
        title={ready ? `Lay “${name}” over the film at the playhead` : error || "Being prepared"}
      >
        <span className="library-picture">{url && ready ? <img src={url} alt="" loading="lazy" draggable={false} /> : null}</span>
        <span className="library-name">{ready ? name : error ? "Not usable" : "Preparing…"}</span>
      </button>
    </li>
  );
}

export function Library({ pictures, onLay, onArrived }) {
  const lay = (upload) => {
    document.getElementById("editor-library").hidePopover?.();
    onLay(upload);
  };
  return (
    <section id="editor-library" className="library" popover="auto" aria-label="Pictures">
      <header className="library-head">
        <h2>Pictures</h2>
        <button type="button" className="tool focus-ring narrow-only" popoverTarget="editor-library" popoverTargetAction="hide" aria-label="Close"><X size={18} aria-hidden="true" /></button>
      </header>
      <p className="library-words">{pictures.length ? "Drag one onto the timeline, or choose it to lay it at the playhead." : "Pictures that cover the film for a while: a map, a screenshot, a chapter card. Bring the first one."}</p>
      <ul className="library-tiles">{pictures.map((picture) => <Tile key={picture.id} picture={picture} onLay={lay} />)}</ul>
      <UploadHere label="Upload a picture" accept={PICTURES} fields={PICTURE} className="panel-button focus-ring" errorClass="library-error" onDone={onArrived} />
    </section>
  );
}

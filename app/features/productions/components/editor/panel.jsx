// What is selected, and what can be done with it: a picture over the film, or a piece of it.
import { useEffect, useState } from "react";
import ChevronLeft from "lucide-react/dist/esm/icons/chevron-left.mjs";
import ChevronRight from "lucide-react/dist/esm/icons/chevron-right.mjs";
import Trash from "lucide-react/dist/esm/icons/trash-2.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { clock } from "./pieces.js";
import { editedSeconds, laidOut } from "./timeline/foresee.js";

const FADES = [["none", "None"], ["in", "In"], ["out", "Out"], ["in_out", "Both"]];
const TRACKS = [["A", "A, below"], ["B", "B, above"]];

function Choice({ legend, name, options, value, onChoose }) {
  return (
    <fieldset className="panel-choice">
      <legend>{legend}</legend>
      <div className="panel-switch">
        {options.map(([key, label]) => (
          <label key={key}>
            <input type="radio" name={name} value={key} checked={value === key} onChange={() => onChoose(key)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

// Moves at once under the finger; asked once, when it is let go.
function Opacity({ value, onChoose }) {
  const [held, hold] = useState(value);
  useEffect(() => hold(value), [value]);
  const choose = () => held !== value && onChoose(held);
  return (
    <label className="panel-slider">
      <span>Opacity</span>
      <input
        type="range" className="slider focus-ring" min={0} max={100} step={5} value={held} aria-valuetext={`${held} %`} style={{ "--filled": held / 100 }}
        onChange={(event) => hold(Number(event.target.value))} onPointerUp={choose} onKeyUp={choose} onBlur={choose}
      />
      <output>{Math.round(held)} %</output>
    </label>
  );
}

function Head({ title, facts, picture, onClose }) {
  return (
    <header className="panel-head">
      {picture ? <img src={picture} alt="" /> : null}
      <div>
        <h2>{title}</h2>
        <p>{facts}</p>
      </div>
      <button type="button" className="tool focus-ring" aria-label="Close" title="Select nothing (Escape)" onClick={onClose}><X size={18} aria-hidden="true" /></button>
    </header>
  );
}

function PicturePanel({ picture, does, onClose }) {
  const { id, startSeconds: start, endSeconds: end, opacityPct = 100, fade = "none", track } = picture;
  const dress = (change) => does.edit({ kind: "dress_picture", id, ...change });
  return (
    <section className="panel" aria-label="The selected picture">
      <Head title={picture.name || "A picture that has gone"} facts={`${clock(start)} to ${clock(end)}, ${(end - start).toFixed(1)} s`} picture={picture.url} onClose={onClose} />
      <Opacity value={opacityPct} onChoose={(value) => dress({ opacityPct: value })} />
      <Choice legend="Fade" name="fade" options={FADES} value={fade} onChoose={(value) => dress({ fade: value })} />
      <Choice legend="Track" name="track" options={TRACKS} value={track} onChoose={(value) => does.edit({ kind: "move_picture", id, startSeconds: start, track: value })} />
      <div className="panel-actions">
        <button type="button" className="panel-button focus-ring" aria-label="0.1 s earlier" title="Earlier (,)" onClick={() => does.nudge(-1)}><ChevronLeft size={18} aria-hidden="true" />0.1 s</button>
        <button type="button" className="panel-button focus-ring" aria-label="0.1 s later" title="Later (.)" onClick={() => does.nudge(1)}>0.1 s<ChevronRight size={18} aria-hidden="true" /></button>
        <button type="button" className="panel-button panel-danger focus-ring" onClick={does.remove}><Trash size={16} aria-hidden="true" />Remove</button>
      </div>
    </section>
  );
}

function PiecePanel({ pieces, index, does, onClose }) {
  const { start, end, begin, until } = laidOut(pieces)[index];
  return (
    <section className="panel" aria-label="The selected piece">
      <Head title={`Piece ${index + 1} of ${pieces.length}`} facts={`${clock(begin)} to ${clock(until)}, ${(end - start).toFixed(1)} s`} onClose={onClose} />
      <p className="panel-words">Shows {clock(start)} to {clock(end)} of the video. The film lasts {clock(editedSeconds(pieces))}.</p>
      <div className="panel-actions">
        <button type="button" className="panel-button focus-ring" onClick={() => does.edit({ kind: "keep_all" })} disabled={pieces.length === 1}>Take all cuts back</button>
        <button type="button" className="panel-button panel-danger focus-ring" onClick={does.remove} disabled={pieces.length === 1}><Trash size={16} aria-hidden="true" />Delete</button>
      </div>
    </section>
  );
}

/** Shows nothing where nothing is selected that still exists. */
export function Panel({ selected, pieces, pictures, ...rest }) {
  const picture = pictures.find(({ id }) => id === selected?.picture);
  if (picture) return <PicturePanel key={picture.id} picture={picture} {...rest} />;
  if (pieces[selected?.piece]) return <PiecePanel pieces={pieces} index={selected.piece} {...rest} />;
  return null;
}

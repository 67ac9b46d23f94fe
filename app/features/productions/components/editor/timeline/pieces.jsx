// The film's pieces: its pictures and its sound on a canvas, and over them what can be chosen and dragged.
import { useEffect, useRef, useState } from "react";
import { drawFilm } from "./drawing.js";
import { atTick, laidOut, roomOf, ticks } from "./foresee.js";
import { Grip, wanders } from "./grips.jsx";
import { clock, spoken } from "./scale.js";
import { useSound } from "./sound.js";
import { useSpot } from "./spots.js";
import { useStrip } from "./strip.js";

const STRIP = 0.6; // of the film's height; its sound has the rest
const TALLEST_PX = 96; // of a thumbnail, as high as it was made

export function Film({ board, film, base, chosen, onSelect, onEdit, onGo, ink }) {
  const row = useRef(null);
  const pieces = laidOut(base.pieces);
  const go = (event, index) => {
    const to = wanders(event, index, pieces.length);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect({ piece: to });
    row.current.querySelectorAll(".tl-piece")[to].focus();
  };
  return (
    <div className="tl-film" data-lane="film">
      <Footage board={board} film={film} ink={ink} />
      <div role="group" aria-label="Pieces of the film" ref={row}>
        {pieces.map((piece, index) => (
          <Piece
            key={index} {...{ board, base, index, piece, onSelect, onEdit, onGo }} many={pieces.length} chosen={chosen === index}
            reached={index === (chosen ?? 0)} onKeyDown={(event) => go(event, index)}
          />
        ))}
      </div>
    </div>
  );
}

function Footage({ board, film, ink }) {
  const canvas = useRef(null);
  const [split, setSplit] = useState(0);
  const strip = useStrip(film.strip_url, film.strip_facts, split);
  const sound = useSound(film.waveform_url);
  useEffect(() => {
    const size = new ResizeObserver(([{ contentRect }]) => setSplit(Math.min(TALLEST_PX, Math.round(contentRect.height * STRIP))));
    size.observe(canvas.current);
    return () => size.disconnect();
  }, []);
  useEffect(() => board.painting(() => drawFilm(canvas.current, board, { strip, sound, ink, split })), [board, strip, sound, ink, split]);
  return <canvas ref={canvas} className="tl-canvas" aria-hidden="true" />;
}

function Piece({ board, base, index, piece, many, chosen, reached, onSelect, onEdit, onGo, onKeyDown }) {
  const node = useSpot(board, ({ shown }) => shown.pieces[index] && [shown.pieces[index].begin, shown.pieces[index].until]);
  const name = `Piece ${index + 1} of ${many}`, seconds = piece.until - piece.begin;
  const edges = ["start", "end"].map((edge) => {
    const [low, high] = roomOf(base, index, edge);
    return { edge, low, high, value: piece[edge], name: edge === "start" ? `Where piece ${index + 1} begins` : `Where piece ${index + 1} ends`, text: `at ${spoken(piece[edge])} of the source` };
  });
  return (
    <div className="tl-spot" data-cut={index > 0 && base.pieces[index - 1].end < piece.start ? "" : undefined} ref={node}>
      <button
        type="button" className="tl-piece focus-ring" data-grip="piece" data-index={index} aria-pressed={chosen} tabIndex={reached ? 0 : -1}
        aria-label={`${name}, ${clock(seconds)}, from ${clock(piece.begin)}`} onKeyDown={onKeyDown}
        onFocus={() => board.reveal(piece.begin, piece.until)}
        onClick={(event) => {
          if (event.detail) return; // a pointer's is dealt with where it goes down
          onSelect({ piece: index });
          onGo(piece.begin);
        }}
      >
        <span className="tl-length">{clock(seconds)}</span>
      </button>
      {edges.map((about) => (
        <Grip
          key={about.edge} edge={about.edge} data={{ "data-grip": "edge", "data-index": index }} {...{ chosen, about }}
          onStep={(by) => onEdit({ kind: "drag_edge", index, edge: about.edge, to: Math.max(about.low, Math.min(about.high, atTick(ticks(about.value + by)))) })}
        />
      ))}
    </div>
  );
}

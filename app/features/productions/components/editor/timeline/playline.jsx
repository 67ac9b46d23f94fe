// The ruler, the playhead over all lanes, and the line that shows what an edge was drawn to.
import { useEffect, useRef } from "react";
import { drawRuler } from "./drawing.js";
import { clock, spoken } from "./scale.js";
import { useMark } from "./spots.js";

const TURN_AT = 0.94; // of the view: there the page is turned while the film runs
const KEEP = 0.06; // of it stays in view

export function Ruler({ board, ink }) {
  const canvas = useRef(null);
  useEffect(() => board.painting(() => drawRuler(canvas.current, board, ink)), [board, ink]);
  return (
    <div className="tl-ruler" data-grip="ruler">
      <canvas ref={canvas} className="tl-canvas" aria-hidden="true" />
    </div>
  );
}

// Turns the page when the film has run to its end, and shows where one has jumped to.
function keepInView(board, now, before) {
  const [second, was] = [board.shows(now.time), board.shows(before.time)];
  if (now.playing) {
    const edge = board.left + board.span * TURN_AT;
    const turns = now.rate < 0 ? second < board.left && was >= board.left : second > edge && was <= edge && edge < board.seconds;
    if (turns) board.look(now.rate < 0 ? second - board.span * TURN_AT : second - board.span * KEEP, { gliding: true });
  } else if (now.seeks !== before.seeks && !now.scrubbing) board.reveal(second);
}

function tell(slider, time, duration) {
  slider.setAttribute("aria-valuenow", time.toFixed(1));
  slider.setAttribute("aria-valuemax", duration.toFixed(1));
  slider.setAttribute("aria-valuetext", spoken(time));
}

export function Playline({ board, playhead }) {
  const line = useMark(board, () => board.shows(playhead.get().time));
  const grip = useRef(null);
  useEffect(() => {
    let before = playhead.get();
    tell(grip.current, before.time, before.duration);
    return playhead.subscribe((now) => {
      line.current.style.transform = `translateX(${board.x(board.shows(now.time)).toFixed(1)}px)`;
      keepInView(board, now, before);
      if (!now.playing) tell(grip.current, now.time, now.duration);
      before = now;
    });
  }, [board, playhead]);
  return (
    <div className="tl-playline" ref={line}>
      <span className="tl-playhead focus-ring" data-grip="ruler" role="slider" tabIndex={0} aria-label="Playhead" aria-valuemin={0} aria-valuenow={0} ref={grip} />
    </div>
  );
}

/** Where an edge snaps, and beside the dragged one how the film or the picture changes. */
export function Guide({ board }) {
  const line = useMark(board, ({ guide }) => guide);
  const words = useMark(board, readOut);
  function readOut({ dragged, shown }) {
    if (!dragged) return null;
    const [second, text] = dragged.piece === undefined ? pictureReads(dragged, shown) : pieceReads(dragged, shown);
    if (words.current && text) words.current.firstChild.textContent = text;
    return text ? second : null;
  }
  return (
    <>
      <div className="tl-guide" aria-hidden="true" ref={line} />
      <div className="tl-reads" aria-hidden="true" ref={words}><span /></div>
    </>
  );
}

function pieceReads({ piece, edge, longer }, { pieces }) {
  const found = pieces[piece];
  if (!found) return [0, ""];
  const sign = longer < 0 ? "−" : "+";
  return [edge === "start" ? found.begin : found.until, `${clock(found.until - found.begin)}  ${sign}${Math.abs(longer).toFixed(1)} s`];
}

function pictureReads({ picture, edge }, { pictures }) {
  const found = pictures.find(({ id }) => id === picture);
  if (!found) return [0, ""];
  const { startSeconds, endSeconds } = found;
  return [edge === "end" ? endSeconds : startSeconds, edge ? clock(endSeconds - startSeconds) : clock(startSeconds)];
}

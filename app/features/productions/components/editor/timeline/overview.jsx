// The whole film in one line, with the part that is in view to drag; and how near one looks.
import { useEffect, useRef } from "react";
import { cleared } from "./drawing.js";

const STEP = 0.1; // of the view
const NEARER = 1.5;
const LEAST_PX = 14;

function drawWhole(canvas, board, ink) {
  const { pen, width, height } = cleared(canvas, canvas.clientWidth);
  const { pieces, pictures } = board.shown, each = width / Math.max(0.1, board.seconds);
  const bar = (from, until, top, high) => pen.fillRect(from * each, top, Math.max(1, (until - from) * each - 1), high);
  pen.fillStyle = ink.edge;
  for (const { begin, until } of pieces) bar(begin, until, height / 2 - 1, 8);
  pen.fillStyle = ink.accent;
  for (const { track, startSeconds, endSeconds } of pictures) bar(startSeconds, endSeconds, height / 2 - (track === "B" ? 9 : 5), 3);
}

export function Overview({ board, playhead, ink }) {
  const box = useRef(null), canvas = useRef(null), view = useRef(null), now = useRef(null);
  useEffect(() => {
    const place = () => {
      const width = box.current.clientWidth, each = width / Math.max(0.1, board.seconds);
      drawWhole(canvas.current, board, ink);
      const wide = Math.max(LEAST_PX, Math.min(width, board.span * each));
      const left = Math.max(0, Math.min(width - wide, board.left * each));
      Object.assign(view.current.style, { transform: `translateX(${left}px)`, width: `${wide}px` });
      const share = board.whole ? 0 : board.left / Math.max(0.1, board.seconds - board.span);
      view.current.setAttribute("aria-valuenow", Math.round(Math.max(0, Math.min(1, share)) * 100));
      head();
    };
    const head = () => (now.current.style.transform = `translateX(${(board.shows(playhead.get().time) / Math.max(0.1, board.seconds)) * box.current.clientWidth}px)`);
    const ends = [board.painting(place), playhead.subscribe(head)];
    return () => ends.forEach((end) => end());
  }, [board, playhead, ink]);
  const go = (event) => {
    const { left, width } = box.current.getBoundingClientRect();
    board.look(((event.clientX - left) / width) * board.seconds - board.span / 2);
  };
  const pressed = (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    board.look(board.left + way * STEP * board.span);
  };
  return (
    <div
      className="tl-overview" ref={box} onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); go(event); }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && go(event)}
    >
      <canvas ref={canvas} className="tl-canvas" aria-hidden="true" />
      <i className="tl-overview-head" ref={now} />
      <div
        className="tl-view focus-ring" ref={view} role="scrollbar" tabIndex={0} aria-label="Part of the film in view" aria-controls="timeline-lanes"
        aria-orientation="horizontal" aria-valuemin={0} aria-valuemax={100} aria-valuenow={0} onKeyDown={pressed}
      />
    </div>
  );
}

const SIGNS = {
  out: <path d="M5 12h14" />,
  in: <path d="M5 12h14M12 5v14" />,
  fit: <path d="M4 7v10M20 7v10M8 12h8M10.5 9.5 8 12l2.5 2.5M13.5 9.5 16 12l-2.5 2.5" />,
};
// Whoever zooms by pointer goes on with the keys that they had.
const keepFocus = (event) => event.preventDefault();

function Sign({ name }) {
  return <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">{SIGNS[name]}</svg>;
}

export function Zoom({ board, playhead }) {
  const range = useRef(null);
  useEffect(() => board.painting(() => (range.current.value = String(board.nearness))), [board]);
  const middle = () => {
    const x = board.x(board.shows(playhead.get().time));
    return x >= 0 && x <= board.width ? x : board.width / 2;
  };
  const button = (name, label, press) => (
    <button type="button" className="tl-button focus-ring" aria-label={label} title={label} onMouseDown={keepFocus} onClick={press}><Sign name={name} /></button>
  );
  return (
    <div className="tl-zoom" role="group" aria-label="Zoom">
      {button("out", "Zoom out", () => board.zoom(1 / NEARER, middle()))}
      <input
        type="range" className="tl-range" aria-label="How near the timeline is" min={0} max={1} step={0.01} defaultValue={0} ref={range}
        onPointerUp={({ currentTarget }) => currentTarget.blur()} onInput={({ target }) => board.zoomTo(Number(target.value), middle())}
      />
      {button("in", "Zoom in", () => board.zoom(NEARER, middle()))}
      {button("fit", "Show the whole film", () => board.fit())}
    </div>
  );
}

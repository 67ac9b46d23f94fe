// A painting that turns by itself, under the hand and by the arrow keys, with the still one as what is seen first.
import { useEffect, useRef, useState } from "react";
import { Turning } from "./turning.js";

const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -6, PageUp: 6 };

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches || navigator.connection?.saveData;

// Whether the element is in sight of somebody.
function useInSight(element) {
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    let near = false;
    const settle = () => setInSight(near && !document.hidden);
    const watcher = new IntersectionObserver(([{ isIntersecting }]) => ((near = isIntersecting), settle()));
    watcher.observe(element.current);
    document.addEventListener("visibilitychange", settle);
    return () => {
      watcher.disconnect();
      document.removeEventListener("visibilitychange", settle);
    };
  }, []);
  return inSight;
}

// The planet in motion, fetched once it is `wanted`: null until then, false where this browser can't turn it.
function useTurning(canvas, address, wanted) {
  const [turning, setTurning] = useState(null);
  useEffect(() => {
    if (!address || !wanted) return;
    const leaving = new AbortController();
    let opened = null;
    Turning.open(canvas.current, address, leaving.signal).then(
      (made) => (leaving.signal.aborted ? made?.close() : setTurning((opened = made) ?? false)),
      () => leaving.signal.aborted || setTurning(false),
    );
    return () => {
      leaving.abort();
      opened?.close();
      setTurning(null);
    };
  }, [address, wanted]);
  return turning;
}

// A hand that takes the planet, turns it and lets it go.
function useHand(turning) {
  const hand = useRef(null);
  return {
    onPointerDown(event) {
      if (!turning || event.button) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      hand.current = { x: event.clientX, at: event.timeStamp, speed: 0 };
    },
    onPointerMove(event) {
      if (!hand.current) return;
      // Half a turn from one side of the box to the other.
      const by = ((event.clientX - hand.current.x) / event.currentTarget.clientWidth) * (turning.frames.length / 2);
      const seconds = Math.max(0.004, (event.timeStamp - hand.current.at) / 1000);
      hand.current = { x: event.clientX, at: event.timeStamp, speed: by / seconds };
      turning.turn(by);
    },
    onPointerUp(event) {
      if (!hand.current) return;
      turning.push(event.timeStamp - hand.current.at < 60 ? hand.current.speed : 0);
      hand.current = null;
    },
    onPointerCancel: () => (hand.current = null),
  };
}

/** Fills the square that it is put in. */
export function Spin({ stillUrl, spinUrl, words }) {
  const box = useRef(null), canvas = useRef(null);
  const [playing, setPlaying] = useState(null); // null: as the person's settings have it
  const [taken, setTaken] = useState(false);
  const [degrees, setDegrees] = useState(0);
  const inSight = useInSight(box);
  const [moves, setMoves] = useState(false);
  useEffect(() => setMoves(playing ?? !calm()), [playing]);
  const [seen, setSeen] = useState(false);
  useEffect(() => setSeen((before) => before || (inSight && moves) || taken), [inSight, moves, taken]);
  const turning = useTurning(canvas, spinUrl, seen);
  useEffect(() => turning?.run(moves && inSight && !taken), [turning, moves, inSight, taken]);
  useEffect(() => {
    if (turning && !inSight) turning.rest();
  }, [turning, inSight]);
  const tell = () => turning && setDegrees(turning.degrees);
  const onKeyDown = (event) => {
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    setTaken(true);
    turning?.turn(by);
    tell();
  };
  return (
    <div ref={box} className="spin">
      <link rel="stylesheet" href="/globe.css" precedence="page" />
      <img className="spin-still" src={turning === false && moves ? spinUrl : stillUrl} alt={words} />
      {spinUrl ? (
        <>
          <div
            className="spin-hand focus-ring" role="slider" tabIndex={turning === false ? -1 : 0} aria-label="Turn the planet"
            aria-valuemin={0} aria-valuemax={359} aria-valuenow={degrees} aria-valuetext={`${degrees} degrees`}
            onKeyDown={onKeyDown} onBlur={() => setTaken(false)} onFocus={tell} onPointerEnter={() => calm() && setTaken(true)}
            onPointerLeave={() => setTaken(false)} {...useHand(turning)}
          >
            <canvas ref={canvas} className="spin-canvas" aria-hidden="true" />
          </div>
          <button type="button" className="spin-button focus-ring" onClick={() => setPlaying(!moves)}>
            {moves ? "Stop turning" : "Let it turn"}
          </button>
        </>
      ) : null}
    </div>
  );
}

// Moves between steps: made on this page at once, kept in this browser until they have been answered.
import { useEffect, useRef, useState } from "react";
import { pendingBatch } from "$/public/external/app/ui/outbox/outbox.jsx";
import { ANSWERS } from "./answers.js";

const SLOW_MS = 2500;
const AGAIN_MS = 8000; // the socket repeats by itself what it could not say; this is for what got lost
const MOST_WAITING = 6;
const KEPT = "everkeep.building/";

const kept = (planet) => {
  try {
    return JSON.parse(localStorage.getItem(KEPT + planet)) ?? [];
  } catch {
    return [];
  }
};
const keep = (planet, moves) => {
  try {
    if (moves.length) localStorage.setItem(KEPT + planet, JSON.stringify(moves));
    else localStorage.removeItem(KEPT + planet);
  } catch {
    // Then they are kept for as long as the page is open.
  }
};

// A socket that is down queues what it is given and would say all of it at once on its return.
const reachable = () => fetch("/ping", { cache: "no-store" }).then(({ ok }) => ok, () => false);

/** `move` takes {kind, step?, all?}: one is on its way at a time, the others wait in their order.
 *
 * `answered` counts the server's answers, `revision` is where the session stands now. `status` is "", "saving"
 * or "retrying". `onSettled` is called when the last one has been answered. */
export function useMoves({ planet, revision, answered, onMove, onSettled }) {
  const [status, setStatus] = useState("");
  const way = useRef({ moves: [], sent: null });
  const now = useRef({});
  now.current = { planet, revision, onMove, onSettled };

  const say = () => now.current.onMove?.({ ...way.current.sent, pending: pendingBatch(ANSWERS) });
  const next = () => {
    const [first] = way.current.moves;
    way.current.sent = first ? { ...first, revision: first.revision ?? now.current.revision } : null;
    if (first) way.current.moves[0] = way.current.sent;
    keep(now.current.planet, way.current.moves);
    setStatus(first ? "saving" : "");
    if (first) say();
  };
  const move = (intent) => {
    if (way.current.moves.length >= MOST_WAITING) return;
    way.current.moves.push(intent);
    if (way.current.sent) keep(now.current.planet, way.current.moves);
    else next();
  };

  // What a closed tab or a lost connection left behind is sent again as it was: a server that has it already
  // says so.
  useEffect(() => {
    if (!planet || way.current.sent) return;
    way.current.moves = kept(planet);
    if (way.current.moves.length) next();
  }, [planet]);

  const heard = useRef(answered);
  useEffect(() => {
    const more = answered > heard.current; // a server that was started again counts from the beginning
    heard.current = answered;
    if (!more || !way.current.sent) return;
    way.current.moves.shift();
    next();
    if (!way.current.sent) now.current.onSettled?.();
  }, [answered]);

  useEffect(() => {
    if (!status) return;
    const late = setTimeout(() => setStatus((at) => at && "retrying"), SLOW_MS);
    const again = setInterval(async () => {
      if ((await reachable()) && way.current.sent) say();
    }, AGAIN_MS);
    return () => {
      clearTimeout(late);
      clearInterval(again);
    };
  }, [Boolean(status), answered]);

  return { status, move, moving: Boolean(status) };
}

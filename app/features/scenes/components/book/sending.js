// A choice on its way: sent once, kept in this browser until it has been answered, sent again when it was lost.
import { useEffect, useRef, useState } from "react";

const SLOW_MS = 2500;
const AGAIN_MS = 8000; // the socket repeats by itself what it could not say; this is for what got lost
const KEPT = "everkeep.choice/";

const kept = (scope) => {
  try {
    return JSON.parse(localStorage.getItem(KEPT + scope));
  } catch {
    return null;
  }
};
const keep = (scope, move) => {
  try {
    if (move) localStorage.setItem(KEPT + scope, JSON.stringify(move));
    else localStorage.removeItem(KEPT + scope);
  } catch {
    // Then it is kept for as long as the page is open.
  }
};

/** `pending` is the move on its way, `status` how that goes; `send` takes a move and ignores a second one.
 *
 * `answered` counts the server's answers to moves, `revision` is where the run stands now. */
export function useSending({ scope, revision, answered, onMove }) {
  const [pending, setPending] = useState(null);
  const [slow, setSlow] = useState(false);
  const way = useRef({ pending: null });
  const say = useRef(onMove);
  say.current = onMove;

  const hold = (move) => {
    way.current.pending = move;
    keep(scope, move);
    setPending(move);
    setSlow(false);
  };
  const send = (move) => {
    if (way.current.pending || !scope) return;
    const whole = { ...move, revision };
    hold(whole);
    say.current(whole);
  };

  // What a closed tab or a lost connection left behind is sent again as it was: a server that has it already,
  // or that has moved on, says so.
  useEffect(() => {
    const left = scope && kept(scope);
    if (!left || way.current.pending) return;
    hold(left);
    say.current(left);
  }, [scope]);

  useEffect(() => {
    if (answered && way.current.pending) hold(null);
  }, [answered]);

  useEffect(() => {
    if (!pending) return;
    const late = setTimeout(() => setSlow(true), SLOW_MS);
    const again = setInterval(() => navigator.onLine && say.current(way.current.pending), AGAIN_MS);
    return () => {
      clearTimeout(late);
      clearInterval(again);
    };
  }, [pending]);

  return { pending, status: pending ? (slow ? "retrying" : "sending") : "", send };
}

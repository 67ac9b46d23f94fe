// A choice on its way: sent once, kept in this browser until it has been answered, sent again when it was lost.
import { useEffect, useRef, useState } from "react";

const SLOW_MS = 2500;
const AGAIN_MS = 8000; // the socket repeats by itself what it could not say; this is for what got lost
const KEPT = "everkeep.choice/";

const kept = (run) => {
  try {
    return JSON.parse(localStorage.getItem(KEPT + run));
  } catch {
    return null;
  }
};
const keep = (run, move) => {
  try {
    if (move) localStorage.setItem(KEPT + run, JSON.stringify(move));
    else localStorage.removeItem(KEPT + run);
  } catch {
    // Then it is kept for as long as the page is open.
  }
};

// A socket that is down queues what it is given and would say all of it at once on its return.
const reachable = () => fetch("/ping", { cache: "no-store" }).then(({ ok }) => ok, () => false);

/** `pending` is the move on its way, `status` how that goes; `send` takes a move and ignores a second one.
 *
 * `answered` counts the server's answers to moves, `revision` is where the run stands now. */
export function useSending({ run, revision, answered, onMove }) {
  const [pending, setPending] = useState(null);
  const [slow, setSlow] = useState(false);
  const way = useRef({ pending: null });
  const say = useRef(onMove);
  say.current = onMove;

  const hold = (move) => {
    way.current.pending = move;
    keep(run, move);
    setPending(move);
    setSlow(false);
  };
  const send = (move) => {
    if (way.current.pending || !run) return;
    const whole = { ...move, run, revision };
    hold(whole);
    say.current(whole);
  };

  // What a closed tab or a lost connection left behind is sent again as it was: a server that has it already,
  // or that has moved on, says so.
  useEffect(() => {
    const left = run && kept(run);
    if (!left || way.current.pending) return;
    hold(left);
    say.current(left);
  }, [run]);

  const heard = useRef(answered);
  useEffect(() => {
    const moved = way.current.pending && way.current.pending.revision !== revision;
    if (way.current.pending && (moved || heard.current !== answered)) hold(null);
    heard.current = answered;
  }, [answered, revision]);

  useEffect(() => {
    if (!pending) return;
    const late = setTimeout(() => setSlow(true), SLOW_MS);
    const again = setInterval(async () => {
      if ((await reachable()) && way.current.pending) say.current(way.current.pending);
    }, AGAIN_MS);
    return () => {
      clearTimeout(late);
      clearInterval(again);
    };
  }, [pending]);

  return { pending, status: pending ? (slow ? "retrying" : "sending") : "", send };
}

// A choice on its way: sent once, kept in this browser until it has been answered, sent again when it was lost.
import { useEffect, useRef, useState } from "react";
import { drawer, useAsking } from "$/public/external/app/ui/asking/asking.js";

const { read: kept, keep } = drawer("everkeep.choice/");

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

  useAsking({
    waiting: Boolean(pending),
    since: pending,
    late: () => setSlow(true),
    again: () => way.current.pending && say.current(way.current.pending),
  });

  return { pending, status: pending ? (slow ? "retrying" : "sending") : "", send };
}

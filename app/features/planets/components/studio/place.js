// Which step this page shows: where its own moves lead. Another's moves are told, not followed.
import { useEffect, useRef, useState } from "react";

const TARGETS = { next: (at) => at + 1, skip: (at) => at + 1, back: (at) => at - 1, restart: () => 0 };

/** `place` is the step shown; `follow()` goes to where the session stands, as each new `visit` does. */
export function usePlace({ visit, script, step, moving }) {
  const [place, setPlace] = useState(step);
  const known = useRef(visit);
  useEffect(() => {
    if (known.current === visit) return;
    known.current = visit;
    setPlace(step);
  }, [visit, step]);
  const last = script.length - 1;
  const shown = Math.min(Math.max(place, 0), last);
  const expect = ({ kind, step: to }) => {
    const at = kind === "goto" ? script.findIndex(({ id }) => id === to) : (TARGETS[kind]?.(shown) ?? shown);
    setPlace(Math.min(Math.max(at, 0), last));
  };
  return { place: shown, expect, follow: () => setPlace(step), elsewhere: !moving && step !== shown };
}

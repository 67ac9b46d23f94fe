// What is asked of the server until it answers: kept in this browser meanwhile, and asked again when it was lost.
import { useEffect, useRef } from "react";

const SLOW_MS = 2500;
const AGAIN_MS = 8000; // the socket repeats by itself what it could not say; this is for what got lost

// A socket that is down queues what it is given and would say all of it at once on its return.
const reachable = () => fetch("/ping", { cache: "no-store" }).then(({ ok }) => ok, () => false);

/** While `waiting`: `late` once it takes long, and `again` every `everyMs` if the server is there.
 *
 * Each change of `since` begins anew, such as an answer to one of several. */
export function useAsking({ waiting, since, late, again, everyMs = AGAIN_MS }) {
  const does = useRef({});
  does.current = { late, again };
  useEffect(() => {
    if (!waiting) return undefined;
    const slow = setTimeout(() => does.current.late(), SLOW_MS);
    const lost = setInterval(async () => (await reachable()) && does.current.again(), everyMs);
    return () => {
      clearTimeout(slow);
      clearInterval(lost);
    };
  }, [waiting, since]);
}

/** Values of this browser whose names begin with `prefix`. Without storage they last as long as the page. */
export const drawer = (prefix) => ({
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(prefix + name));
    } catch {
      return null;
    }
  },
  keep(name, value) {
    try {
      if (value) localStorage.setItem(prefix + name, JSON.stringify(value));
      else localStorage.removeItem(prefix + name);
    } catch {
      // Then the page has it, and nobody else.
    }
  },
});

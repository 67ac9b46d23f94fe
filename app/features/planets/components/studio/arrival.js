// The step that has just opened is brought into sight and, for those who hear the page, read.
import { useEffect, useLayoutEffect, useRef } from "react";

const TOUCHED = ["wheel", "touchmove", "keydown", "pointerdown"];

// Its end is in sight; where it is taller than the window, its beginning. A phone begins with the planet.
function bringIntoSight(step, prompt) {
  if (matchMedia("(max-width: 899px)").matches) return scrollTo({ top: 0, behavior: "instant" });
  step.scrollIntoView({ block: "end", behavior: "instant" });
  prompt.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** What the prompt's element is given as its `ref`. */
export function useArrival(place) {
  const prompt = useRef(null);
  const shown = useRef(null);
  useLayoutEffect(() => {
    if (shown.current === place) return;
    const first = shown.current === null;
    shown.current = place;
    if (first) return;
    const text = matchMedia("(pointer: fine)").matches && prompt.current.closest("form").querySelector("[data-first]");
    (text || prompt.current).focus({ preventScroll: true });
  }, [place]);

  // Parts that are fetched when they are needed make it taller, until somebody has taken hold of the page.
  useEffect(() => {
    const step = prompt.current.closest("form");
    const align = () => bringIntoSight(step, prompt.current);
    const grown = new ResizeObserver(align);
    const stop = () => grown.disconnect();
    grown.observe(step);
    for (const name of TOUCHED) addEventListener(name, stop, { once: true, passive: true });
    return () => {
      stop();
      for (const name of TOUCHED) removeEventListener(name, stop);
    };
  }, [place]);
  return prompt;
}

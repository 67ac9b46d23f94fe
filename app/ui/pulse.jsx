import { useEffect, useRef } from "react";

/** Beats while the page is open and in sight, and at once when it comes back into sight. */
export function Pulse({ every, onBeat }) {
  const beat = useRef(onBeat);
  beat.current = onBeat;

  useEffect(() => {
    const inSight = () => !document.hidden && beat.current?.();
    const timer = setInterval(inSight, every);
    document.addEventListener("visibilitychange", inSight);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", inSight);
    };
  }, [every]);

  return null;
}

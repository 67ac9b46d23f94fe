// Where on the page somebody reads: which block stands at the reading line, and how much of it is above.
import { useEffect, useRef } from "react";

const LINE_PX = 120;
const PAUSE_MS = 350;

const blocks = () => [...document.querySelectorAll("[data-block]")];

function here() {
  const found = window.scrollY < 2 ? -1 : blocks().findLastIndex((one) => one.getBoundingClientRect().top <= LINE_PX);
  if (found < 0) return { paragraph: 0, offset: 0 };
  const { top, height } = blocks()[found].getBoundingClientRect();
  return { paragraph: found, offset: Math.round(1e5 * Math.min(1, (LINE_PX - top) / Math.max(1, height))) / 1e5 };
}

function goTo({ paragraph, offset }) {
  const block = blocks()[paragraph];
  if (!block || (!paragraph && !offset)) return;
  const { top, height } = block.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + top + offset * height - LINE_PX, behavior: "instant" });
}

/** Goes to `place` once for each `visit` if it is of this scene, and tells `onPlace` of every other. */
export function usePlace({ run, scene, visit, place, onPlace }) {
  const calls = useRef({});
  calls.current = { onPlace, run, scene };
  const touched = useRef(false); // a page that nobody has moved has nothing new to tell

  useEffect(() => {
    if (!visit || place?.scene !== scene || touched.current) return;
    let wanted = true;
    document.fonts.ready.then(() => requestAnimationFrame(() => wanted && goTo(place)));
    return () => (wanted = false);
  }, [visit]);

  useEffect(() => {
    let timer = 0, sent = "";
    const send = () => {
      clearTimeout(timer);
      const now = JSON.stringify({ run: calls.current.run, scene: calls.current.scene, ...here() });
      if (!touched.current || now === sent) return;
      sent = now;
      calls.current.onPlace?.(JSON.parse(now));
    };
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(send, PAUSE_MS);
    };
    const touch = () => (touched.current = true);
    const leaving = () => document.hidden && send();
    const by = ["wheel", "touchmove", "keydown", "pointerdown"];
    for (const name of by) addEventListener(name, touch, { passive: true });
    addEventListener("scroll", moved, { passive: true });
    document.addEventListener("visibilitychange", leaving);
    return () => {
      clearTimeout(timer);
      for (const name of by) removeEventListener(name, touch);
      removeEventListener("scroll", moved);
      document.removeEventListener("visibilitychange", leaving);
    };
  }, [run]);
}

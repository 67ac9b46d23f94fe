// Keeps where the person is in the film and its timeline, and goes there again when the page is opened.
import { useEffect, useRef } from "react";

const PAUSE_MS = 1000; // the playhead moves all the time while the film plays
const TOUCHES = ["pointerdown", "keydown", "wheel"];

/** Goes to `place.playhead` once; `keepView` takes `{zoom, left}` of the timeline. */
export function usePlace({ place, playhead, onPlace }) {
  const here = useRef({ playhead: 0, ...place });
  const told = useRef(onPlace);
  told.current = onPlace;
  const later = useRef(() => null);

  useEffect(() => {
    let timer = 0, touched = false, sent = JSON.stringify(here.current);
    const send = () => {
      clearTimeout(timer);
      timer = 0;
      const left = JSON.stringify(here.current);
      if (!touched || left === sent) return; // a page that nobody has touched yet has nothing new to tell
      sent = left;
      told.current(here.current);
    };
    const touch = () => (touched = true);
    later.current = () => (timer ||= setTimeout(send, PAUSE_MS));
    const unsubscribe = playhead.subscribe(({ time }) => {
      const at = Math.round(time * 10) / 10;
      if (at === here.current.playhead) return;
      here.current = { ...here.current, playhead: at };
      later.current();
    });
    for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
    document.addEventListener("visibilitychange", send);
    return () => {
      unsubscribe();
      for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
      document.removeEventListener("visibilitychange", send);
      send();
    };
  }, [playhead]);

  return {
    begin: place,
    keepView: ({ zoom, left }) => {
      here.current = { ...here.current, zoom, left };
      later.current();
    },
  };
}

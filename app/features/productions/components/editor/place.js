// Keeps where the person is in the film and its timeline, and goes there again when the page is opened.
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 1000; // the playhead moves all the time while the film plays
const TOUCHES = ["pointerdown", "keydown", "wheel"];

const nameOf = (draft) => `everkeep.editing.place/${draft}`;

// A tab that is loaded again had no time to say where it was.
function leftHere(draft) {
  try {
    const left = JSON.parse(sessionStorage.getItem(nameOf(draft)));
    sessionStorage.removeItem(nameOf(draft));
    return left;
  } catch {
    return null;
  }
}

/** Goes to where the person left; `begin` is `{zoom, left}` of the timeline there, and `keepView` takes others. */
export function usePlace({ draft, place, playhead, onPlace }) {
  const [begin] = useState(() => leftHere(draft) ?? place);
  const here = useRef({ playhead: 0, ...begin });
  const told = useRef(onPlace);
  told.current = onPlace;
  const later = useRef(() => null);

  useEffect(() => {
    let arrived = false;
    const arrive = ({ duration }) => {
      if (arrived || !duration) return;
      arrived = true;
      playhead.seek(begin.playhead ?? 0);
    };
    arrive(playhead.get());
    return playhead.subscribe(arrive);
  }, [playhead]);

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
    const leave = () => {
      try {
        if (touched) sessionStorage.setItem(nameOf(draft), JSON.stringify(here.current));
      } catch {
        // Then it begins where the server last heard of it.
      }
    };
    const unsubscribe = playhead.subscribe(({ time, duration }) => {
      const at = Math.round(time * 10) / 10;
      if (!duration || at === here.current.playhead) return;
      here.current = { ...here.current, playhead: at };
      later.current();
    });
    for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
    document.addEventListener("visibilitychange", send);
    addEventListener("pagehide", leave);
    return () => {
      unsubscribe();
      for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
      document.removeEventListener("visibilitychange", send);
      removeEventListener("pagehide", leave);
      send();
    };
  }, [playhead]);

  return {
    begin,
    keepView: ({ zoom, left }) => {
      here.current = { ...here.current, zoom, left };
      later.current();
    },
  };
}

// Keeps where the person is on the page, and goes there again when the page is opened. Shows nothing.
import { useEffect, useRef } from "react";

const PAUSE_MS = 400;
const PLAYHEAD_PAUSE_MS = 1000; // it moves all the time while the film plays
const TEXTS = ["name", "story", "screenTitleText"];
const ON_TOUCH = "(hover: none) and (pointer: coarse)"; // where a focus would pull up the keyboard

const sectionOf = (element) => element?.closest?.("details[data-section]");
const fieldOf = (element) => {
  const key = element?.id?.startsWith("draft-") ? element.id.slice("draft-".length) : "";
  return TEXTS.includes(key) ? key : "";
};

/** Unfold the section of `place`, bring it into sight, and put the caret where the text ended. */
function goTo(place) {
  const section = document.querySelector(`details[data-section="${place.section}"]`);
  if (!section) return null;
  if (!section.open) section.dataset.resumed = ""; // the stage must not move the playhead for this one
  section.open = true;
  const field = place.field ? section.querySelector(`#draft-${place.field}`) : null;
  if (field && !window.matchMedia(ON_TOUCH).matches) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollTop = field.scrollHeight;
  }
  bringIntoSight(section);
  return { section, field };
}

function bringIntoSight(section) {
  const fits = section.offsetHeight < window.innerHeight / 2;
  section.scrollIntoView({ block: fits ? "nearest" : "start", behavior: "instant" });
  if (!section.querySelector(".section-body:empty")) return;
  const arrival = new MutationObserver(() => {
    arrival.disconnect();
    requestAnimationFrame(() => bringIntoSight(section)); // its choices have been fetched: it is taller now
  });
  arrival.observe(section, { childList: true, subtree: true });
}

/** What stood here first was of a draft that has ended since: its place is not one of the next. */
function leave({ section, field }) {
  section.open = false;
  field?.blur();
}

export function KeepPlace({ scope, visit, place, onPlace }) {
  const calls = useRef({});
  calls.current = { place, onPlace };
  const gone = useRef(null); // to where, and in which draft
  const touched = useRef(false); // a page that nobody has touched yet has nothing new to tell

  useEffect(() => {
    if (!scope) return;
    let here = {}, sent = "{}", timer = 0, due = 0;
    const send = () => {
      clearTimeout(timer);
      timer = 0;
      const left = JSON.stringify(here);
      if (!touched.current || left === sent) return;
      sent = left;
      calls.current.onPlace?.(JSON.parse(left));
    };
    const move = (change, pause = PAUSE_MS) => {
      here = { ...calls.current.place, ...here, ...change };
      if (!here.field) delete here.field;
      delete here.page; // it was the editor
      if (timer && due <= Date.now() + pause) return;
      clearTimeout(timer);
      due = Date.now() + pause;
      timer = setTimeout(send, pause);
    };
    const on = {
      pointerdown: () => (touched.current = true),
      keydown: () => (touched.current = true),
      input: () => (touched.current = true),
      toggle: ({ target }) => {
        const name = target.dataset?.section;
        if (name && target.open && name !== here.section) move({ section: name, field: "" });
      },
      focusin: ({ target }) => {
        const section = sectionOf(target);
        if (section?.open && target.tagName !== "SUMMARY") move({ section: section.dataset.section, field: fieldOf(target) });
      },
      playhead: ({ detail }) => move({ playhead: Math.round(detail * 10) / 10 }, PLAYHEAD_PAUSE_MS),
      visibilitychange: send,
    };
    for (const [name, act] of Object.entries(on)) document.addEventListener(name, act, true);
    return () => {
      for (const [name, act] of Object.entries(on)) document.removeEventListener(name, act, true);
      send();
    };
  }, [scope]);

  useEffect(() => {
    if (!visit || !scope || touched.current) return;
    if (gone.current && gone.current.scope !== scope) leave(gone.current);
    if (!place?.section) return;
    // The texts have taken what was kept by then.
    const frame = requestAnimationFrame(() => {
      const there = goTo(place);
      gone.current = there && { ...there, scope };
    });
    return () => cancelAnimationFrame(frame);
  }, [visit, scope]);
  return null;
}

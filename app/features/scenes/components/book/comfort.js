// How somebody likes to read. Text size is everywhere the same, and kept with a signed-in person; the rest is
// about stories alone and kept in this browser.
import { useSyncExternalStore } from "react";

const KEPT = "everkeep:reading";
const EVERYWHERE = "everkeep-comfort"; // what before_paint.js shows
const USUAL = Object.freeze({ spacing: "normal", typed: true, drift: true, dim: "soft" });

const watchers = new Set();
let liked = null;

const stored = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "{}") ?? {};
  } catch {
    return {};
  }
};
const store = (name, value) => {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // It holds until the page is left.
  }
};

const now = () => (liked ??= { ...USUAL, ...stored(KEPT) });
const watch = (watcher) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useReading = () => useSyncExternalStore(watch, now, () => USUAL);

export function prefer(change) {
  liked = { ...now(), ...change };
  store(KEPT, liked);
  for (const watcher of watchers) watcher();
}

export const textSize = () => document.documentElement.dataset.textSize ?? "normal";

export function preferTextSize(size) {
  document.documentElement.dataset.textSize = size;
  store(EVERYWHERE, { ...stored(EVERYWHERE), text_size: size });
  if (document.documentElement.dataset.signedIn !== "yes") return;
  fetch("/api/auth/me", {
    method: "PATCH", credentials: "same-origin", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text_size: size }),
  }).catch(() => {}); // this browser has kept it
}

/** Whether things may move: neither the system nor the person in Settings asked for calm. */
export const mayMove = () =>
  document.documentElement.dataset.motion !== "reduced" && !matchMedia("(prefers-reduced-motion: reduce)").matches;

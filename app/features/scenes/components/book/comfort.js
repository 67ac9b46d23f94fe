// How somebody likes to read: kept in this browser, and with a signed-in person, whom it follows.
import { useSyncExternalStore } from "react";

const KEPT = "everkeep-comfort"; // what before_paint.js shows and keeps
const USUAL = Object.freeze({ text_size: "normal", spacing: "normal", typed: true, drift: true, dim: "soft" });

const watchers = new Set();
let liked = null;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
  } catch {
    return {};
  }
};
const keep = (value) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify(value));
  } catch {
    // It holds until the page is left.
  }
};

const now = () => (liked ??= { ...USUAL, ...kept() });
const become = (next) => {
  liked = next;
  for (const watcher of watchers) watcher();
};

// What a signed-in person likes arrives after the page; before_paint.js shows it on the root each time.
const arrivals = typeof window === "undefined" ? null : new MutationObserver(() => {
  const arrived = { ...now(), ...kept() };
  if (JSON.stringify(arrived) !== JSON.stringify(liked)) become(arrived);
});
const watch = (watcher) => {
  watchers.add(watcher);
  arrivals.observe(document.documentElement, { attributeFilter: ["data-text-size"] });
  return () => {
    watchers.delete(watcher);
    if (!watchers.size) arrivals.disconnect();
  };
};

export const useReading = () => useSyncExternalStore(watch, now, () => USUAL);

export function prefer(change) {
  keep({ ...kept(), ...change });
  become({ ...now(), ...change });
  const root = document.documentElement.dataset;
  root.textSize = now().text_size;
  if (root.signedIn !== "yes") return;
  fetch("/api/auth/me", {
    method: "PATCH", credentials: "same-origin", headers: { "Content-Type": "application/json" },
    body: JSON.stringify(change),
  }).catch(() => {}); // this browser has kept it
}

/** Whether things may move: neither the system nor the person in Settings asked for calm. */
export const mayMove = () =>
  document.documentElement.dataset.motion !== "reduced" && !matchMedia("(prefers-reduced-motion: reduce)").matches;

// What a tab has asked and not yet been answered, kept in this browser; what a closed tab left is taken over.

const PREFIX = "everkeep.editing/";
const ROLL_CALL_MS = 150;
const TAB = Math.random().toString(36).slice(2);
const nameOf = (draft) => `${PREFIX}${draft}/`;

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("everkeep.editing");
const present = new Set();
const listeners = new Set();
const tell = (message) => channel?.postMessage({ ...message, tab: TAB });

if (channel) {
  channel.onmessage = ({ data }) => {
    if (data.about === "who") tell({ about: "here" });
    else if (data.about === "here") present.add(data.tab);
    else for (const listener of listeners) listener(data.draft);
  };
}

/** Keep what waits; nothing waiting leaves nothing behind. Where there is no storage it lives as long as the page. */
export function keep(draft, moves) {
  try {
    if (moves.length) localStorage.setItem(nameOf(draft) + TAB, JSON.stringify({ at: Date.now(), moves }));
    else localStorage.removeItem(nameOf(draft) + TAB);
  } catch {
    // Then a closed tab leaves nothing.
  }
}

function leftovers(draft) {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(nameOf(draft)) && !name.endsWith(`/${TAB}`))
      .map((name) => ({ name, tab: name.split("/").pop(), ...JSON.parse(localStorage.getItem(name)) }))
      .sort((a, b) => a.at - b.at);
  } catch {
    return [];
  }
}

/** Give `take` what tabs that are gone have left, oldest first. Returns what calls it off. */
export function takeOver(draft, take) {
  present.clear();
  tell({ about: "who" });
  const timer = setTimeout(() => {
    for (const { name, tab, moves } of leftovers(draft)) {
      if (present.has(tab)) continue;
      localStorage.removeItem(name);
      take(moves);
    }
  }, ROLL_CALL_MS);
  return () => clearTimeout(timer);
}

/** Let the other tabs know that this draft has changed. */
export const tellEdited = (draft) => tell({ about: "edited", draft });

/** Hear of it from them. Returns what ends that. */
export function onEdited(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

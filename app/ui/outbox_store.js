// Keeps every change that the server has not acknowledged, in this browser's storage, for all its tabs.
import { EMPTY, Thing } from "./outbox_thing.js";

const PREFIX = "everkeep.outbox/";
const ROLL_CALL_MS = 150;
const FORGET_AFTER_MS = 30 * 24 * 3600 * 1000;

const inBrowser = typeof window !== "undefined";
const TAB = Math.random().toString(36).slice(2);
const things = new Map();
const current = new Map(); // a page's name for a thing ("draft") → its scope ("draft:12")
const watchers = new Set();

function announce() {
  for (const watcher of watchers) watcher();
}

// --- Tabs of the same browser ----------------------------------------------------------------------

const channel = inBrowser && "BroadcastChannel" in window ? new BroadcastChannel("everkeep.outbox") : null;
let present = new Set();

function tell(message) {
  channel?.postMessage({ ...message, tab: TAB });
}

if (channel) {
  channel.onmessage = ({ data }) => {
    if (data.about === "who") tell({ about: "here" });
    else if (data.about === "here") present.add(data.tab);
    else if (data.about === "saved") things.get(data.scope)?.heard(data);
  };
}

// Whether this browser could take it. Nothing pending leaves nothing behind.
function remember(scope, pending) {
  const name = `${PREFIX}${scope}/${TAB}`;
  try {
    if (Object.keys(pending).length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ at: Date.now(), pending }));
    return true;
  } catch {
    return false;
  }
}

function leftovers(beginning) {
  const found = [];
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(beginning) || name.endsWith(`/${TAB}`)) continue;
      found.push({ name, tab: name.split("/").pop(), ...JSON.parse(localStorage.getItem(name)) });
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => a.at - b.at);
}

// Take over what a closed tab left behind, one tab at a time, so that each is compared with what the
// one before it saved. Taking over a tab that only slept is harmless: its replay finds its own value.
function takeOver(thing) {
  const orphan = leftovers(`${PREFIX}${thing.scope}/`).find(({ tab }) => !present.has(tab));
  if (!orphan) return;
  thing.take(orphan.pending);
  localStorage.removeItem(orphan.name);
}

function forgetOld() {
  for (const { name, at } of leftovers(PREFIX)) {
    if (Date.now() - at > FORGET_AFTER_MS) localStorage.removeItem(name);
  }
}

// --- What pages use --------------------------------------------------------------------------------

/** Let `name` ("draft") stand for the row `scope` ("draft:12") on this page. */
export function open(name, scope, { url, values, revision, deliver, returned }) {
  let thing = things.get(scope);
  const isNew = !thing;
  if (isNew) things.set(scope, (thing = new Thing(scope, { announce, tell, remember, settled: takeOver })));
  Object.assign(thing, { url, deliver, returned });
  current.set(name, scope);
  thing.adopt(values, revision);
  if (!isNew) return thing;
  present = new Set();
  tell({ about: "who" });
  setTimeout(() => {
    forgetOld();
    takeOver(thing);
  }, ROLL_CALL_MS);
  return thing;
}

/** The page no longer shows the row: hand over what is pending. */
export function close(name) {
  const thing = find(name);
  thing?.flush();
}

export const find = (name) => things.get(current.get(name));
export const viewOf = (name) => find(name)?.view ?? EMPTY;
export const emptyView = () => EMPTY;

export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Change one key; typed text waits for `pause` ms without a further key. */
export function keep(name, key, value, pause = 0, from = undefined) {
  find(name)?.put(key, value ?? null, pause, from);
}

/** What the server answered to a batch, whichever way it came. */
export const answered = (answer) => things.get(answer.scope)?.settle(answer);

/** What is not yet acknowledged, to go along with a verb that needs all of it, such as Produce. */
export const pendingBatch = (name) => find(name)?.batch() ?? null;

if (inBrowser) {
  const flushAll = () => things.forEach((thing) => thing.flush());
  window.addEventListener("pagehide", flushAll);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flushAll();
    else things.forEach((thing) => thing.returned?.());
  });
  window.addEventListener("online", () => things.forEach((thing) => thing.failures && thing.schedule(0)));
}

// Files on their way to the server. One list for the whole tab: it lives on while pages come and go.
import { hold, knownOf } from "$/public/external/app/features/productions/components/transfers/film_files.js";
import * as handles from "$/public/external/app/features/productions/components/transfers/file_handles.js";

const PIECE = 8 * 1024 * 1024;
const AT_ONCE = 2;
const WAITS = [1, 2, 4, 8, 15, 30];
const DISK_FULL_WAIT = 30;
const BUSY_WAIT = 3;
const SPEED_SPAN = 6000;
const MOVING = ["waiting", "starting", "sending", "checking", "retrying"];

let items = [];
let numbers = 0;
const listeners = new Set();
const changeListeners = new Set();

export const watch = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const list = () => items;
const NONE = [];
export const emptyList = () => NONE;

/** Calls back when rows on the server have changed because of a transfer. */
export function onChange(listener) {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}
const changed = () => changeListeners.forEach((listener) => listener());

const publish = () => listeners.forEach((listener) => listener());

const find = (key) => items.find((item) => item.key === key);
function update(key, change) {
  items = items.map((item) => (item.key === key ? { ...item, ...change } : item));
  publish();
}

export const isMoving = (item) => MOVING.includes(item.state);

/** What recognises the same file on a later day: size, date, and a hash of the name. */
export function fingerprintOf(file) {
  let hash = 5381n;
  for (const character of file.name) hash = (hash * 33n + BigInt(character.codePointAt(0))) & 0xffffffffffffn;
  return `${file.size}-${file.lastModified}-${hash.toString(36)}`;
}

const kindOf = (file) => ["video", "audio", "image"].find((kind) => file.type.startsWith(`${kind}/`));

/** Queues files; a file that is already on the list goes on instead of starting twice. */
export function add(files, fileHandles = [], id = null) {
  [...files].forEach((file, index) => {
    const fingerprint = fingerprintOf(file);
    if (fileHandles[index]) handles.remember(fingerprint, fileHandles[index]);
    const known = items.find((item) => item.fingerprint === fingerprint && item.name === file.name);
    if (known && isMoving(known)) return;
    if (known) items = items.filter((item) => item !== known);
    const key = `transfer-${(numbers += 1)}`;
    items = [...items, {
      key, file, fingerprint, name: file.name, size: file.size, kind: kindOf(file), id: id ?? known?.id ?? null,
      sent: 0, state: "waiting", message: "", speed: 0, left: null, samples: [], request: null, tries: 0,
    }];
  });
  publish();
  startNext();
}

/** Goes on with an upload of an earlier visit. Returns why the file is not the right one, or "". */
export function attach(unfinished, file) {
  if (file.size !== unfinished.bytes || file.name !== unfinished.name) {
    return `This is another file. Choose “${unfinished.name}”, as it was when you began.`;
  }
  if (unfinished.fingerprint && fingerprintOf(file) !== unfinished.fingerprint) {
    return "This file has been changed since you began. Cancel this upload and start it again.";
  }
  add([file], [], unfinished.failed ? null : unfinished.id); // one that failed is announced anew
  return "";
}

export function pause(key) {
  const item = find(key);
  if (!item || !isMoving(item)) return;
  update(key, { state: "paused", message: "", speed: 0, left: null });
  item.request?.abort();
  startNext();
}

export function resume(key) {
  const item = find(key);
  if (!item || isMoving(item)) return;
  update(key, { state: "waiting", message: "", mayResume: false, tries: 0, samples: [] });
  startNext();
}

/** Stops the transfer and removes what has arrived. */
export async function cancel(key) {
  const item = find(key);
  if (!item) return;
  dismiss(key);
  item.request?.abort();
  handles.forget(item.fingerprint);
  if (item.id) await fetch(`/api/uploads/${item.id}`, { method: "DELETE" }).catch(() => null);
  changed();
}

export function dismiss(key) {
  items = items.filter((item) => item.key !== key);
  publish();
  startNext();
}

function startNext() {
  const running = items.filter((item) => isMoving(item) && item.state !== "waiting").length;
  items.filter((item) => item.state === "waiting").slice(0, Math.max(0, AT_ONCE - running)).forEach((item) => {
    update(item.key, { state: "starting" });
    alone(item.key, () => run(item.key)).finally(startNext);
  });
}

/** Two tabs of one browser take turns instead of sending the same file side by side. */
async function alone(key, work) {
  const item = find(key);
  if (!navigator.locks) return work();
  return navigator.locks.request(`everkeep-upload-${item.fingerprint}`, { ifAvailable: true }, (lock) => {
    if (lock) return work();
    return update(key, { state: "paused", message: "It is being sent from another tab." });
  });
}

class Stopped extends Error {}
class Refused extends Error {
  constructor(message, mayResume = false) {
    super(message);
    this.mayResume = mayResume;
  }
}
class TryLater extends Error {
  constructor(message, seconds) {
    super(message);
    this.seconds = seconds;
  }
}

const stillWanted = (key) => {
  const item = find(key);
  if (!item || !isMoving(item)) throw new Stopped();
  return item;
};

async function run(key) {
  for (;;) {
    try {
      await announce(key);
      await sendAll(key);
      return done(key);
    } catch (problem) {
      if (problem instanceof Stopped) return undefined;
      if (!(problem instanceof TryLater)) {
        return failed(key, problem);
      }
      await waitFor(key, problem);
    }
  }
}

function failed(key, problem) {
  const item = find(key);
  if (!item) return;
  handles.forget(item.fingerprint);
  update(key, { state: "failed", message: problem.message, mayResume: problem.mayResume ?? false, speed: 0, left: null });
  changed();
}

function done(key) {
  const item = find(key);
  if (!item) return;
  handles.forget(item.fingerprint);
  update(key, { state: "done", sent: item.size, speed: 0, left: null, message: "" });
  setTimeout(() => find(key)?.state === "done" && dismiss(key), 2500);
  changed();
}

async function waitFor(key, problem) {
  const item = find(key);
  if (!item || !isMoving(item)) return;
  const seconds = problem.seconds ?? WAITS[Math.min(item.tries, WAITS.length - 1)];
  update(key, { state: "retrying", message: problem.message, tries: item.tries + 1, speed: 0, left: null });
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    const wake = () => (clearTimeout(timer), resolve());
    window.addEventListener("online", wake, { once: true });
  });
}

async function announce(key) {
  const item = stillWanted(key);
  update(key, { state: "starting", message: "" });
  if (item.id) {
    hold(item.id, item.file);
    const known = await ask("HEAD", `/api/uploads/${item.id}`, key);
    if (known.status === 200) return update(key, { sent: Number(known.offset) });
    if (known.status !== 404) throw failure(known);
  }
  const { name, size: bytes, kind, fingerprint } = item;
  const announced = { name, bytes, kind, fingerprint, ...(await knownOf(item.file)) };
  const answer = await ask("POST", "/api/uploads", key, JSON.stringify(announced), {
    "Content-Type": "application/json",
  });
  if (answer.status !== 200 && answer.status !== 201) throw failure(answer);
  const { upload } = answer.body;
  hold(upload.id, item.file);
  update(key, { id: upload.id, sent: Number(answer.offset ?? upload.receivedBytes) });
  changed();
}

async function sendAll(key) {
  for (;;) {
    const { file, sent, size, id } = stillWanted(key);
    const end = Math.min(size, sent + PIECE);
    update(key, { state: sent < size ? "sending" : "checking", message: "" });
    const answer = await ask("PATCH", `/api/uploads/${id}/content`, key, file.slice(sent, end), {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(sent),
    });
    if (answer.status === 204) {
      update(key, { sent: Number(answer.offset), tries: 0 });
      if (end === size) return;
    } else if (answer.body?.error?.code === "wrong_offset") {
      update(key, { sent: answer.body.offset });
    } else if (answer.body?.error?.code === "not_uploading") {
      return;
    } else {
      throw await failureOf(answer, file);
    }
  }
}

function failure({ status, body }) {
  const { code, message } = body?.error ?? {};
  if (code === "part_file_busy") return new TryLater(message, BUSY_WAIT);
  if (code === "disk_full") return new TryLater(message, DISK_FULL_WAIT);
  if (status === 401) return new Refused("You are signed out. Sign in in another tab, then resume.", true);
  if (status === 404) return new Refused("This upload was removed. Resume to start it again.", true);
  if (status === 0 || status >= 500 || status === 429) {
    return new TryLater(status === 0 ? "The connection is gone." : message || "The server is not answering.");
  }
  return new Refused(message || `The server refused this file (${status}).`);
}

async function failureOf(answer, file) {
  if (answer.status === 0) {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      return new Refused("This file has been moved or changed on your device. Choose it again.");
    }
  }
  return failure(answer);
}

function ask(method, url, key, content = null, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const before = stillWanted(key).sent;
    request.open(method, url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    if (method === "PATCH") request.upload.onprogress = (event) => moved(key, before + event.loaded);
    request.onload = () => resolve({
      status: request.status, body: json(request.responseText), offset: request.getResponseHeader("Upload-Offset"),
    });
    request.onerror = () => resolve({ status: 0 });
    request.onabort = () => reject(new Stopped());
    update(key, { request });
    request.send(content);
  });
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function moved(key, sent) {
  const item = find(key);
  if (!item || !isMoving(item)) return;
  const now = performance.now();
  const samples = [...item.samples.filter(([at]) => now - at < SPEED_SPAN), [now, sent]];
  const [[since, from]] = samples;
  const speed = now - since > 500 ? ((sent - from) / (now - since)) * 1000 : item.speed;
  const state = sent >= item.size ? "checking" : "sending";
  update(key, { sent, samples, speed, state, left: speed > 0 ? (item.size - sent) / speed : null });
}

const warn = (event) => {
  if (items.some(isMoving)) event.preventDefault();
};
if (typeof window !== "undefined") window.addEventListener("beforeunload", warn);

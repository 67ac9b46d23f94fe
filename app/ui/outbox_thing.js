// One kept row in this tab, such as `draft:12`.
//
// Its `server` values are what was last acknowledged; its `pending` changes lie over them until an
// acknowledgement names them. A change remembers the values that it was based on, so the server can
// tell a harmless replay from a lost race.

const PAUSE_MS = 500;
const ANSWER_MS = 1500;
const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
const MAX_BASES = 12;
const KEEPALIVE_BYTES = 60000; // browsers refuse more than 64 KiB in requests that outlive the page

export const EMPTY = Object.freeze({
  scope: "", values: {}, revision: null, status: "idle", conflicts: [], errors: {}, stored: true, device: "",
});

export const same = (a, b) => a === b || JSON.stringify(sorted(a ?? null)) === JSON.stringify(sorted(b ?? null));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

export class Thing {
  // `page` = {announce(), tell(message), settled(thing), remember(scope, pending)}
  constructor(scope, page) {
    this.scope = scope;
    this.page = page;
    this.url = "";
    this.server = {};
    this.revision = null;
    this.pending = {};
    this.errors = {};
    this.seq = 0;
    this.inFlight = null;
    this.failures = 0;
    this.everSaved = false;
    this.stored = true;
    this.device = "";
    this.view = { ...EMPTY, scope };
    this.deliver = null; // sends a batch through the page's socket
    this.returned = null; // asks the page to read the row afresh
  }

  // What the server says now, unless it is older than what was acknowledged.
  adopt(values, revision) {
    if (this.revision !== null && revision !== null && revision < this.revision) return;
    this.server = { ...values };
    this.revision = revision;
    for (const [key, change] of Object.entries(this.pending)) {
      if (!this.inFlight && same(change.value, this.server[key])) delete this.pending[key];
    }
    this.changed();
  }

  // `from` is what the person saw before changing it, where that may be older than what is known here.
  put(key, value, pause = PAUSE_MS, from = this.server[key]) {
    const now = key in this.pending ? this.pending[key].value : this.server[key];
    if (same(now, value)) return;
    const before = this.pending[key];
    this.seq += 1;
    this.pending[key] = {
      value, seq: this.seq, bases: before ? before.bases : [from ?? null],
      held: before?.held === "conflict" ? "conflict" : undefined,
    };
    delete this.errors[key];
    if (!this.inFlight && same(value, this.server[key])) delete this.pending[key];
    this.changed();
    this.schedule(pause);
  }

  sendable() {
    return Object.entries(this.pending).filter(([, change]) => !change.held);
  }

  // `bases` holds, for each key, every value that the row may have without anybody else having changed
  // it: the one that the change began from, and those sent before whose answer never came.
  batch() {
    const changes = {}, bases = {};
    let seq = 0;
    for (const [key, change] of this.sendable()) {
      changes[key] = change.value ?? null;
      bases[key] = change.bases;
      seq = Math.max(seq, change.seq);
    }
    return { scope: this.scope, seq, revision: this.revision, changes, bases };
  }

  sent({ changes }) {
    for (const [key, value] of Object.entries(changes)) {
      const change = this.pending[key];
      if (!change || change.bases.some((base) => same(base, value))) continue;
      change.bases = [...change.bases.slice(-MAX_BASES), value];
    }
    this.persist();
  }

  schedule(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), ms);
  }

  send() {
    clearTimeout(this.timer);
    if (this.inFlight || !this.deliver || this.sendable().length === 0) return;
    const batch = this.batch();
    this.inFlight = batch;
    this.sent(batch);
    this.changed();
    this.timer = setTimeout(() => this.unanswered(batch), this.failures ? 0 : ANSWER_MS);
    // A socket that is down queues what it is given and would say all of it at once on its return.
    if (!this.failures) this.deliver(batch);
  }

  // The socket did not answer: ask over HTTP, which also says at once whether the server is there.
  async unanswered(batch) {
    const answer = await this.patch(batch, false);
    if (this.inFlight !== batch) return;
    if (answer) {
      this.settle(answer);
      this.returned?.();
      return;
    }
    this.inFlight = null;
    this.failures += 1;
    this.changed();
    this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1]);
  }

  async patch(batch, leaving) {
    const body = JSON.stringify(batch);
    try {
      const answer = await fetch(this.url, {
        method: "PATCH", body, credentials: "same-origin", headers: { "Content-Type": "application/json" },
        keepalive: leaving && body.length < KEEPALIVE_BYTES,
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // The page is being left: hand over what is pending. Storage keeps it until an answer is seen.
  async flush() {
    const batch = this.batch();
    if (!this.url || batch.seq === 0 || batch.seq === this.flushed) return;
    this.flushed = batch.seq;
    this.sent(batch);
    const answer = await this.patch(batch, true);
    if (answer) this.settle(answer);
    else this.flushed = 0;
  }

  // `answer` = {scope, seq, revision, saved: {key: value}, conflicts: {key: value}, errors: {key: text}, device}
  settle(answer) {
    const changedWhileAway = this.revision !== null && answer.revision !== null && answer.revision < this.revision;
    for (const [key, value] of Object.entries(answer.saved)) {
      if (!changedWhileAway) this.server[key] = value;
      const change = this.pending[key];
      if (!change) continue;
      if (change.seq <= answer.seq && !change.held) delete this.pending[key];
      else if (!change.held) change.bases = [...change.bases.slice(-MAX_BASES), value];
    }
    for (const [key, theirs] of Object.entries(answer.conflicts)) this.hold(key, theirs, answer.seq);
    for (const [key, text] of Object.entries(answer.errors)) this.refuse(key, text, answer.seq);
    if (!changedWhileAway) this.revision = answer.revision;
    this.device = answer.device ?? "";
    if (!this.inFlight || answer.seq >= this.inFlight.seq) {
      clearTimeout(this.timer);
      this.inFlight = null;
      this.failures = 0;
      this.everSaved = true;
    }
    this.changed();
    this.page.tell({ about: "saved", scope: this.scope, saved: answer.saved, revision: this.revision });
    if (this.sendable().length) this.schedule(PAUSE_MS);
    else if (!this.inFlight) this.page.settled(this);
  }

  hold(key, theirs, seq) {
    this.server[key] = theirs;
    const change = this.pending[key];
    if (!change || change.seq > seq) return;
    if (same(change.value, theirs)) delete this.pending[key];
    else change.held = "conflict";
  }

  // The server will not take this value; it stays here, beside its reason, until it is changed.
  refuse(key, text, seq) {
    const change = this.pending[key];
    if (change && change.seq > seq) return;
    this.errors[key] = text;
    if (change) change.held = "refused";
  }

  resolve(key, whose) {
    const change = this.pending[key];
    if (!change) return;
    if (whose === "theirs") delete this.pending[key];
    else this.pending[key] = { value: change.value, seq: ++this.seq, bases: [this.server[key] ?? null] };
    this.changed();
    this.schedule(0);
  }

  // Another tab of this browser saved: take its values where nothing is pending here.
  heard({ saved, revision }) {
    if (this.revision !== null && revision !== null && revision < this.revision) return;
    Object.assign(this.server, saved);
    this.revision = revision;
    this.changed();
    this.returned?.();
  }

  take(changes) {
    for (const [key, change] of Object.entries(changes)) {
      if (key in this.pending || same(change.value, this.server[key])) continue;
      this.seq += 1;
      this.pending[key] = { value: change.value, bases: change.bases, seq: this.seq };
    }
    this.changed();
    this.schedule(0);
  }

  status() {
    if (Object.values(this.pending).some((change) => change.held === "conflict")) return "conflict";
    if (this.inFlight || this.sendable().length) return this.failures ? "retrying" : "saving";
    if (Object.values(this.pending).some((change) => change.held)) return "refused";
    return this.everSaved ? "saved" : "idle";
  }

  changed() {
    this.persist();
    const values = { ...this.server };
    const conflicts = [];
    for (const [key, change] of Object.entries(this.pending)) {
      if (change.held === "conflict") conflicts.push({ key, mine: change.value, theirs: this.server[key] ?? null });
      else values[key] = change.value;
    }
    this.view = {
      scope: this.scope, values, revision: this.revision, status: this.status(), conflicts,
      errors: { ...this.errors }, stored: this.stored, device: this.device,
    };
    this.page.announce();
  }

  persist() {
    this.stored = this.page.remember(this.scope, this.pending);
  }
}

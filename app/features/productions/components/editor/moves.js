// Moves on their way: kept in this browser until they have been answered, each made once.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { keep, takeOver, tellEdited } from "./left_behind.js";
import { piecesOf, resolved } from "./pieces.js";
import { foresee } from "./timeline/foresee.js";

const SLOW_MS = 2500;
const AGAIN_MS = 4000; // the socket repeats by itself what it could not say; this is for what got lost
const MOST_WAITING = 50;
const GONE = "This piece is no longer there. Nothing was changed.";
const FULL = "Too much is waiting to be saved. Go on once it says “Saved”.";

const freshName = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

// A socket that is down queues what it is given and would say all of it at once on its return.
const reachable = () => fetch("/ping", { cache: "no-store" }).then(({ ok }) => ok, () => false);

/** The move as the server takes it, or null when there is nothing left that it could be about. */
function spoken({ ask, move, want }, { draft, revision, pieces, playhead, seconds }) {
  const said = { ask, move, draft, revision, playhead };
  if (ask !== "edit") return said;
  const edit = resolved(want, pieces);
  return edit && { ...said, edit, knownSeconds: seconds || null };
}

/** Hand over what waits when the page is left: the same asking, on a way that outlives the page. */
async function handOver(moves, here) {
  let { revision, pieces } = here;
  for (const one of moves) {
    const said = one.sent ?? spoken(one, { ...here, revision, pieces });
    if (!said) continue;
    const { ask, draft, ...body } = said;
    const address = `/api/production-drafts/${draft}/edits${ask === "edit" ? "" : `/${ask}`}`;
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(address, { method: "POST", keepalive: true, headers, body: JSON.stringify(body) }).catch(() => null);
    if (!answer || answer.status >= 500 || answer.status === 401) return; // it stays in the browser for the next visit
    if (!answer.ok) break;
    const { draft: now } = await answer.json();
    revision = now.revision;
    pieces = piecesOf(now.config, here.seconds);
  }
  keep(here.draft, []);
}

// What the waiting moves will do, one after the other; an undo among them shows when it has been made.
function foreseen(moves, { pieces, pictures, seconds }) {
  const edits = [];
  moves.reduce((timeline, { want, sent }) => {
    const edit = sent?.edit ?? (want && resolved(want, timeline.pieces));
    if (!edit) return timeline;
    edits.push(edit);
    return foresee(timeline, edit);
  }, { pieces, pictures, length: seconds ?? 0 });
  return edits;
}

/** `now` is what the page shows: `draft`, `revision`, `pieces`, `pictures`, `seconds`, `playhead`, `answered`,
 * `refused`, `visit`, with `onSay(said)` and `onDone(said)`. Returns `status`, the `pending` edits, the last refusal,
 * and `ask("edit" | "undo" | "redo", want)`, where `want` is an edit that `anchored` made. */
export function useMoves(now) {
  const here = useRef(now);
  here.current = now;
  const way = useRef([]);
  const [status, setStatus] = useState("idle");
  const [pending, setPending] = useState([]);
  const [refused, setRefused] = useState(null);

  const show = (state) => {
    keep(here.current.draft, way.current);
    setPending(foreseen(way.current, here.current));
    setStatus(state);
  };
  const say = () => way.current[0]?.sent && here.current.onSay(way.current[0].sent);
  const refuse = (refusal) => {
    way.current = [];
    setRefused(refusal);
    show("refused");
  };
  const next = () => {
    const [first] = way.current;
    if (!first) return show("saved");
    first.sent ??= spoken(first, { ...here.current, playhead: here.current.playhead.get().time });
    if (!first.sent) return refuse({ move: first.move, message: GONE, field: "", lost: false, edit: null });
    show("saving");
    say();
  };
  const ask = (how, want) => {
    setRefused(null);
    if (way.current.length >= MOST_WAITING) return setRefused({ move: "", message: FULL, field: "", lost: false, edit: null });
    way.current.push({ move: freshName(), ask: how, want });
    if (way.current.length === 1) next();
    else show("saving");
  };

  // What a closed tab or a killed browser left is asked again as it was: a server that has it already says so.
  useEffect(() => {
    const calledOff = takeOver(now.draft, (left) => {
      way.current.push(...left);
      next();
    });
    return () => {
      calledOff();
      if (way.current.length) handOver(way.current, { ...here.current, playhead: null });
    };
  }, [now.draft]);

  // Before it is drawn, or what was done would be seen twice.
  useLayoutEffect(() => {
    const sent = way.current[0]?.sent;
    if (!sent || now.answered !== sent.move) return;
    if (now.refused?.move === sent.move) return refuse({ ...now.refused, edit: sent.edit ?? null });
    way.current.shift();
    tellEdited(sent.draft);
    here.current.onDone(sent);
    next();
  }, [now.answered]);

  useEffect(() => void say(), [now.visit]); // a server that was started again has opened the page anew

  const waiting = pending.length > 0 || status === "saving" || status === "retrying";
  useEffect(() => {
    if (!waiting) return undefined;
    const late = setTimeout(() => setStatus((at) => (at === "saving" ? "retrying" : at)), SLOW_MS);
    const again = setInterval(async () => (await reachable()) && say(), AGAIN_MS);
    return () => {
      clearTimeout(late);
      clearInterval(again);
    };
  }, [waiting, now.answered]);

  return { status, pending, refused, waiting, ask, dismiss: () => setRefused(null) };
}

// What an edit will do to the timeline: drawn while one drags and until the server has answered, which decides.
//
// A timeline is {pieces: [{start, end}] in seconds of the source, pictures: [{id, track, startSeconds,
// endSeconds, …}] in seconds of the edited film, length: seconds of the source}. It is never changed in place.

export const TICK = 0.1;
const MIN_TICKS = 2;
const SHORTEST = TICK / 2;

export const ticks = (seconds) => Math.round(seconds / TICK);
export const atTick = (number) => Math.round(number) / 10;
const milli = (seconds) => Math.round(seconds * 1000) / 1000;
const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

export const editedSeconds = (pieces) => atTick(pieces.reduce((sum, { start, end }) => sum + ticks(end) - ticks(start), 0));

/** Where each piece lies in the edited film: [{start, end, begin, until}]. */
export function laidOut(pieces) {
  let begin = 0;
  return pieces.map((piece) => {
    const length = ticks(piece.end) - ticks(piece.start);
    const laid = { ...piece, begin: atTick(begin), until: atTick(begin + length) };
    begin += length;
    return laid;
  });
}

/** The first and last second of the source at which an edge may lie. */
export function roomOf({ pieces, length }, index, edge) {
  const { start, end } = pieces[index];
  if (edge === "start") return [index ? pieces[index - 1].end : 0, atTick(ticks(end) - MIN_TICKS)];
  const last = index === pieces.length - 1;
  return [atTick(ticks(start) + MIN_TICKS), last ? Math.max(end, atTick(ticks(length))) : pieces[index + 1].start];
}

/** The picture on the same track that this one would cover in part, if there is one. */
export function inTheWay(pictures, { id, track, startSeconds, endSeconds }) {
  return pictures.find((other) => other.id !== id && other.track === track && other.startSeconds < endSeconds - 1e-6 && startSeconds < other.endSeconds - 1e-6);
}

const spanning = (picture, start, end) => ({ ...picture, startSeconds: milli(start), endSeconds: milli(end) });

function closeGap(pictures, start, end) {
  const carried = (second) => (second <= start ? second : Math.max(start, second - (end - start)));
  return pictures
    .map((item) => ({ item, now: spanning(item, carried(item.startSeconds), carried(item.endSeconds)) }))
    .filter(({ item, now }) => milli(now.endSeconds - now.startSeconds) >= Math.min(SHORTEST, milli(item.endSeconds - item.startSeconds)))
    .map(({ now }) => now);
}

const openGap = (pictures, at, length) =>
  pictures.map((item) => spanning(item, item.startSeconds + (item.startSeconds >= at ? length : 0), item.endSeconds + (item.endSeconds > at ? length : 0)));

function split(timeline, { at }) {
  const wanted = ticks(at);
  const index = laidOut(timeline.pieces).findIndex(({ begin, until }) => wanted - ticks(begin) >= MIN_TICKS && ticks(until) - wanted >= MIN_TICKS);
  if (index < 0) return timeline;
  const piece = timeline.pieces[index];
  const seam = atTick(ticks(piece.start) + wanted - ticks(laidOut(timeline.pieces)[index].begin));
  return { ...timeline, pieces: timeline.pieces.toSpliced(index, 1, { ...piece, end: seam }, { ...piece, start: seam }) };
}

function deletePiece(timeline, { index }) {
  if (!timeline.pieces[index] || timeline.pieces.length === 1) return timeline;
  const { begin, until } = laidOut(timeline.pieces)[index];
  return { ...timeline, pieces: timeline.pieces.toSpliced(index, 1), pictures: closeGap(timeline.pictures, begin, until) };
}

function dragEdge(timeline, { index, edge, to }) {
  const piece = timeline.pieces[index];
  if (!piece) return timeline;
  const [low, high] = roomOf(timeline, index, edge);
  if (high < low) return timeline;
  const moved = { ...piece, [edge]: atTick(ticks(clamp(to, low, high))) };
  const before = ticks(piece.end) - ticks(piece.start), after = ticks(moved.end) - ticks(moved.start);
  const { begin } = laidOut(timeline.pieces)[index];
  const at = edge === "start" ? begin : atTick(ticks(begin) + Math.min(before, after));
  const grown = atTick(after - before);
  const pictures = grown >= 0 ? openGap(timeline.pictures, at, grown) : closeGap(timeline.pictures, at, milli(at - grown));
  return { ...timeline, pieces: timeline.pieces.with(index, moved), pictures };
}

function keepAll(timeline) {
  let { pictures } = timeline;
  let reached = 0;
  for (const { start, end } of timeline.pieces) {
    if (ticks(start) > ticks(reached)) pictures = openGap(pictures, reached, atTick(ticks(start) - ticks(reached)));
    reached = end;
  }
  return { ...timeline, pieces: [{ start: 0, end: atTick(Math.max(1, ticks(timeline.length))) }], pictures };
}

function changed(timeline, id, change) {
  return { ...timeline, pictures: timeline.pictures.map((item) => (item.id === id ? change(item) : item)) };
}

function moved(timeline, item, begin, track = item.track) {
  const length = item.endSeconds - item.startSeconds;
  const first = clamp(begin, 0, Math.max(0, milli(editedSeconds(timeline.pieces) - length)));
  return spanning({ ...item, track }, first, first + length);
}

function trimmed(timeline, item, { edge, to }) {
  const wanted = atTick(ticks(to));
  if (edge === "start") return spanning(item, clamp(wanted, 0, item.endSeconds - TICK), item.endSeconds);
  return spanning(item, item.startSeconds, Math.min(editedSeconds(timeline.pieces), Math.max(wanted, item.startSeconds + TICK)));
}

function added(timeline, { picture }) {
  const last = ticks(editedSeconds(timeline.pieces));
  const start = clamp(ticks(picture.startSeconds), 0, last - 1);
  const end = clamp(ticks(picture.endSeconds), start + 1, last);
  return { ...timeline, pictures: [...timeline.pictures, spanning(picture, atTick(start), atTick(end))] };
}

function dressed(item, { opacityPct, fade }) {
  return { ...item, opacityPct: opacityPct ?? item.opacityPct, fade: fade ?? item.fade };
}

const EDITS = {
  split,
  delete_piece: deletePiece,
  drag_edge: dragEdge,
  keep_all: keepAll,
  add_picture: added,
  move_picture: (timeline, edit) => changed(timeline, edit.id, (item) => moved(timeline, item, atTick(ticks(edit.startSeconds)), edit.track ?? item.track)),
  nudge_picture: (timeline, edit) => changed(timeline, edit.id, (item) => moved(timeline, item, item.startSeconds + edit.steps * TICK)),
  trim_picture: (timeline, edit) => changed(timeline, edit.id, (item) => trimmed(timeline, item, edit)),
  dress_picture: (timeline, edit) => changed(timeline, edit.id, (item) => dressed(item, edit)),
  remove_picture: (timeline, edit) => ({ ...timeline, pictures: timeline.pictures.filter(({ id }) => id !== edit.id) }),
};

/** The timeline as it will be after one edit, the JSON of `rules/editing/edits.py`. */
export const foresee = (timeline, edit) => EDITS[edit.kind]?.(timeline, edit) ?? timeline;

/** Where a moment of one timeline lies in another: at the join, if that moment was cut away there. */
export function carried(before, after, seconds) {
  if (before === after) return seconds;
  const from = before.pieces.find(({ until }) => seconds < until) ?? before.pieces.at(-1);
  if (!from) return seconds;
  const source = Math.min(from.end, from.start + Math.max(0, seconds - from.begin));
  const to = after.pieces.find(({ end }) => source <= end) ?? after.pieces.at(-1);
  return to ? to.begin + Math.min(to.end - to.start, Math.max(0, source - to.start)) : seconds;
}

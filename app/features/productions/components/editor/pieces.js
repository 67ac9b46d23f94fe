// Where a moment lies: pieces count in seconds of the source, the playhead in seconds of the edited film.
import { TICK, atTick, laidOut, ticks } from "./timeline/foresee.js";

const NEARLY = 0.001;

/** The kept pieces of `config`, or the whole film of `seconds` as one. */
export const piecesOf = ({ editRanges }, seconds) => editRanges ?? [{ start: 0, end: Math.max(TICK, atTick(ticks(seconds ?? 0))) }];

/** The second of the source that the film shows at `time`, within its last piece behind the end. */
export function sourceAt(pieces, time) {
  const laid = laidOut(pieces);
  const { start, end, begin } = laid.find(({ until }) => time < until) ?? laid.at(-1);
  return Math.max(start, Math.min(end - NEARLY, start + time - begin));
}

/** An edit that stays true while others are made before it: it names a second of the source, not a piece's number. */
export function anchored(edit, pieces) {
  if (edit.kind === "split") return { kind: edit.kind, source: sourceAt(pieces, edit.at) };
  const piece = pieces[edit.index];
  if (!piece) return edit;
  const { index, ...rest } = edit;
  return { ...rest, source: (piece.start + piece.end) / 2 };
}

/** The edit as the server takes it, for the pieces as they are now; null when its piece has gone. */
export function resolved({ source, ...edit }, pieces) {
  if (source === undefined) return edit;
  const laid = laidOut(pieces);
  const index = laid.findIndex(({ start, end }) => source >= start && source < end);
  if (index < 0) return null;
  if (edit.kind !== "split") return { ...edit, index };
  return { ...edit, at: Number((laid[index].begin + source - laid[index].start).toFixed(3)) };
}

export function clock(seconds) {
  const tenths = ticks(Math.max(0, seconds));
  const whole = Math.floor(tenths / 10);
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60);
  return `${hours ? `${hours}:${minutes.padStart(2, "0")}` : minutes}:${String(whole % 60).padStart(2, "0")}.${tenths % 10}`;
}

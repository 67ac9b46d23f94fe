// Where a moment lies: pieces count in seconds of the source, the playhead in seconds of the edited film.

const TICK = 0.1;
const ticked = (seconds) => Math.round(seconds / TICK) * TICK;

/** The kept pieces of `config`, or the whole film of `seconds` as one. */
export function piecesOf({ editRanges }, seconds) {
  return editRanges ?? [{ start: 0, end: Math.max(TICK, Number(ticked(seconds ?? 0).toFixed(1))) }];
}

export const lengthOf = (pieces) => pieces.reduce((sum, { start, end }) => sum + (end - start), 0);
export const beginOf = (pieces, index) => lengthOf(pieces.slice(0, index));

/** The piece that the film shows at `time`; the last one behind its end. */
export function pieceAt(pieces, time) {
  let begin = 0;
  for (const [index, { start, end }] of pieces.entries()) {
    if (time < begin + (end - start)) return index;
    begin += end - start;
  }
  return pieces.length - 1;
}

const NEARLY = 0.001;

function sourceAt(pieces, time) {
  const index = pieceAt(pieces, time);
  const { start, end } = pieces[index];
  return Math.max(start, Math.min(end - NEARLY, start + time - beginOf(pieces, index)));
}

/** An edit that stays true while others are made before it: it names a second of the source, not a number. */
export function anchored(edit, pieces) {
  if (edit.kind === "split") return { kind: edit.kind, source: sourceAt(pieces, edit.at) };
  const piece = pieces[edit.index];
  if (!("index" in edit) || !piece) return edit;
  const { index, ...rest } = edit;
  return { ...rest, source: (piece.start + piece.end) / 2 };
}

/** The edit as the server takes it, for the pieces as they are now; null when its piece has gone. */
export function resolved({ source, ...edit }, pieces) {
  if (source === undefined) return edit;
  const index = pieces.findIndex(({ start, end }) => source >= start && source < end);
  if (index < 0) return null;
  if (edit.kind !== "split") return { ...edit, index };
  return { ...edit, at: Number((beginOf(pieces, index) + source - pieces[index].start).toFixed(3)) };
}

export function clock(seconds) {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  const whole = Math.floor(tenths / 10);
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60);
  return `${hours ? `${hours}:${minutes.padStart(2, "0")}` : minutes}:${String(whole % 60).padStart(2, "0")}.${tenths % 10}`;
}

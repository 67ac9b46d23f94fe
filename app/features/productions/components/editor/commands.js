// What one can do here, by button or key, in terms of what is selected and where the playhead stands.
import { anchored, sourceAt } from "./pieces.js";
import { atTick, editedSeconds, ticks } from "./timeline/foresee.js";

const PICTURE_S = 5;
const LEAST_S = 0.5;
const NEAREST_END_S = 1;

/** Where a new picture fits at second `at` of the film: `{track, start, end}`, on A if it can. */
export function roomAt({ pieces, pictures }, at) {
  const length = editedSeconds(pieces);
  const start = Math.max(0, Math.min(atTick(ticks(at)), atTick(ticks(length - NEAREST_END_S))));
  const least = Math.min(LEAST_S, length - start);
  const free = (track) => {
    const behind = pictures.filter((one) => one.track === track && one.endSeconds > start);
    return Math.min(length, start + PICTURE_S, ...behind.map((one) => Math.max(start, one.startSeconds))) - start;
  };
  const track = ["A", "B"].find((name) => free(name) >= least) ?? "A";
  // Where there is no room it is asked for all the same: the server says why not.
  return { track, start, end: atTick(ticks(start + Math.max(free(track), least))) };
}

/** `kept` is what the server has and the playhead counts in, `base` the same with all that waits; one sees `base`. */
export function commands({ kept, base, selected, select, playhead, moves }) {
  const source = () => sourceAt(kept.pieces, playhead.get().time);
  const picture = base.pictures.find(({ id }) => id === selected?.picture);
  const edit = (wanted) => moves.ask("edit", anchored(wanted, base.pieces));
  const add = ({ upload, track, start, end }) => {
    const id = `picture-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
    edit({ kind: "add_picture", picture: { id, uploadId: upload, track, startSeconds: start, endSeconds: end } });
    select({ picture: id });
  };
  return {
    edit,
    split: () => moves.ask("edit", { kind: "split", source: source() }),
    remove: () => {
      if (picture) edit({ kind: "remove_picture", id: picture.id });
      else if (selected?.piece !== undefined) edit({ kind: "delete_piece", index: selected.piece });
      else moves.ask("edit", { kind: "delete_piece", source: source() });
      select(null);
    },
    undo: () => moves.ask("undo"),
    redo: () => moves.ask("redo"),
    nudge: (steps) => picture && edit({ kind: "nudge_picture", id: picture.id, steps }),
    /** Lay a picture of the library at the playhead. */
    lay: (upload) => add({ upload, ...roomAt(base, playhead.get().time) }),
    /** Lay it where it was dropped. */
    drop: ({ upload, track, at, until }) => add({ upload, track, start: at, end: until }),
  };
}

// What one can do here, by button or key, in terms of what is selected and where the playhead stands.
import { lengthOf, pieceAt } from "./pieces.js";

const STEP_S = 0.1;
const PICTURE_S = 5;
const LEAST_S = 0.5;

/** Where a new picture of up to `PICTURE_S` fits at `at`: `{track, start, end}`, on A if it can. */
export function roomAt(pictures, at, length, track) {
  const start = Math.max(0, Math.min(Math.round(at * 10) / 10, length - STEP_S));
  const free = (name) => {
    const others = pictures.filter((one) => one.track === name && one.endSeconds > start);
    return Math.min(length, start + PICTURE_S, ...others.map((one) => Math.max(start, one.startSeconds))) - start;
  };
  const tracks = track ? [track] : ["A", "B"];
  const chosen = tracks.find((name) => free(name) >= Math.min(LEAST_S, length - start)) ?? tracks[0];
  // Where there is no room it is asked for all the same: the server says why not.
  const seconds = Math.max(free(chosen), Math.min(LEAST_S, length - start));
  return { track: chosen, start, end: Math.round((start + seconds) * 10) / 10 };
}

export function commands({ pieces, pictures, selected, select, playhead, moves }) {
  const time = () => playhead.get().time;
  const picture = pictures.find(({ id }) => id === selected?.picture);
  return {
    split: () => moves.edit({ kind: "split", at: Number(time().toFixed(3)) }),
    remove: () => {
      if (picture) moves.edit({ kind: "remove_picture", id: picture.id });
      else moves.edit({ kind: "delete_piece", index: selected?.piece ?? pieceAt(pieces, time()) });
      select(null);
    },
    undo: moves.undo,
    redo: moves.redo,
    nudge: (steps) => picture && moves.edit({ kind: "nudge_picture", id: picture.id, steps }),
    /** Lay a picture of the library at the playhead, or where it was dropped: `{upload, track?, at?}`. */
    lay: ({ upload, track, at }) => {
      const room = roomAt(pictures, at ?? time(), lengthOf(pieces), track);
      const id = `picture-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
      moves.edit({ kind: "add_picture", picture: { id, uploadId: upload, track: room.track, startSeconds: room.start, endSeconds: room.end } });
      select({ picture: id });
    },
  };
}

// What one drags on the lanes. Each drag has `move({x, y, alt, kind})`, `end()`, `cancel()`, and says whether the
// view runs along near its ends. `desk` is {board, playhead, selected, snapTargets, onSelect, onEdit, trackAt}.
import { atTick, foresee, inTheWay, roomOf, ticks } from "./foresee.js";
import { calm } from "./board.js";
import { snap } from "./snapping.js";

const FLING_WITHIN_MS = 90;
const SLOWING = 0.94; // of the speed, each sixtieth of a second
const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

/** Seconds of `desk.board.base` that an edge is drawn to. */
export function targetsOf(desk, without = []) {
  const playhead = desk.board.shows(desk.playhead.get().time);
  return [...(desk.snapTargets ?? []).filter((target) => !without.includes(target)), playhead];
}

/** The playhead, drawn along. */
export class Scrub {
  runsAlong = true;

  constructor(desk) {
    this.desk = desk;
  }

  move({ x }) {
    const { board, playhead } = this.desk;
    this.at = board.playheadFor(board.at(x));
    playhead.scrub(this.at);
  }

  end() {
    this.desk.playhead.seek(this.at);
  }

  cancel() {
    this.end();
  }
}

/** The view under a finger, which may be thrown; a tap chooses what it hit. */
export class Pan {
  constructor(desk, { x }, onTap) {
    Object.assign(this, { desk, onTap, x, track: [], still: true });
  }

  move({ x, at }) {
    this.still = false;
    this.desk.board.pan(this.x - x);
    this.x = x;
    this.track = [...this.track.filter((was) => at - was.at < FLING_WITHIN_MS), { x, at }];
  }

  end() {
    if (this.still) return this.onTap?.();
    const [first, last] = [this.track[0], this.track.at(-1)];
    if (!first || last.at - first.at < 8 || performance.now() - last.at > FLING_WITHIN_MS || calm()) return undefined;
    return this.desk.board.fling(((first.x - last.x) / (last.at - first.at)) * 1000, SLOWING);
  }

  cancel() {}
}

/** The edge of a piece. What lies before a dragged beginning goes along with it: nothing jumps under the pointer. */
export class Edge {
  constructor(desk, { x }, index, edge) {
    const { board } = desk;
    const piece = board.base.pieces[index];
    Object.assign(this, { desk, index, edge, piece, x, left: board.left, room: roomOf(board.base, index, edge) });
    this.runsAlong = edge === "end";
    this.grabbed = board.second(x);
  }

  move({ x, alt, kind }) {
    const { board } = this.desk;
    const { piece, edge } = this;
    const stood = edge === "start" ? piece.begin : piece.until;
    const second = edge === "start" ? this.left + (board.second(x) - board.left) : board.second(x);
    let lies = stood + second - this.grabbed;
    const inside = targetsOf(this.desk).filter((target) => target > piece.begin && target < piece.until);
    const found = alt ? null : snap([lies], inside, board.pixels, kind);
    if (found) lies += found.by;
    const to = clamp(atTick(ticks(piece[edge] + lies - stood)), ...this.room);
    this.edit = to === piece[edge] ? null : { kind: "drag_edge", index: this.index, edge, to };
    const shown = this.edit ? foresee(board.base, this.edit) : board.base;
    const changed = to - piece[edge], drawn = found && Math.abs(stood + changed - found.at) < 0.05;
    const guide = edge === "start" ? piece.begin : stood + changed;
    board.show(shown, { guide: drawn ? guide : null, dragged: { piece: this.index, edge, longer: edge === "start" ? -changed : changed } });
    if (edge === "start") board.look(this.left - changed, { free: true });
  }

  end() {
    if (!this.edit) return this.cancel();
    return this.desk.onEdit(this.edit);
  }

  cancel() {
    this.desk.board.rest();
  }
}

/** A picture, carried along its track or to the other one. */
export class Carry {
  runsAlong = true;

  constructor(desk, { x }, id) {
    const picture = desk.board.base.pictures.find((item) => item.id === id);
    Object.assign(this, { desk, picture, grabbed: desk.board.second(x) - picture.startSeconds });
  }

  move({ x, y, alt, kind }) {
    const { board } = this.desk;
    const { startSeconds, endSeconds, id } = this.picture;
    const length = endSeconds - startSeconds;
    let start = board.second(x) - this.grabbed;
    const found = alt ? null : snap([start, start + length], targetsOf(this.desk, [startSeconds, endSeconds]), board.pixels, kind);
    if (found) start += found.by;
    const track = this.desk.trackAt(y) ?? this.picture.track;
    const still = Math.abs(start - startSeconds) < 0.05 && track === this.picture.track;
    this.edit = still ? null : { kind: "move_picture", id, startSeconds: Math.max(0, atTick(ticks(start))), track };
    showPicture(this.desk, this.edit, id, found);
  }

  end() {
    endPicture(this);
  }

  cancel() {
    this.desk.board.rest();
  }
}

/** The edge of a picture. */
export class Trim {
  runsAlong = true;

  constructor(desk, { x }, id, edge) {
    const picture = desk.board.base.pictures.find((item) => item.id === id);
    const lies = edge === "start" ? picture.startSeconds : picture.endSeconds;
    Object.assign(this, { desk, picture, edge, lies, grabbed: desk.board.second(x) - lies });
  }

  move({ x, alt, kind }) {
    const { board } = this.desk;
    const { id, startSeconds, endSeconds } = this.picture;
    let to = clamp(board.second(x) - this.grabbed, 0, board.seconds);
    const found = alt ? null : snap([to], targetsOf(this.desk, [startSeconds, endSeconds]), board.pixels, kind);
    if (found) to += found.by;
    to = atTick(ticks(to));
    this.edit = Math.abs(to - this.lies) < 0.05 ? null : { kind: "trim_picture", id, edge: this.edge, to };
    showPicture(this.desk, this.edit, id, found, this.edge);
  }

  end() {
    endPicture(this);
  }

  cancel() {
    this.desk.board.rest();
  }
}

function showPicture({ board }, edit, id, found, edge) {
  const shown = edit ? foresee(board.base, edit) : board.base;
  const lies = shown.pictures.find((item) => item.id === id);
  const drawn = found && [lies?.startSeconds, lies?.endSeconds].some((at) => Math.abs(at - found.at) < 0.05);
  const taken = Boolean(lies && inTheWay(shown.pictures, lies));
  board.show(shown, { guide: drawn ? found.at : null, dragged: { picture: id, taken, edge } });
}

function endPicture(drag) {
  const { desk, edit, picture } = drag;
  const lies = edit && desk.board.shown.pictures.find(({ id }) => id === picture.id);
  if (!lies) return drag.cancel();
  return desk.onEdit(edit);
}

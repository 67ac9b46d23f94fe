// What the timeline shows and how: kept outside of React, painted once a frame by whoever asked to.
import { carried, laidOut } from "./foresee.js";

const PAD_PX = 24; // before the film's first moment and behind its last
const MAX_SCALE = 320; // pixels a second: a tenth is 32 wide
const GLIDE_MS = 220;

const clamp = (value, low, high) => Math.max(low, Math.min(value, Math.max(low, high)));
const told = (timeline) => {
  const pieces = laidOut(timeline.pieces);
  return { ...timeline, pieces, seconds: pieces.at(-1)?.until ?? 0 };
};
/** Whether things should not move by themselves. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches || document.documentElement.dataset.motion === "reduced";

/** Pixels are counted from the left end of the lanes, seconds from the begin of the edited film.
 *
 * `kept` is the timeline as the server has answered it, in whose seconds the playhead counts; `base` includes what
 * it was asked meanwhile; `shown` is that, or what the edit under the pointer would make of it. `left` is the second at the left end, behind the padding. */
export class Board {
  constructor() {
    this.kept = this.base = this.shown = told({ pieces: [], pictures: [], length: 0 });
    this.width = 0;
    this.left = 0;
    this.scale = 0; // 0, or less than shows the whole film: as much as shows it
    this.guide = null; // where an edge was drawn to
    this.dragged = null; // {id or index, taken}: what is under the pointer
    this.again = null; // what an ongoing drag does when the timeline below it has become another
    this.painters = new Set();
    this.frame = 0;
    this.glide = 0;
  }

  /** `paint` is called before the next frame and before each in which something has changed; ends what it returns. */
  painting(paint) {
    this.painters.add(paint);
    this.changed();
    return () => this.painters.delete(paint);
  }

  changed() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      for (const paint of this.painters) paint(this);
    });
  }

  get seconds() {
    return this.shown.seconds;
  }

  get fitting() {
    return Math.max(1e-3, (this.width - 2 * PAD_PX) / Math.max(0.1, this.base.seconds));
  }

  get pixels() {
    return Math.max(this.scale, this.fitting);
  }

  get whole() {
    return this.scale <= this.fitting;
  }

  x(seconds) {
    return PAD_PX + (seconds - this.left) * this.pixels;
  }

  /** The second at `x`, which may lie before the film or behind it. */
  second(x) {
    return this.left + (x - PAD_PX) / this.pixels;
  }

  at(x) {
    return clamp(this.second(x), 0, this.seconds);
  }

  /** Where the playhead shows, and where it is to go so that it shows at a second. */
  shows(playhead) {
    return carried(this.kept, this.shown, playhead);
  }

  playheadFor(second) {
    return carried(this.shown, this.kept, second);
  }

  /** How many seconds fit between the paddings. */
  get span() {
    return (this.width - 2 * PAD_PX) / this.pixels;
  }

  resize(width) {
    if (width === this.width) return;
    this.width = width;
    this.look(this.left);
  }

  stand(kept, base) {
    this.kept = told(kept);
    this.base = this.shown = base === kept ? this.kept : told(base);
    if (this.again) return this.again();
    this.guide = this.dragged = null;
    return this.look(this.left, { gliding: true });
  }

  /** Show what an edit under the pointer would make of the timeline. */
  show(timeline, { guide = null, dragged = null } = {}) {
    this.shown = timeline === this.base ? this.base : told(timeline);
    this.guide = guide;
    this.dragged = dragged;
    this.changed();
  }

  rest() {
    this.show(this.base);
    this.look(this.left, { gliding: true });
  }

  /** Let `left` be the first second in view. A drag may go beyond the film's ends; `gliding` takes its time. */
  look(left, { free = false, gliding = false } = {}) {
    const wanted = free ? left : clamp(left, 0, this.seconds - this.span);
    this.halt();
    if (gliding && Math.abs(wanted - this.left) * this.pixels > 1 && !calm()) return void this.glideTo(wanted);
    this.left = wanted;
    this.changed();
  }

  halt() {
    cancelAnimationFrame(this.glide);
    this.glide = 0;
  }

  /** Let the view run out at `speed` pixels a second, slowed to a share of that with each sixtieth. */
  fling(speed, slowing) {
    let then = performance.now();
    const step = (now) => {
      const passed = Math.max(0, now - then) / 1000;
      then = now;
      speed *= slowing ** (passed * 60);
      const before = this.left;
      this.pan(speed * passed); // halts what glides
      if (Math.abs(speed) > 20 && (this.left !== before || !passed)) this.glide = requestAnimationFrame(step);
    };
    this.glide = requestAnimationFrame(step);
  }

  glideTo(wanted) {
    const from = this.left, start = performance.now();
    const step = (now) => {
      const share = Math.min(1, Math.max(0, now - start) / GLIDE_MS);
      this.left = from + (wanted - from) * (1 - (1 - share) ** 3);
      this.changed();
      this.glide = share < 1 ? requestAnimationFrame(step) : 0;
    };
    this.glide = requestAnimationFrame(step);
  }

  pan(pixels) {
    this.look(this.left + pixels / this.pixels);
  }

  /** Zoom so that what lies at `x` stays there. */
  zoom(factor, x = this.width / 2) {
    const second = this.second(x);
    const wanted = Math.min(this.pixels * factor, Math.max(MAX_SCALE, this.fitting));
    this.scale = wanted <= this.fitting * 1.0001 ? 0 : wanted;
    this.look(second - (x - PAD_PX) / this.pixels);
  }

  /** 0 shows the whole film, 1 is as near as it gets. */
  get nearness() {
    const most = Math.log(MAX_SCALE / this.fitting);
    return most > 0 ? clamp(Math.log(this.pixels / this.fitting) / most, 0, 1) : 0;
  }

  zoomTo(nearness, x) {
    this.zoom((this.fitting * (Math.max(MAX_SCALE, this.fitting) / this.fitting) ** nearness) / this.pixels, x);
  }

  fit() {
    this.scale = 0;
    this.look(0);
  }

  /** Bring a moment, or a stretch of film, into view when it is not. */
  reveal(begin, until = begin) {
    const [first, last] = [this.left, this.left + this.span];
    if (begin >= first && until <= last) return;
    if (begin <= first && until >= last) return;
    const middle = until - begin < this.span ? begin - (this.span - (until - begin)) / 2 : begin - this.span * 0.1;
    this.look(middle, { gliding: true });
  }
}

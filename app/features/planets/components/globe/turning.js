// A planet in motion: which angle is shown, and the frames that it needs.
import { framesOf } from "./frames.js";
import { Lens } from "./lens.js";

const TURN_SECONDS = 36;
const DECODED = 12; // frames kept ready: a phone's memory is small
const SETTLING = 2.5; // how quickly a push dies away, per second

export class Turning {
  /** For a `canvas`, from the file at `address`; null where it can't be turned, and the file may still be shown. */
  static async open(canvas, address, signal) {
    const answer = await fetch(address, { signal });
    const film = answer.ok ? framesOf(await answer.arrayBuffer()) : null;
    const lens = film && Lens.on(canvas, film);
    return lens ? new Turning(canvas, lens, film.frames) : null;
  }

  constructor(canvas, lens, frames) {
    Object.assign(this, { canvas, lens, frames, place: 0, speed: 0, cruise: 0, decoded: new Map(), asked: new Set() });
    this.calm = frames.length / TURN_SECONDS;
  }

  /** Turn by itself, or come to rest. */
  run(on) {
    this.cruise = on ? this.calm : 0;
    this.wake();
  }

  /** Turn by so many frames, as a hand does. */
  turn(by) {
    this.place += by;
    this.speed = 0;
    this.wake();
  }

  /** Let go with so many frames a second. */
  push(speed) {
    this.speed = Math.max(-30, Math.min(30, speed));
    this.wake();
  }

  get degrees() {
    const { length } = this.frames;
    return Math.round((360 * (((this.place % length) + length) % length)) / length) % 360;
  }

  wake() {
    this.last ??= performance.now();
    this.next ??= requestAnimationFrame((now) => this.step(now));
  }

  rest() {
    cancelAnimationFrame(this.next);
    this.next = this.last = null;
  }

  step(now) {
    this.next = null;
    const seconds = Math.min(0.1, (now - this.last) / 1000);
    this.last = now;
    this.speed += (this.cruise - this.speed) * (1 - Math.exp(-SETTLING * seconds));
    const before = this.place;
    this.place += this.speed * seconds;
    const drawn = this.draw();
    if (!drawn) this.place = this.shown ? before : this.place; // wait for the frames
    if (!drawn || this.cruise || Math.abs(this.speed) > 0.02) this.wake();
    else this.last = null;
  }

  draw() {
    const { frames } = this, { length } = frames;
    const place = ((this.place % length) + length) % length, number = Math.floor(place);
    const ahead = this.speed < 0 ? [0, 1, -1, -2] : [0, 1, 2, 3];
    const [before, after] = ahead.map((by) => this.frame((number + by + length) % length));
    if (!before || !after) return false;
    this.fit();
    this.lens.draw(before, after, place - number);
    if (!this.shown) this.canvas.dataset.shown = "";
    this.shown = true;
    return true;
  }

  fit() {
    const side = Math.min(1024, Math.round(this.canvas.clientWidth * devicePixelRatio));
    if (side && this.canvas.width !== side) this.canvas.width = this.canvas.height = side;
  }

  /** A decoded frame, or nothing yet. */
  frame(number) {
    const ready = this.decoded.get(number);
    if (ready) {
      this.decoded.delete(number); // the latest asked for are the last to go
      this.decoded.set(number, ready);
    } else if (!this.asked.has(number)) this.decode(number);
    return ready;
  }

  async decode(number) {
    this.asked.add(number);
    const { blob, x, y } = this.frames[number];
    const bitmap = await createImageBitmap(blob);
    this.asked.delete(number);
    this.decoded.set(number, { bitmap, x, y });
    if (this.decoded.size > DECODED) {
      const [oldest] = this.decoded.keys();
      this.decoded.get(oldest).bitmap.close();
      this.decoded.delete(oldest);
    }
  }

  close() {
    this.rest();
    this.decoded.forEach(({ bitmap }) => bitmap.close());
    this.decoded.clear();
  }
}

// Asks for the picture of the newest answers: a quick one at once, the sharp one when things rest.
//
// One question is on its way at a time. While a quick picture is being painted a newer wish waits for it, so
// that a colour that is dragged shows on its way; a sharp one is given up for any newer wish.

const WIDTHS = [240, 320, 480, 640, 960, 1280];
const QUICK_PIXELS = 300000; // as the server's: larger ones are painted more slowly, beside these
const UNMEASURED_PIXELS = 120000; // what is asked for in time before anything was measured
const MOST_PIXELS = 1600000;
const FLATTEST = 1 / 6; // as the server's: a phone that lies on its side has a flat sky
const QUICK_MS = 90; // what a quick picture may take, so that a change shows within 200 ms even behind another one
const REST_MS = 450;
const RESHAPED_MS = 100; // so long a box must keep its shape before a picture of that shape is asked for
const SAME_SHAPE = 0.04; // of a width; more than that would be cut off
const AGAIN_MS = [400, 1000, 2500, 5000];
const TROUBLED_AFTER = 3; // failures in a row before the person is told

const name = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");

export class Previews {
  /**
   * `show(image, hurry)` is given each picture, decoded; `trouble(whether)` is told when none can be had.
   * `box` is the element that they fill. It says how many wishes there were (`data-wishes`), which of them is
   * shown (`data-shows`), and in what `data-edition` and `data-width`.
   */
  constructor(box, show, trouble) {
    Object.assign(this, { box, show, trouble, page: name() });
    this.wishes = 0;
    this.wish = null; // {url, answers, key, number}
    this.asked = null; // what is on its way: {key, width, height, sharp, leaving}
    this.shown = null; // {key, edition, width, height}
    this.took = {}; // milliseconds by pixels, as of late
    this.failures = 0;
    this.resized = new ResizeObserver(() => this.reshape());
    this.resized.observe(box);
  }

  close() {
    this.closed = true;
    this.resized.disconnect();
    this.asked?.leaving.abort();
    clearTimeout(this.timer);
  }

  /** The picture to show: of the stored answers at `url`, with `answers` (JSON, or nothing) over them. */
  want(url, answers) {
    const key = `${url} ${answers}`;
    if (!url || this.wish?.key === key) return;
    this.wish = { url, answers, key, number: ++this.wishes };
    this.box.dataset.wishes = this.wishes;
    this.failures = 0;
    clearTimeout(this.timer);
    if (this.shown && !answers && url.endsWith(`v=${this.shown.edition}`)) this.settle(key); // it was shown before it was stored
    if (this.asked?.sharp && this.asked.key !== key) this.asked.leaving.abort();
    this.next();
  }

  settle(key) {
    this.shown.key = key;
    this.box.dataset.shows = this.wishes;
  }

  // --- What to ask next

  next() {
    if (this.closed || !this.wish || (this.asked && !this.asked.leaving.signal.aborted)) return;
    if (this.shown?.key !== this.wish.key || this.misfits()) this.ask(this.quick(), false);
    else this.rest();
  }

  /** The box was turned or resized: until there is a picture of its shape, the one that there is shows whole. */
  reshape() {
    this.mark();
    if (!this.shown || !this.misfits()) return this.rest();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), RESHAPED_MS);
  }

  misfits() {
    const [fitting] = this.sizes(), { shown } = this;
    return Math.abs(fitting.height / fitting.width - shown.height / shown.width) > SAME_SHAPE;
  }

  mark() {
    for (const picture of this.box.children) picture.toggleAttribute("data-whole", Boolean(this.shown) && this.misfits());
  }

  /** Once nothing has changed for a while: the picture as sharp as the screen can show it. */
  rest() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const sharp = this.enough(), { shown, wish, asked } = this;
      if (this.closed || asked || !wish) return;
      if (shown?.key !== wish.key) this.next(); // a try that was to come
      else if (sharp.width > shown.width || this.misfits()) this.ask(sharp, true);
    }, REST_MS);
  }

  sizes() {
    const { clientWidth, clientHeight } = this.box;
    const steep = Math.min(2, Math.max(FLATTEST, clientHeight / clientWidth || 0.5625));
    return WIDTHS.map((width) => ({ width, height: Math.round((width * steep) / 4) * 4 }));
  }

  /** The sharpest that is likely to be there in time. */
  quick() {
    const enough = this.enough();
    const inTime = ({ width, height }) => width <= enough.width && width * height <= QUICK_PIXELS && this.expected(width * height) <= QUICK_MS;
    const sizes = this.sizes();
    return sizes.filter(inTime).at(-1) ?? sizes[0];
  }

  /** The smallest that fills the screen's own pixels. */
  enough() {
    const sizes = this.sizes().filter(({ width, height }) => width * height <= MOST_PIXELS);
    return sizes.find(({ width }) => width >= this.box.clientWidth * devicePixelRatio) ?? sizes.at(-1);
  }

  /** How long a picture of so many pixels takes, judged by the nearest that was measured. */
  expected(pixels) {
    const measured = Object.keys(this.took).map(Number);
    if (!measured.length) return (QUICK_MS * pixels) / UNMEASURED_PIXELS;
    const nearest = measured.reduce((best, one) => (Math.abs(one - pixels) < Math.abs(best - pixels) ? one : best));
    return (this.took[nearest] * pixels) / nearest;
  }

  // --- Asking

  async ask({ width, height }, sharp) {
    const { url, answers, key, number } = this.wish, leaving = new AbortController(), began = performance.now();
    const asked = (this.asked = { key, width, height, sharp, leaving });
    let pause = 0;
    try {
      const answer = await fetch(address(url, { width, height, page: this.page, answers }), { signal: leaving.signal });
      if (answer.ok) {
        const edition = answer.headers.get("ETag")?.match(/[0-9a-f]{32}/)?.[0];
        const image = await decoded(await answer.blob());
        if (this.asked === asked && !this.closed) this.lay(image, { key, number, edition, width, height }, performance.now() - began, sharp);
      } else pause = this.failed(answer);
    } catch {
      if (!leaving.signal.aborted) pause = this.failed();
    }
    if (this.asked !== asked || this.closed) return;
    this.asked = null;
    if (pause === null && this.wish.key === key) return; // until something changes, unless it has meanwhile
    if (pause) this.timer = setTimeout(() => this.next(), pause);
    else this.next();
  }

  lay(image, what, took, sharp) {
    const pixels = what.width * what.height, before = this.took[pixels];
    if (!sharp) this.took[pixels] = before ? 0.6 * before + 0.4 * took : took;
    this.shown = what;
    this.failures = 0;
    this.trouble(false);
    image.toggleAttribute("data-whole", this.misfits());
    this.show(image, what.key !== this.wish.key);
    Object.assign(this.box.dataset, { shows: what.number, edition: what.edition, width: what.width });
  }

  /** Milliseconds until the next try; null where another one would end like this. */
  failed(answer) {
    if (answer?.status === 409) return AGAIN_MS[0]; // overtaken by a wish of this page that it has given up since
    this.failures += 1;
    if (this.failures >= TROUBLED_AFTER) this.trouble(true);
    if (answer && answer.status < 500 && answer.status !== 429) return null;
    const calm = AGAIN_MS[Math.min(this.failures, AGAIN_MS.length) - 1];
    return Math.max(calm, 1000 * (Number(answer?.headers.get("Retry-After")) || 0));
  }
}

function address(url, asked) {
  const given = Object.entries(asked).filter(([, value]) => value !== "");
  return `${url}&${new URLSearchParams(given)}`;
}

async function decoded(blob) {
  const image = new Image(), source = URL.createObjectURL(blob);
  image.alt = "";
  image.src = source;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(source); // what is decoded stays
  }
  return image;
}

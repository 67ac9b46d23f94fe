// Plays the kept spans of a film one after the other, without a flash and without a stall.
//
// Two video elements lie under a canvas that shows their pictures. While one plays, the other waits a moment before
// the next span; it starts in time, unheard, and takes over when its first kept picture comes. Only pictures that
// belong to the span being shown are ever drawn, and the last one stays until the next is there.
import { createDeck } from "./deck.js";
import { lengthOf, spotAt } from "./spans.js";

const RUN_UP_S = 0.2; // how far ahead of its span the waiting video starts, in the viewer's time
const EDGE_S = 0.005;
const PICTURE_S = 1 / 30;
const CALM_MS = 180; // nothing is prepared while somebody still drags
const MOST_PIXELS = 1280; // a film that has not been made small yet may be four times as wide
const MOST_AHEAD_S = 0.1; // how far time runs on without a new picture

// The second of the picture that the video shows at this moment, where the browser can tell.
function secondOf(video) {
  if (!globalThis.VideoFrame) return video.currentTime;
  const picture = new VideoFrame(video);
  const second = picture.timestamp / 1e6;
  picture.close();
  return second;
}

/** `onPicture()` is called after each picture drawn; `mixer` has `turn(deck, loud, inSeconds)`. */
export function createReel({ videos, canvas, playhead, mixer, onPicture }) {
  const paper = canvas.getContext("2d", { alpha: false });
  const [first, second] = videos.map((video) => createDeck(video, { onPicture: come, onArrival: arrive }));
  let front = first, back = second;
  let spans = [], index = 0;
  let shown = null; // the front's newest picture: second of the source, and when it came
  let ready = null; // the same of the back, once it is inside of its span
  let primed = -1, rolling = false, held = false, fading = false;
  let lead = 0.03; // how long a video takes to start, as measured at each join
  let frame = 0, last = 0, calm = 0;
  let was = { ...playhead.get(), playing: false };

  const span = () => spans[index];
  const next = () => spans[index + 1];
  const pace = () => Math.abs(playhead.get().rate);
  const inside = ({ start, end }, at) => at > start - PICTURE_S - EDGE_S && at < end - EDGE_S;

  function draw({ video }) {
    const { videoWidth: width, videoHeight: height } = video;
    if (!width || video.readyState < 2) return;
    const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    // On a busy machine a picture is told of late, and the video is at the next one, which may have been cut away.
    if (playhead.get().playing && !inside(span(), secondOf(video))) return;
    paper.drawImage(video, 0, 0, wide, high);
    onPicture();
  }

  function come(deck, at, when) {
    if (!spans.length) return;
    if (deck === front) {
      if (playhead.get().playing && !inside(span(), at)) return;
      draw(deck);
      shown = { at, when };
    } else if (rolling && next() && at > next().start - EDGE_S) ready = { at, when };
  }

  function arrive(deck) {
    if (deck !== front) return;
    clearTimeout(calm);
    const { playing, rate, opening } = playhead.get();
    if (playing && rate > 0 && !opening) run();
    else if (!playing) calm = setTimeout(prime, CALM_MS);
  }

  /** Brings the waiting video to where the next span will be run up to. */
  function prime() {
    if (!next() || primed === index + 1 || playhead.get().scrubbing) return;
    primed = index + 1;
    mixer.turn(back, 0);
    back.rest();
    back.go(Math.max(0, next().start - RUN_UP_S * pace()));
  }

  function place() {
    if (!spans.length) return;
    const { time } = playhead.get();
    const spot = spotAt(spans, time);
    index = spot.index;
    shown = ready = null;
    rolling = held = fading = false;
    primed = -1;
    back.rest();
    mixer.turn(front, 1);
    front.go(spot.second);
  }

  function run() {
    mixer.turn(front, 1);
    // Time goes on with the first picture that moves, not while the video is still starting.
    if (shown && front.video.paused) shown = { at: shown.at, when: Infinity };
    front.roll(pace()).then((runs) => runs || playhead.pause());
  }

  /** The next span begins: what waited is seen and heard. */
  function swap(now) {
    const late = (ready.at - next().start) / pace() + (now - ready.when) / 1000;
    lead = Math.max(0, Math.min(0.3, lead - late * 0.5));
    front.rest();
    mixer.turn(front, 0, 0.01);
    [front, back] = [back, front];
    mixer.turn(front, 1, 0.01);
    index += 1;
    [shown, ready] = [ready, null];
    rolling = held = fading = false;
    primed = -1;
    draw(front);
  }

  function finish() {
    front.rest();
    playhead.move(lengthOf(spans));
    playhead.pause();
  }

  /** One step of the film: how far it has come, and what has to be done for its next span. */
  function follow(now) {
    front.look();
    if (rolling) back.look();
    if (!shown || front.going()) return;
    if (front.video.paused && !held && !front.video.ended) run();
    const rate = pace();
    const { start, end, begin } = span();
    const at = Math.min(end, shown.at + Math.max(0, Math.min((now - shown.when) / 1000, MOST_AHEAD_S)) * rate);
    playhead.move(Math.max(playhead.get().time, begin + at - start));
    const left = (end - at) / rate;
    if (!next()) return (left <= 0 || front.video.ended) && finish();
    prime();
    const runUp = (next().start - back.video.currentTime) / rate;
    if (!rolling && back.there() && left <= runUp + lead) {
      rolling = true;
      back.roll(rate);
    }
    if (!fading && left < 0.05) {
      fading = true;
      mixer.turn(front, 0, left);
    }
    if (left > PICTURE_S / 4 && !front.video.ended) return;
    held = true;
    front.rest();
    if (ready) swap(now);
  }

  function step(now) {
    frame = requestAnimationFrame(step);
    const passed = Math.min(0.1, Math.max(0, (now - last) / 1000));
    const { time, opening, rate } = playhead.get();
    last = now;
    if (rate < 0) {
      if (time + rate * passed <= 0) playhead.pause();
      playhead.move(time + rate * passed);
      const spot = spotAt(spans, playhead.get().time);
      index = spot.index;
      front.go(spot.second);
    } else if (opening > 0) {
      playhead.move(0, opening - rate * passed);
      if (!playhead.get().opening) run();
    } else follow(now);
  }

  function turn({ playing, rate, opening }) {
    if (!spans.length) return;
    if (playing && rate > 0 && was.playing && was.rate > 0) return opening || run();
    cancelAnimationFrame(frame);
    frame = 0;
    front.rest();
    back.rest();
    if (!playing) return place();
    mixer.start();
    if (rate > 0 && !opening && !front.going()) run();
    last = performance.now();
    frame = requestAnimationFrame(step);
  }

  const stop = playhead.subscribe((state) => {
    if (state.playing !== was.playing || state.rate !== was.rate) turn(state);
    else if (state.seeks !== was.seeks) place();
    was = state;
  });
  const pauseUnseen = () => document.hidden && playhead.pause();
  document.addEventListener("visibilitychange", pauseUnseen);

  return {
    /** Plays these spans from now on; time stays where it is. */
    show(wanted) {
      const changed = JSON.stringify(wanted) !== JSON.stringify(spans);
      spans = wanted;
      if (changed) place();
      if (spans.length && !frame && playhead.get().playing) turn(playhead.get());
    },
    close() {
      stop();
      document.removeEventListener("visibilitychange", pauseUnseen);
      cancelAnimationFrame(frame);
      clearTimeout(calm);
      first.close();
      second.close();
    },
  };
}

// Where the film stands, and whether it runs: a small store outside React, because it changes with every frame.
//
// `time` is in seconds of the edited film, without its opening; while the opening plays, `time` is 0 and `opening`
// says how many of its seconds are left. Whoever shows the playhead subscribes and writes to the DOM by itself.

const SPEEDS = [1, 2, 4, 8];
const START = {
  time: 0,
  opening: 0,
  duration: 0,
  openingLength: 0,
  playing: false,
  rate: 1, // below 0 backwards
  scrubbing: false,
  seeks: 0, // counts the jumps: what was asked for, in contrast to what time brings
};

/** `beginsWithOpening`: playing from the very first frame plays the opening before it. */
export function createPlayhead({ beginsWithOpening = false } = {}) {
  let state = START;
  const listeners = new Set();
  const within = (value, most) => Math.max(0, Math.min(most, Number(value) || 0));
  const change = (changed) => {
    if (Object.keys(changed).every((key) => state[key] === changed[key])) return;
    state = { ...state, ...changed };
    for (const listener of [...listeners]) listener(state);
  };
  const jump = (time, opening, more) =>
    change({
      time: opening > 0 ? 0 : within(time, state.duration),
      opening: within(opening, state.openingLength),
      seeks: state.seeks + 1,
      ...more,
    });
  const start = (rate) => {
    const { time, opening, duration, openingLength } = state;
    if (!duration) return;
    if (rate > 0 && time >= duration - 0.02) jump(0, beginsWithOpening ? openingLength : 0);
    else if (rate > 0 && beginsWithOpening && time === 0 && !opening && openingLength) jump(0, openingLength);
    change({ playing: true, rate, scrubbing: false });
  };

  return {
    get: () => state,
    /** Calls `listener(state)` after each change; gives the function that ends it. */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: (rate = 1) => start(rate),
    pause: () => change({ playing: false, rate: 1 }),
    toggle: () => (state.playing ? change({ playing: false, rate: 1 }) : start(1)),
    /** L and J: forwards (1) or backwards (-1), twice as fast each time it is asked again. */
    shuttle(direction) {
      const now = state.playing ? state.rate : 0;
      const faster = SPEEDS[SPEEDS.indexOf(Math.abs(now)) + 1] ?? SPEEDS.at(-1);
      start(direction * (Math.sign(now) === direction ? faster : 1));
    },
    /** Goes to a second of the edited film; `opening` seconds before it if that is given. */
    seek: (time, opening = 0) => jump(time, opening, { scrubbing: false }),
    /** The same while something is dragged, which stops the film; `seek` ends it. */
    scrub: (time, opening = 0) => jump(time, opening, { scrubbing: true, playing: false, rate: 1 }),

    /** For the one that plays: how far it has come, and how long the film is. */
    move: (time, opening = 0) =>
      change({ time: within(time, state.duration), opening: within(opening, state.openingLength) }),
    measure(duration, openingLength = 0) {
      if (duration === state.duration && openingLength === state.openingLength) return;
      change({ duration, openingLength });
      if (state.time > duration || state.opening > openingLength) jump(state.time, state.opening);
    },
  };
}

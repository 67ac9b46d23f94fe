// Where the film stands: a tiny store outside React, so that nothing is drawn anew at 60 frames a second.
//
// `time` is in seconds of the edited film, without its intro. The player moves it while it plays; everybody may
// `seek` (go there), `scrub` (while a finger is down), `play` and `pause`.

/** `{get, set, subscribe, play, pause, seek, scrub}` over `{time, playing, scrubbing, duration}`. */
export function createPlayhead() {
  let now = { time: 0, playing: false, scrubbing: false, duration: 0 };
  const listeners = new Set();
  const set = (change) => {
    now = { ...now, ...change };
    for (const listener of listeners) listener(now);
  };
  const within = (time) => Math.max(0, Math.min(now.duration, time));
  return {
    get: () => now,
    set,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: () => set({ playing: true, time: now.time >= now.duration ? 0 : now.time }),
    pause: () => set({ playing: false }),
    seek: (time) => set({ time: within(time), scrubbing: false }),
    scrub: (time) => set({ time: within(time), scrubbing: true }),
  };
}

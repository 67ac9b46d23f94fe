// One video element of the two: goes to a second, rolls, rests, and tells of each picture that it shows.

/** `onPicture(deck, second, at)`: the picture of `second` of the source is there, to be seen at `at` (ms).
 *  `onArrival(deck)`: the newest place that was asked for has been reached. */
export function createDeck(video, { onPicture, onArrival }) {
  let wanted = null, asked = null, going = false, watching = 0;
  const leave = () => {
    going = true;
    video.currentTime = asked = wanted;
  };
  const tell = (second, at) => onPicture(deck, second, at);
  const watch = () => {
    watching = video.requestVideoFrameCallback((_, { mediaTime, expectedDisplayTime }) => {
      watch();
      if (!going) tell(mediaTime, expectedDisplayTime);
    });
  };
  const on = {
    // A place that was asked for meanwhile is gone to now: never is more than one seek on its way.
    seeked() {
      going = false;
      tell(video.currentTime, performance.now());
      if (wanted === asked) onArrival(deck);
      else leave();
    },
    loadedmetadata() {
      going = false;
      if (wanted !== null) leave();
    },
    emptied: () => (going = false),
  };
  const deck = {
    video,
    /** Gain of the sound, 0 to 1; the mixer says how. */
    loud: null,
    going: () => going,
    /** Whether its picture is that of the second it was sent to. */
    there: () => wanted !== null && !going && video.readyState >= 2,
    go(second) {
      wanted = Math.round(second * 1e6) / 1e6;
      if (going || video.readyState < 1) return;
      if (Math.abs(video.currentTime - wanted) > 1e-4 || video.readyState < 2) return leave();
      asked = wanted;
      on.seeked();
    },
    /** Resolves to whether it runs; a browser may want the person to touch the page first. */
    roll(rate) {
      if (video.playbackRate !== rate) video.playbackRate = rate;
      return video.paused ? video.play().then(() => true, (why) => why.name !== "NotAllowedError") : Promise.resolve(true);
    },
    rest: () => video.paused || video.pause(),
    /** Without callbacks for pictures (an old browser) the one that plays asks each time it draws. */
    look: () => watching || going || tell(video.currentTime, performance.now()),
    close() {
      for (const [name, act] of Object.entries(on)) video.removeEventListener(name, act);
      if (watching) video.cancelVideoFrameCallback(watching);
      video.pause();
    },
  };
  for (const [name, act] of Object.entries(on)) video.addEventListener(name, act);
  if (video.requestVideoFrameCallback) watch();
  return deck;
}

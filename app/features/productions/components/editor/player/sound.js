// The film's sound and the music, each through a gain; the film's is also listened to, for ducking.
const STANDARD_DUCK_DB = 12;
const GATES = { sensitive: 0.01, normal: 0.03, strict: 0.08 };
const FASTEST_HEARD = 2;
const QUICKLY_S = 0.01; // as the render fades at a join
const OFF_BY_S = 0.3;

const loudness = (db) => (db <= -60 ? 0 : 10 ** (db / 20));

/** `turn(deck, loud)` lets a video be heard or not; nothing sounds before `start`, which a click has to call. */
export function createMixer({ videos, audio }) {
  let graph = null;
  const voice = (context, video) => {
    const gain = context.createGain();
    context.createMediaElementSource(video).connect(gain);
    return gain;
  };
  const build = () => {
    const context = new AudioContext();
    const film = context.createGain(), song = context.createGain(), ear = context.createAnalyser();
    const voices = videos.map((video) => voice(context, video));
    for (const gain of voices) gain.connect(ear);
    ear.connect(film).connect(context.destination);
    context.createMediaElementSource(audio).connect(song).connect(context.destination);
    return { context, voices, film, song, ear, heard: new Float32Array(ear.fftSize) };
  };

  function duckedBy({ ear, heard }, music) {
    if (music.mode === "replace" || music.ducking === "none") return 0;
    ear.getFloatTimeDomainData(heard);
    const level = Math.sqrt(heard.reduce((sum, x) => sum + x * x, 0) / heard.length);
    return level > (GATES[music.gate] ?? GATES.normal) ? (music.duckDb ?? STANDARD_DUCK_DB) : 0;
  }

  function followMusic(music, time, { playing, rate }) {
    const length = Math.min(music?.clipSeconds ?? Infinity, audio.duration || Infinity);
    const over = !music || rate !== 1 || (!music.loop && time >= length);
    if (!playing || over) return audio.paused || audio.pause();
    const wanted = Number.isFinite(length) ? time % length : time;
    if (Math.abs(audio.currentTime - wanted) > OFF_BY_S) audio.currentTime = wanted;
    if (audio.paused) audio.play().catch(() => {});
  }

  return {
    start() {
      if (!window.AudioContext) return;
      graph ??= build();
      graph.context.resume();
    },
    turn({ video }, loud, inSeconds = 0) {
      if (!graph) return void (video.muted = !loud);
      video.muted = false;
      const { gain } = graph.voices[videos.indexOf(video)];
      const now = graph.context.currentTime;
      const at = now + Math.max(inSeconds, QUICKLY_S);
      const from = gain.value; // in the middle of another turn, too: a jump would click
      gain.cancelScheduledValues(now);
      gain.setValueAtTime(from, now);
      gain.setValueAtTime(from, at - QUICKLY_S);
      gain.linearRampToValueAtTime(loud, at);
    },
    /** Brings everything to how it should sound at `time` of the finished film. */
    adjust(music, time, state) {
      followMusic(music, time, state);
      if (!graph) return;
      const { context, film, song } = graph;
      const heard = state.rate > 0 && state.rate <= FASTEST_HEARD;
      film.gain.value = !heard || music?.mode === "replace" ? 0 : loudness(music?.videoGainDb ?? 0);
      if (!music) return;
      const db = (music.musicGainDb ?? 0) - duckedBy(graph, music);
      song.gain.setTargetAtTime(loudness(db), context.currentTime, music.ducking === "rolling" ? 0.25 : 0.02);
    },
    close: () => void graph?.context.close(),
  };
}

// The film's sound and the music, each through a gain; the film's is also listened to, for ducking.
const GATES = { sensitive: -50, normal: -40, strict: -30 }; // dB; here and below as in the render
const GIVES_WAY_S = { rolling: 0.075, abrupt: 0.001 };
const COMES_BACK_S = { rolling: 0.75, abrupt: 0.03 };
const FADE_IN_S = 0.5, FADE_OUT_S = 2;
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

  function isSpeech({ ear, heard }, music) {
    if (music.mode === "replace" || music.ducking === "none") return false;
    ear.getFloatTimeDomainData(heard);
    return heard.some((x) => Math.abs(x) > loudness(GATES[music.gate] ?? GATES.normal));
  }

  /** How much of the music is left by its fades, 0 to 1. */
  function faded({ fade, seconds }, time) {
    const within = (length) => Math.min(length, seconds / 3);
    return fade ? Math.max(0, Math.min(1, time / within(FADE_IN_S), (seconds - time) / within(FADE_OUT_S))) : 1;
  }

  function followMusic(music, time, { playing, rate }) {
    const length = Math.min(music?.clipSeconds ?? Infinity, audio.duration || Infinity);
    const over = !music || rate !== 1 || time >= music.seconds;
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
      const speech = isSpeech(graph, music);
      const slowness = (speech ? GIVES_WAY_S : COMES_BACK_S)[music.ducking] ?? QUICKLY_S;
      const loud = loudness(music.musicGainDb - (speech ? music.duckDb : 0)) * faded(music, time);
      song.gain.setTargetAtTime(loud, context.currentTime, slowness);
    },
    close: () => void graph?.context.close(),
  };
}

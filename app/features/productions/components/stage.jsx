// The live preview: the proxy film with the render's own pictures over it, at the render's own times.
//
// `plan` is the server's `PreviewView`, in seconds of the finished film: an intro, then kept spans of the
// source one after the other.
import { useEffect, useMemo, useRef, useState } from "react";

const STEP_S = 0.1;
const JUMP_S = 5;
const SLACK_S = 0.04; // one frame: what a video element may be off by
const WIDTHS = [480, 960, 1440, 1920]; // few sizes, so that drawn pictures are found again in the cache
const EMPTY = { segments: [], layers: [], width: 16, height: 9, duration: 0, introSeconds: 0, introUrl: "", music: null };

function readPlan(view, pixels) {
  if (!view?.segments) return EMPTY;
  const width = WIDTHS.find((wide) => wide >= pixels) ?? WIDTHS.at(-1);
  return {
    ...view, duration: view.durationSeconds, introSeconds: view.intro?.seconds ?? 0, introUrl: view.intro?.url ?? "",
    layers: view.layers.map((layer) => ({ ...layer, url: pixels ? `${layer.url}&width=${width}` : "" })),
  };
}

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}.${Math.floor((seconds % 1) * 10)}`;
}

/** How strongly a layer shows at `time`, 0 to 1. */
export function strength(layer, time) {
  if (time < layer.start || time >= layer.end) return 0;
  const rising = layer.fadeIn > 0 ? (time - layer.start) / layer.fadeIn : 1;
  const falling = layer.fadeOut > 0 ? (layer.end - time) / layer.fadeOut : 1;
  return Math.max(0, Math.min(1, rising, falling));
}

/** Where `time` of the film lies in the source: which span, and at which second. Null within the intro. */
export function sourceAt(plan, time) {
  let begin = plan.introSeconds;
  if (time < begin) return null;
  for (const [index, { start, end }] of plan.segments.entries()) {
    if (time < begin + (end - start) || index === plan.segments.length - 1) {
      return { index, second: Math.min(end, start + (time - begin)), begin };
    }
    begin += end - start;
  }
  return null;
}

// A picture that is drawn anew replaces the one before it only once it has arrived: nothing blinks.
function useArrived(url) {
  const [arrived, setArrived] = useState("");
  useEffect(() => {
    if (!url) return setArrived("");
    let wanted = true;
    const picture = new Image();
    picture.onload = () => wanted && setArrived(url);
    picture.src = url;
    return () => (wanted = false);
  }, [url]);
  return arrived;
}

function Layer({ layer, time }) {
  const url = useArrived(layer.url);
  if (!url) return null;
  return <img className="stage-layer" src={url} alt="" data-layer={layer.name} style={{ opacity: strength(layer, time) }} />;
}

const loudness = (db) => (db <= -60 ? 0 : 10 ** (db / 20));
const STANDARD_DUCK_DB = 12;
const GATES = { sensitive: 0.01, normal: 0.03, strict: 0.08 };

// The film's sound and the music, each through a gain; the film's is also listened to, for ducking.
function useMixer(video, audio, music) {
  const graph = useRef(null);
  const start = () => {
    if (graph.current || !video.current || !window.AudioContext) return graph.current?.context.resume();
    const context = new AudioContext();
    const film = context.createGain(), song = context.createGain(), ear = context.createAnalyser();
    context.createMediaElementSource(video.current).connect(ear).connect(film).connect(context.destination);
    context.createMediaElementSource(audio.current).connect(song).connect(context.destination);
    graph.current = { context, film, song, ear, heard: new Float32Array(ear.fftSize) };
  };
  const adjust = () => {
    const { context, film, song, ear, heard } = graph.current ?? {};
    if (!context) return;
    const replaced = music?.mode === "replace";
    film.gain.value = replaced ? 0 : loudness(music?.videoGainDb ?? 0);
    let db = music?.musicGainDb ?? 0;
    if (music && !replaced && music.ducking !== "none") {
      ear.getFloatTimeDomainData(heard);
      const level = Math.sqrt(heard.reduce((sum, x) => sum + x * x, 0) / heard.length);
      if (level > (GATES[music.gate] ?? GATES.normal)) db -= music.duckDb ?? STANDARD_DUCK_DB;
    }
    song.gain.setTargetAtTime(loudness(db), context.currentTime, music?.ducking === "rolling" ? 0.25 : 0.02);
  };
  useEffect(() => () => void graph.current?.context.close(), []);
  return { start, adjust };
}

function followMusic(element, music, time, playing) {
  if (!element) return;
  const length = Math.min(music?.clipSeconds ?? Infinity, element.duration || Infinity);
  const over = !music || (!music.loop && time >= length);
  if (!playing || over) return element.pause();
  const wanted = Number.isFinite(length) ? time % length : time;
  if (Math.abs(element.currentTime - wanted) > 0.3) element.currentTime = wanted;
  if (element.paused) element.play().catch(() => {});
}

// Plays the plan: `time` is the film's own, whatever the video element shows.
function usePlayback(plan, video, onFrame) {
  const [time, setTime] = useState(0);
  const [playing, setPlaying] = useState(false);
  const now = useRef(0);
  const place = (wanted = now.current) => {
    now.current = Math.max(0, Math.min(plan.duration, wanted));
    const at = sourceAt(plan, now.current);
    const second = at ? at.second : (plan.segments[0]?.start ?? 0);
    if (video.current && Math.abs(video.current.currentTime - second) > SLACK_S) video.current.currentTime = second;
    setTime(now.current);
  };
  useEffect(() => {
    if (!playing) {
      video.current?.pause();
      onFrame(now.current, false);
      return;
    }
    let frame, last = performance.now();
    const tick = (moment) => {
      const at = sourceAt(plan, now.current);
      const element = video.current;
      if (!at || !element) now.current += (moment - last) / 1000;
      else now.current = advance(plan, element, at, now.current);
      last = moment;
      if (now.current >= plan.duration) {
        now.current = plan.duration;
        setPlaying(false);
      } else frame = requestAnimationFrame(tick);
      onFrame(now.current, true);
      setTime(now.current);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, plan]);
  const toggle = () => {
    if (!playing && now.current >= plan.duration - SLACK_S) place(0);
    setPlaying(!playing);
  };
  const rest = () => setPlaying(false);
  return { time, playing, place, toggle, rest };
}

// One frame within the film: follow the element, jump the cuts.
function advance(plan, element, at, before) {
  const { start, end } = plan.segments[at.index];
  const second = element.currentTime;
  if (element.paused) {
    if (Math.abs(second - at.second) > SLACK_S) element.currentTime = at.second;
    element.play().catch(() => {});
  }
  if (element.seeking) return before;
  if (second >= end - SLACK_S / 2 || element.ended) {
    const next = plan.segments[at.index + 1];
    element.pause();
    if (next) element.currentTime = next.start;
    return at.begin + (end - start) + (next ? 0.001 : SLACK_S);
  }
  return Math.max(before, at.begin + (second - start));
}

export function Stage({ plan: view, src, poster, start, visit, label, waiting }) {
  const frame = useRef(null);
  const [pixels, setPixels] = useState(0);
  useEffect(() => setPixels((frame.current?.clientWidth ?? 0) * (window.devicePixelRatio || 1)), []);
  const plan = useMemo(() => readPlan(view, pixels), [view, pixels]);
  const video = useRef(null), audio = useRef(null);
  const [framed, setFramed] = useState(""); // a poster covers a film that was never played, and is of a later moment
  const mixer = useMixer(video, audio, plan.music);
  const titlePicture = useArrived(plan.introUrl);
  const { time, playing, place, toggle, rest } = usePlayback(plan, video, (moment, moves) => {
    mixer.adjust();
    followMusic(audio.current, plan.music, moment, moves);
  });
  const play = () => {
    mixer.start();
    toggle();
  };

  useEffect(() => {
    const others = ({ target }) => ![video.current, audio.current].includes(target) && rest();
    document.addEventListener("play", others, true); // it does not bubble
    return () => document.removeEventListener("play", others, true);
  }, []);

  // What was just chosen is shown: if it is out of sight now, go to where it is to be seen.
  const seen = useRef(null);
  const drawn = useMemo(() => Object.fromEntries(plan.layers.map((layer) => [layer.name, layer.url])), [plan]);
  useEffect(() => {
    const before = seen.current;
    if (plan.duration) seen.current = drawn;
    if (playing || !plan.duration || (!before && Number.isFinite(start))) return;
    // On arrival that is the topmost picture, which a fade may keep out of the very first frame.
    const fresh = before
      ? plan.layers.find((layer) => layer.url && before[layer.name] !== layer.url)
      : plan.layers.at(-1);
    if (fresh) reveal(fresh);
  }, [drawn]);
  const show = useRef(null);
  show.current = (name) => {
    const layer = plan.layers.find((one) => one.name === name);
    if (layer && !playing) reveal(layer);
    else if (name === "intro" && plan.introSeconds && !playing) place(0);
  };
  useEffect(() => {
    const opened = ({ target }) => {
      const resumed = target.dataset && "resumed" in target.dataset; // its playhead is kept, too
      if (resumed) delete target.dataset.resumed;
      else if (target.open && target.dataset?.shows) show.current(target.dataset.shows);
    };
    document.addEventListener("toggle", opened, true); // it does not bubble
    return () => document.removeEventListener("toggle", opened, true);
  }, []);
  useEffect(() => {
    if (!playing) place(); // the plan changed under the playhead
  }, [plan]);
  const begun = useRef(0);
  useEffect(() => {
    if (!plan.duration || begun.current === visit) return;
    begun.current = visit;
    if (Number.isFinite(start) && !playing) place(start);
  }, [plan, visit]);
  useEffect(() => void document.dispatchEvent(new CustomEvent("playhead", { detail: time })), [time]);
  const reveal = (layer) => strength(layer, time) < 0.99 && place(layer.start + Math.min(layer.fadeIn, (layer.end - layer.start) / 2));

  const keys = {
    " ": play, k: play, ArrowLeft: () => place(time - STEP_S), ArrowRight: () => place(time + STEP_S),
    j: () => place(time - JUMP_S), l: () => place(time + JUMP_S), Home: () => place(0), End: () => place(plan.duration),
  };
  const onKeyDown = (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && event.target.tagName === "BUTTON") return;
    event.preventDefault();
    act();
  };

  return (
    <section className="stage" aria-label={label} onKeyDown={onKeyDown}>
      <div ref={frame} className="stage-frame" style={{ aspectRatio: `${plan.width} / ${plan.height}`, "--ratio": plan.width / plan.height }}>
        {src ? (
          <video
            ref={video} src={src} poster={(framed !== src && poster) || undefined} preload="auto" playsInline className="stage-film"
            aria-label={label} onClick={play} onLoadedMetadata={() => place()} onLoadedData={() => setFramed(src)}
          />
        ) : poster ? (
          <img src={poster} alt="" className="stage-film" />
        ) : null}
        {plan.introSeconds > 0 && time < plan.introSeconds && titlePicture ? (
          <img src={titlePicture} alt="" className="stage-layer stage-page" />
        ) : null}
        {plan.layers.map((layer) => <Layer key={layer.name} layer={layer} time={time} />)}
        {waiting ? <p className="stage-waiting" role="status">{waiting}</p> : null}
      </div>
      {plan.music ? <audio ref={audio} src={plan.music.url} preload="auto" /> : <audio ref={audio} />}
      <Controls plan={plan} time={time} playing={playing} play={play} place={place} />
    </section>
  );
}

const BARS = { screen_title: "Title", lower_third: "Lower third", logo: "Logo" };

function Controls({ plan, time, playing, play, place }) {
  const share = (seconds) => `${(100 * seconds) / (plan.duration || 1)}%`;
  const bars = plan.layers.filter((layer) => layer.end > layer.start);
  return (
    <div className="stage-controls">
      <button type="button" className="stage-play focus-ring" onClick={play} aria-label={playing ? "Pause" : "Play"} disabled={!plan.duration}>
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="currentColor">
          {playing ? <path d="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" /> : <path d="M8 5.2v13.6L19 12z" />}
        </svg>
      </button>
      <div className="stage-track">
        <input
          type="range" className="slider focus-ring" aria-label="Playhead" min={0} max={plan.duration} step={STEP_S} value={time}
          aria-valuetext={`${clock(time)} of ${clock(plan.duration)}`}
          style={{ "--filled": plan.duration ? time / plan.duration : 0 }} onChange={(event) => place(Number(event.target.value))}
        />
        <div className="stage-marks" aria-hidden="true">
          {plan.introSeconds > 0 ? <i className="stage-mark stage-mark-intro" style={{ left: 0, width: share(plan.introSeconds) }} /> : null}
          {bars.map(({ name, start, end }) => (
            <i key={name} className="stage-mark" title={BARS[name] ?? "Picture"} style={{ left: share(start), width: share(end - start) }} />
          ))}
        </div>
      </div>
      <output className="stage-clock">{clock(time)} / {clock(plan.duration)}</output>
    </div>
  );
}

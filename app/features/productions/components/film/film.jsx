// A finished film: the picture, and under it everything that one plays it with, for keyboard, mouse and finger.
import { useEffect, useRef, useState } from "react";
import { createSource, warmUp } from "./source.js";
import { Bar } from "./bar.jsx";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const NEAR_S = 5, FAR_S = 10;
const IDLE_MS = 2500;
const CAPTIONS = "everkeep.captions"; // the language that was read last, or "" for none

const remembered = () => {
  try {
    return localStorage.getItem(CAPTIONS) ?? "";
  } catch {
    return "";
  }
};
const remember = (language) => {
  try {
    localStorage.setItem(CAPTIONS, language);
  } catch {} // it is only not remembered
};

/** What the video element says of itself, for the bar. */
function useWatched(video, seconds) {
  const [now, setNow] = useState({ time: 0, duration: seconds, playing: false, waiting: false, volume: 1, muted: false, speed: 1 });
  useEffect(() => {
    const element = video.current;
    const look = () =>
      setNow({
        time: element.currentTime, duration: Number.isFinite(element.duration) && element.duration > 0 ? element.duration : seconds,
        playing: !element.paused && !element.ended, waiting: element.seeking || (!element.paused && element.readyState < 3),
        volume: element.volume, muted: element.muted, speed: element.playbackRate,
      });
    const told = ["timeupdate", "durationchange", "play", "playing", "pause", "ended", "seeking", "seeked", "waiting", "volumechange", "ratechange"];
    for (const name of told) element.addEventListener(name, look);
    return () => told.forEach((name) => element.removeEventListener(name, look));
  }, [seconds]);
  return now;
}

/** The language whose words are shown, kept for the next film. */
function useCaptions(video, tracks) {
  const [language, setLanguage] = useState(remembered);
  const shown = tracks.some((track) => track.language === language) ? language : "";
  useEffect(() => {
    for (const track of video.current.textTracks) track.mode = track.language === shown ? "showing" : "disabled";
  }, [shown, tracks]);
  const choose = (wanted) => {
    setLanguage(wanted);
    remember(wanted);
  };
  return [shown, choose];
}

/** Whether the film fills the screen, and whether nobody has moved for a while. */
function useFullScreen(box, video, playing) {
  const [full, setFull] = useState(false);
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement === box.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  useEffect(() => {
    if (!full || !playing) return setIdle(false);
    let rest = setTimeout(() => setIdle(true), IDLE_MS);
    const moved = () => {
      setIdle(false);
      clearTimeout(rest);
      rest = setTimeout(() => setIdle(true), IDLE_MS);
    };
    const ways = ["pointermove", "pointerdown", "keydown"];
    for (const way of ways) box.current.addEventListener(way, moved);
    return () => {
      clearTimeout(rest);
      for (const way of ways) box.current?.removeEventListener(way, moved);
    };
  }, [full, playing]);
  const toggle = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (box.current.requestFullscreen) box.current.requestFullscreen().catch(() => {});
    else video.current.webkitEnterFullscreen?.(); // a phone lets only the picture itself
  };
  return { full, idle: full && idle, toggle };
}

/** `sheet` are thumbnails `{url, columns, tileWidth, …}`, `tracks` captions `[{language, label, url}]`. */
export function Film({ film, hls, poster, seconds, ratio, sheet, tracks, label }) {
  const box = useRef(null), video = useRef(null), source = useRef(null);
  const [ladder, setLadder] = useState({ qualities: [], shown: 0, chosen: 0 });
  const [failed, setFailed] = useState(false);
  const now = useWatched(video, seconds);
  const [captions, setCaptions] = useCaptions(video, tracks);
  const screen = useFullScreen(box, video, now.playing);
  const ways = useRef({});
  ways.current = { film, hls }; // a ladder that is finished while one plays the file is for the next time
  useEffect(() => {
    const tell = (change) => setLadder((before) => ({ ...before, ...change }));
    source.current = createSource(video.current, () => ways.current, tell);
    setFailed(false);
    return () => source.current.close();
  }, [film]);
  useEffect(() => {
    // One film at a time is heard.
    const others = ({ target }) => target !== video.current && video.current.pause();
    document.addEventListener("play", others, true); // it does not bubble
    return () => document.removeEventListener("play", others, true);
  }, []);

  const does = {
    toggle: async () => {
      if (!video.current.paused) return video.current.pause();
      await source.current.open();
      if (video.current.ended) video.current.currentTime = 0;
      video.current.play().catch(() => {});
    },
    place: async (time) => {
      await source.current.open();
      video.current.currentTime = Math.max(0, Math.min(now.duration, time));
    },
    mute: () => (video.current.muted = !video.current.muted),
    loudness: (volume) => Object.assign(video.current, { volume: Math.max(0, Math.min(1, volume)), muted: volume <= 0 }),
    speed: (rate) => (video.current.playbackRate = video.current.defaultPlaybackRate = rate),
    quality: (lines) => {
      source.current.choose(lines);
      setLadder((before) => ({ ...before, chosen: lines }));
    },
    captions: (language) => setCaptions(language),
    full: screen.toggle,
  };
  const faster = (steps) => does.speed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, SPEEDS.indexOf(now.speed) + steps))]);
  const keys = {
    " ": does.toggle, k: does.toggle, m: does.mute, f: does.full, c: () => does.captions(captions ? "" : tracks[0]?.language ?? ""),
    ArrowLeft: () => does.place(video.current.currentTime - NEAR_S), ArrowRight: () => does.place(video.current.currentTime + NEAR_S),
    j: () => does.place(video.current.currentTime - FAR_S), l: () => does.place(video.current.currentTime + FAR_S),
    ArrowUp: () => does.loudness(now.volume + 0.1), ArrowDown: () => does.loudness(now.volume - 0.1),
    Home: () => does.place(0), End: () => does.place(now.duration), "<": () => faster(-1), ">": () => faster(1),
  };
  const onKeyDown = (event) => {
    const tenth = /^[0-9]$/.test(event.key) ? () => does.place((now.duration * event.key) / 10) : null;
    const act = keys[event.key] ?? tenth;
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.tagName === "SELECT" || (event.key === " " && event.target.tagName === "BUTTON")) return;
    event.preventDefault();
    act();
  };
  const begin = () => {
    box.current.focus({ preventScroll: true }); // the button goes, and the keys stay here
    does.toggle();
  };
  const onError = () => source.current && video.current.getAttribute("src") && setFailed(true);
  return (
    <section
      ref={box} className="film" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown} data-full={screen.full || undefined} data-idle={screen.idle || undefined}
      onPointerEnter={() => warmUp(hls)} onFocus={() => warmUp(hls)} style={{ "--ratio": ratio }}
    >
      <div className="film-frame">
        <video ref={video} className="film-picture" poster={poster || undefined} preload="none" playsInline aria-label={label} onClick={does.toggle} onDoubleClick={does.full} onError={onError} onLoadedData={() => setFailed(false)}>
          {tracks.map(({ url, language, label: name }) => <track key={url} kind="captions" src={url} srcLang={language} label={name} />)}
        </video>
        {now.playing || now.time > 0 ? null : (
          <button type="button" className="film-begin focus-ring" onClick={begin} aria-label={`Play ${label}`}>
            <svg viewBox="0 0 24 24" width="30" height="30" aria-hidden="true" fill="currentColor"><path d="M8 5.2v13.6L19 12z" /></svg>
          </button>
        )}
        {now.waiting ? <span className="film-waiting" role="status"><span className="sr-only">Loading</span></span> : null}
        {failed ? <p className="film-failed" role="alert">The film did not arrive. Check the connection and load the page again.</p> : null}
      </div>
      <Bar now={now} ladder={ladder} sheet={sheet} tracks={tracks} captions={captions} does={does} full={screen.full} speeds={SPEEDS} />
    </section>
  );
}

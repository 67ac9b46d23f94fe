// A sound to listen to: play, its shape as the bar to seek in, and the time. One sounds at a time on a page.
import { useEffect, useRef, useState } from "react";
import { Waveform } from "$/public/external/app/features/productions/components/track/waveform.jsx";

const STEP_S = 0.1;

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function useSound(source) {
  const sound = useRef(null);
  const [playing, setPlaying] = useState(false);
  const [time, setTime] = useState(0);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    setGone(false);
    const rest = ({ target }) => target !== sound.current && sound.current?.pause();
    document.addEventListener("play", rest, true); // it does not bubble
    return () => document.removeEventListener("play", rest, true);
  }, [source]);
  const seek = (wanted) => {
    sound.current.currentTime = wanted;
    setTime(wanted);
  };
  const toggle = () => (playing ? sound.current.pause() : sound.current.play().catch(() => null));
  const element = (
    <audio
      ref={sound} src={source} preload="none" onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)}
      onTimeUpdate={() => setTime(sound.current.currentTime)} onEnded={() => seek(0)}
      onError={() => { setPlaying(false); setGone(true); }}
    />
  );
  return { element, playing, time, gone, seek, toggle };
}

export function Track({ src, shape, name, seconds, look }) {
  const { element, playing, time, gone, seek, toggle } = useSound(src);
  const onKeyDown = (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle();
  };
  return (
    <div className={look} role="group" aria-label={name}>
      <button type="button" className="track-play focus-ring" aria-label={`${playing ? "Pause" : "Play"}: ${name}`} onClick={toggle}>
        <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" fill="currentColor">
          {playing ? <path d="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" /> : <path d="M8 5.2v13.6L19 12z" />}
        </svg>
      </button>
      <div className="track-bar">
        <Waveform url={shape} share={seconds ? time / seconds : 0} />
        <input
          type="range" aria-label={`Place in ${name}`} min={0} max={seconds} step={STEP_S} value={Math.min(time, seconds)}
          aria-valuetext={`${clock(time)} of ${clock(seconds)}`} onKeyDown={onKeyDown}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </div>
      <span className="track-time">{gone ? "Can’t be played" : `${clock(time)} / ${clock(seconds)}`}</span>
      {element}
    </div>
  );
}

// What a film is played with: a bar that tells its moments by their pictures, and small lists beside it.
import { useRef, useState } from "react";

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const minutes = String(Math.floor(whole / 60) % 60), rest = String(whole % 60).padStart(2, "0");
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${minutes.padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

const SHAPES = {
  play: <path d="M8 5.2v13.6L19 12z" />,
  pause: <path d="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" />,
  loud: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM14.5 8.5a5 5 0 0 1 0 7M17 6a8.5 8.5 0 0 1 0 12" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />,
  mute: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />,
  words: <path d="M3.5 6h17v12h-17zM7 14h4.5M13.5 14H17M7 11h2.5M11.5 11H17" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />,
  full: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />,
  small: <path d="M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />,
};

function Tool({ shape, label, onClick, pressed }) {
  return (
    <button type="button" className="film-tool focus-ring" aria-label={label} title={label} aria-pressed={pressed} onClick={onClick}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="currentColor">{SHAPES[shape]}</svg>
    </button>
  );
}

function List({ label, value, onChange, children }) {
  return (
    <select className="film-list focus-ring" aria-label={label} title={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {children}
    </select>
  );
}

/** The thumbnail of a moment, as it lies on the sheet. */
function Thumbnail({ sheet, time }) {
  if (!sheet?.url) return null;
  const { columns, tileWidth: width, tileHeight: height } = sheet;
  const tile = Math.max(0, Math.min(sheet.count - 1, Math.floor(time / sheet.secondsPerTile)));
  const place = `-${(tile % columns) * width}px -${Math.floor(tile / columns) * height}px`;
  return <span className="film-thumbnail" style={{ width, height, backgroundImage: `url("${sheet.url}")`, backgroundPosition: place }} />;
}

function Moments({ now, sheet, place }) {
  const track = useRef(null);
  const [aimed, setAimed] = useState(null);
  const aim = (event) => {
    const { left, width } = track.current.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
    setAimed({ share, time: share * now.duration });
  };
  const half = (sheet?.tileWidth ?? 56) / 2 + 4;
  return (
    <div className="film-moments" ref={track} onPointerMove={aim} onPointerLeave={() => setAimed(null)} onPointerUp={() => setAimed(null)}>
      <input
        type="range" className="slider focus-ring" aria-label="Moment" min={0} max={now.duration || 0} step={0.1} value={Math.min(now.time, now.duration || 0)}
        aria-valuetext={`${clock(now.time)} of ${clock(now.duration)}`} disabled={!now.duration}
        style={{ "--filled": now.duration ? now.time / now.duration : 0 }} onChange={(event) => place(Number(event.target.value))}
      />
      {aimed && now.duration ? (
        <div className="film-aimed" aria-hidden="true" style={{ left: `clamp(${half}px, ${100 * aimed.share}%, calc(100% - ${half}px))` }}>
          <Thumbnail sheet={sheet} time={aimed.time} />
          <span>{clock(aimed.time)}</span>
        </div>
      ) : null}
    </div>
  );
}

export function Bar({ now, ladder, sheet, tracks, captions, does, full, speeds }) {
  const silent = now.muted || now.volume === 0;
  return (
    <div className="film-bar">
      <Moments now={now} sheet={sheet} place={does.place} />
      <div className="film-tools">
        <Tool shape={now.playing ? "pause" : "play"} label={now.playing ? "Pause" : "Play"} onClick={does.toggle} />
        <Tool shape={silent ? "mute" : "loud"} label={silent ? "Sound on" : "Sound off"} onClick={does.mute} />
        <input
          type="range" className="slider film-loudness focus-ring" aria-label="Loudness" min={0} max={1} step={0.05} value={silent ? 0 : now.volume}
          style={{ "--filled": silent ? 0 : now.volume }} onChange={(event) => does.loudness(Number(event.target.value))}
        />
        <span className="film-clock">{clock(now.time)} / {clock(now.duration)}</span>
        <span className="film-gap" />
        {tracks.length === 1 ? (
          <Tool shape="words" label={`Captions, ${tracks[0].label}`} pressed={captions !== ""} onClick={() => does.captions(captions ? "" : tracks[0].language)} />
        ) : tracks.length ? (
          <List label="Captions" value={captions} onChange={does.captions}>
            <option value="">No captions</option>
            {tracks.map(({ language, label }) => <option key={language} value={language}>{label}</option>)}
          </List>
        ) : null}
        <List label="Speed" value={now.speed} onChange={(speed) => does.speed(Number(speed))}>
          {speeds.map((speed) => <option key={speed} value={speed}>{speed}×</option>)}
        </List>
        {ladder.qualities.length > 1 ? (
          <List label="Quality" value={ladder.chosen} onChange={(lines) => does.quality(Number(lines))}>
            <option value={0}>{ladder.shown && !ladder.chosen ? `Auto, ${ladder.shown}p` : "Auto"}</option>
            {[...ladder.qualities].sort((a, b) => b - a).map((lines) => <option key={lines} value={lines}>{lines}p</option>)}
          </List>
        ) : null}
        <Tool shape={full ? "small" : "full"} label={full ? "Leave full screen" : "Full screen"} onClick={does.full} />
      </div>
    </div>
  );
}

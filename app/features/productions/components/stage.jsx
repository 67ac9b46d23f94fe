// The live preview beside the choices: the player's picture, with a slider over the whole film and its opening.
//
// `plan` is the server's `PreviewView`, in seconds of the finished film.
import { useEffect, useMemo, useRef, useState } from "react";
import { createPlayhead } from "$/public/external/app/features/productions/components/editor/playhead.js";
import { PlayButton, say, useFollowing } from "$/public/external/app/features/productions/components/editor/player/parts.jsx";
import { Screen } from "$/public/external/app/features/productions/components/editor/player/screen.jsx";
import { clock, filmTime, strength } from "$/public/external/app/features/productions/components/editor/player/spans.js";

const STEP_S = 0.1;
const JUMP_S = 5;
const BARS = { screen_title: "Title", lower_third: "Lower third", logo: "Logo" };

export function Stage({ plan: view, src, poster, start, visit, label, waiting }) {
  const plan = view?.segments ? view : null;
  const opening = plan?.intro?.seconds ?? 0, duration = plan?.durationSeconds ?? 0;
  const [playhead] = useState(createPlayhead);
  const now = () => filmTime(playhead.get());
  const place = (time) => playhead.seek(Math.max(0, time - opening), Math.max(0, opening - time));
  useShown(plan, playhead, place, start);
  useEffect(() => {
    let before = null;
    return playhead.subscribe((state) => {
      const time = filmTime(state);
      if (time !== before) document.dispatchEvent(new CustomEvent("playhead", { detail: time }));
      before = time;
    });
  }, []);
  const begun = useRef(0);
  useEffect(() => {
    if (!duration || begun.current === visit) return;
    begun.current = visit;
    if (Number.isFinite(start) && !playhead.get().playing) place(start);
  }, [plan, visit]);

  const keys = {
    " ": playhead.toggle, k: playhead.toggle, ArrowLeft: () => place(now() - STEP_S), ArrowRight: () => place(now() + STEP_S),
    j: () => place(now() - JUMP_S), l: () => place(now() + JUMP_S), Home: () => place(0), End: () => place(duration),
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
      <Screen preview={plan} src={src} poster={poster} label={label} playhead={playhead} onPlay={playhead.toggle}>
        {waiting ? <p className="stage-waiting" role="status">{waiting}</p> : null}
      </Screen>
      <div className="stage-controls">
        <PlayButton playhead={playhead} ready={duration > 0} />
        <Track plan={plan} opening={opening} duration={duration} playhead={playhead} place={place} />
        <Clock duration={duration} playhead={playhead} />
      </div>
    </section>
  );
}

// What was just chosen is shown: if it is out of sight now, the playhead goes to where it is to be seen.
function useShown(plan, playhead, place, start) {
  const seen = useRef(null);
  const layers = plan?.layers ?? [];
  const reveal = (layer) => {
    if (playhead.get().playing || strength(layer, filmTime(playhead.get())) >= 0.99) return;
    place(layer.start + Math.min(layer.fadeIn, (layer.end - layer.start) / 2));
  };
  const drawn = useMemo(() => Object.fromEntries(layers.map((layer) => [layer.name, layer.url])), [plan]);
  useEffect(() => {
    if (!plan) return;
    const before = seen.current;
    seen.current = drawn;
    if (!before && Number.isFinite(start)) return;
    // On arrival that is the topmost picture, which a fade may keep out of the very first frame.
    const fresh = before ? layers.find((layer) => before[layer.name] !== layer.url) : layers.at(-1);
    if (fresh) reveal(fresh);
  }, [drawn]);
  const show = useRef(null);
  show.current = (name) => {
    const layer = layers.find((one) => one.name === name);
    if (layer) reveal(layer);
    else if (name === "intro" && plan?.intro && !playhead.get().playing) place(0);
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
}

function Track({ plan, opening, duration, playhead, place }) {
  const slider = useFollowing(playhead, (element, state) => {
    const time = filmTime(state);
    element.value = time;
    element.style.setProperty("--filled", duration ? time / duration : 0);
    element.setAttribute("aria-valuetext", `${clock(time)} of ${clock(duration)}`);
  }, [duration]);
  const share = (seconds) => `${(100 * seconds) / (duration || 1)}%`;
  const bars = (plan?.layers ?? []).filter((layer) => layer.end > layer.start);
  return (
    <div className="stage-track">
      <input
        ref={slider} type="range" className="slider focus-ring" aria-label="Playhead" min={0} max={duration} step={STEP_S}
        defaultValue={0} onInput={(event) => place(Number(event.target.value))}
      />
      <div className="stage-marks" aria-hidden="true">
        {opening > 0 ? <i className="stage-mark stage-mark-intro" style={{ left: 0, width: share(opening) }} /> : null}
        {bars.map(({ name, start, end }) => (
          <i key={name} className="stage-mark" title={BARS[name] ?? "Picture"} style={{ left: share(start), width: share(end - start) }} />
        ))}
      </div>
    </div>
  );
}

function Clock({ duration, playhead }) {
  const output = useFollowing(playhead, (element, state) => say(element, `${clock(filmTime(state))} / ${clock(duration)}`), [duration]);
  return <output ref={output} className="stage-clock" aria-live="off" />;
}

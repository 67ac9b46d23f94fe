// The film laid out in time: ruler, pieces, and the pictures over them. What changes with every frame is written by
// the board's painters; React draws what there is.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Board } from "./board.js";
import { foresee } from "./foresee.js";
import { Note } from "./notes.jsx";
import { receives } from "./offers.js";
import { Overview, Zoom } from "./overview.jsx";
import { Film } from "./pieces.jsx";
import { Guide, Playline, Ruler } from "./playline.jsx";
import { listen } from "./pointers.js";
import { receiver } from "./receiving.js";
import { Tracks, TRACKS } from "./tracks.jsx";

const SETTLED_MS = 400;
const INKS = ["line", "edge", "faint", "accent", "raised"];

function readInks() {
  const style = getComputedStyle(document.documentElement);
  const inks = Object.fromEntries(INKS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...inks, ground: inks.raised, font: `500 11px ${style.getPropertyValue("--font-text") || "sans-serif"}` };
}

// The canvas takes its colours from the theme, whenever that changes.
function useInk() {
  const [ink, setInk] = useState(readInks);
  useEffect(() => {
    const seen = new MutationObserver(() => setInk(readInks()));
    seen.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "style"] });
    document.fonts?.ready.then(() => setInk(readInks()));
    return () => seen.disconnect();
  }, []);
  return ink;
}

function useBoard({ film, pieces, pictures, pending, view, onView }) {
  const [board] = useState(() => Object.assign(new Board(), { scale: view?.zoom || 0, left: view?.left || 0 }));
  const lanes = useRef(null);
  // Whoever draws this may make equal lists anew; a drag that is under way must not notice.
  const key = JSON.stringify([pieces, pictures, pending ?? [], film.seconds]);
  const { kept, base } = useMemo(() => {
    const standing = { pieces, pictures, length: film.seconds ?? 0 };
    return { kept: standing, base: (pending ?? []).reduce(foresee, standing) };
  }, [key]);
  useLayoutEffect(() => board.stand(kept, base), [kept, base]);
  useLayoutEffect(() => {
    const size = new ResizeObserver(([{ contentRect }]) => board.resize(contentRect.width));
    size.observe(lanes.current);
    board.resize(lanes.current.clientWidth);
    return () => size.disconnect();
  }, []);
  const heard = useRef(onView);
  heard.current = onView;
  useEffect(() => {
    let waits = 0, said = "";
    const settle = () => {
      const now = { zoom: board.scale && Number(board.scale.toFixed(4)), left: Number(Math.max(0, board.left).toFixed(3)) };
      if (said && said !== JSON.stringify(now)) heard.current?.(now);
      said = JSON.stringify(now);
    };
    const end = board.painting(() => {
      clearTimeout(waits);
      waits = setTimeout(settle, SETTLED_MS);
    });
    return () => (clearTimeout(waits), end());
  }, [board]);
  return { board, lanes, base };
}

/** `film` is a `Film`; `pieces` `[{start, end}]` in seconds of the source; `pictures` overlay items, each with the
 * `name` and `url` of its file; `snapTargets` in seconds of the edited film; `selected` `{piece: index}`,
 * `{picture: id}` or null; `refused` `{move, message, field, edit}` or null; `pending` the edits that wait for their
 * answer, oldest first, which are shown as if they were done. `view` is `{zoom, left}` to begin with (may be empty),
 * `onView` hears of every other. `onEdit` gets one edit as `rules/editing/edits.py` reads it,
 * `onDropPicture({upload, track, at, until})` what `offer` of `offers.js` carried here. Fills its parent; needs `/timeline.css`. */
export function Timeline({ film, pieces, pictures, playhead, snapTargets, selected, onSelect, onEdit, onDropPicture, refused, pending, view, onView }) {
  const { board, lanes, base } = useBoard({ film, pieces, pictures, pending, view, onView });
  const ink = useInk();
  const [touched, setTouched] = useState(0);
  const desk = useRef(null);
  desk.current = {
    board, playhead, selected, snapTargets, onSelect, onEdit, onDropPicture,
    onTouch: () => setTouched((count) => count + 1),
    trackAt: (y) => TRACKS[y < lanes.current.querySelector(`[data-lane="A"]`).getBoundingClientRect().top - lanes.current.getBoundingClientRect().top ? 0 : 1],
  };
  useEffect(() => listen(lanes.current, () => desk.current), []);
  useEffect(() => receives(receiver(lanes.current, () => desk.current)), []);
  const go = (second) => playhead.seek(board.playheadFor(second));
  const shared = { board, base, onSelect, onEdit, onGo: go };
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="tl-body">
        <div className="tl-names" aria-hidden="true">
          <span className="tl-ruler" />
          {TRACKS.map((track) => <span className="tl-track" key={track}>{track}</span>)}
          <span className="tl-film">Film</span>
        </div>
        <div className="tl-lanes" id="timeline-lanes" ref={lanes}>
          <Ruler board={board} ink={ink} />
          <Tracks {...shared} chosen={selected?.picture ?? null} />
          <Film {...shared} film={film} chosen={selected?.piece ?? null} ink={ink} />
          <Guide board={board} />
          <Playline board={board} playhead={playhead} />
          <Note board={board} refused={refused} playhead={playhead} touched={touched} />
        </div>
      </div>
      <div className="tl-foot">
        <Overview board={board} playhead={playhead} ink={ink} />
        <Zoom board={board} playhead={playhead} />
      </div>
    </section>
  );
}

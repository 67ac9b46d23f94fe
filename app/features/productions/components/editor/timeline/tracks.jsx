// Pictures over the film, on tracks A and B; B lies over A.
import { useRef } from "react";
import { atTick, editedSeconds, inTheWay, ticks } from "./foresee.js";
import { Grip, wanders } from "./grips.jsx";
import { clock, spoken } from "./scale.js";
import { useSpot } from "./spots.js";

export const TRACKS = ["B", "A"];
export const OFFERED = "offered"; // the id of a picture that is carried over from the library
const TAKEN = "Another picture lies there.";

export function Tracks({ board, base, chosen, onSelect, onEdit, onGo }) {
  const row = useRef(null);
  const { pictures } = base, last = editedSeconds(base.pieces);
  const inOrder = [...pictures].sort((one, other) => one.startSeconds - other.startSeconds || (one.track < other.track ? -1 : 1));
  const reached = inOrder.some(({ id }) => id === chosen) ? chosen : inOrder[0]?.id;
  const go = (event, at) => {
    const to = wanders(event, at, inOrder.length);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect({ picture: inOrder[to].id });
    row.current.querySelectorAll(".tl-picture")[to].focus();
  };
  return (
    <div className="tl-tracks">
      {TRACKS.map((track) => (
        <div className="tl-track" data-lane={track} key={track} />
      ))}
      <div role="group" aria-label="Pictures over the film" ref={row}>
        {inOrder.map((picture, at) => (
          <Picture
            key={picture.id} {...{ board, picture, last, onSelect, onEdit, onGo }} chosen={picture.id === chosen} reached={picture.id === reached}
            onKeyDown={(event) => go(event, at)}
          />
        ))}
      </div>
      <Offered board={board} />
      {pictures.length ? null : <p className="tl-hint">Drag pictures here, or add one at the playhead</p>}
    </div>
  );
}

const spanOf = (id) => ({ shown }) => {
  const found = shown.pictures.find((item) => item.id === id);
  return found && [found.startSeconds, found.endSeconds];
};
const dressing = (id) => (node, { shown, dragged }) => {
  const found = shown.pictures.find((item) => item.id === id);
  node.dataset.track = found.track;
  const mine = dragged?.picture === id;
  node.toggleAttribute("data-dragged", mine);
  node.toggleAttribute("data-taken", Boolean(mine && dragged.taken));
};

function Picture({ board, picture, last, chosen, reached, onSelect, onEdit, onGo, onKeyDown }) {
  const { id, name, url, track, startSeconds, endSeconds } = picture;
  const node = useSpot(board, spanOf(id), dressing(id));
  const called = name || "Picture";
  const edges = [
    { edge: "start", low: 0, high: endSeconds, value: startSeconds, name: `Where ${called} begins`, text: `at ${spoken(startSeconds)}` },
    { edge: "end", low: startSeconds, high: last, value: endSeconds, name: `Where ${called} ends`, text: `at ${spoken(endSeconds)}` },
  ];
  const pressed = (event) => {
    const edit = event.altKey && !event.ctrlKey && !event.metaKey && moveBy(event, id);
    if (!edit) return onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
    return onEdit(edit(picture));
  };
  return (
    <div className="tl-spot" data-track={track} ref={node}>
      <button
        type="button" className="tl-picture focus-ring" data-grip="picture" data-id={id} aria-pressed={chosen} tabIndex={reached ? 0 : -1}
        aria-label={`${called} on track ${track}, from ${clock(startSeconds)} to ${clock(endSeconds)}`} onKeyDown={pressed}
        onFocus={() => board.reveal(startSeconds, endSeconds)}
        onClick={(event) => {
          if (event.detail) return; // a pointer's is dealt with where it goes down
          onSelect({ picture: id });
          onGo(startSeconds);
        }}
      >
        {url ? <img src={url} alt="" draggable={false} loading="lazy" /> : null}
        <span className="tl-name">{called}</span>
      </button>
      <span className="tl-why">{TAKEN}</span>
      {edges.map((about) => (
        <Grip
          key={about.edge} edge={about.edge} data={{ "data-grip": "trim", "data-id": id }} {...{ chosen, about }}
          onStep={(by) => onEdit({ kind: "trim_picture", id, edge: about.edge, to: Math.max(0, atTick(ticks(about.value + by))) })}
        />
      ))}
    </div>
  );
}

const moveBy = ({ key, shiftKey }, id) =>
  ({
    ArrowLeft: () => ({ kind: "nudge_picture", id, steps: shiftKey ? -10 : -1 }),
    ArrowRight: () => ({ kind: "nudge_picture", id, steps: shiftKey ? 10 : 1 }),
    ArrowUp: ({ startSeconds }) => ({ kind: "move_picture", id, startSeconds, track: "B" }),
    ArrowDown: ({ startSeconds }) => ({ kind: "move_picture", id, startSeconds, track: "A" }),
  })[key];

function Offered({ board }) {
  const node = useSpot(board, spanOf(OFFERED), dressing(OFFERED));
  return (
    <div className="tl-spot" data-offered="" aria-hidden="true" ref={node}>
      <span className="tl-picture" />
      <span className="tl-why">{TAKEN}</span>
    </div>
  );
}

/** How long a new picture is to lie at `start`: as long as is usual, less where the next one or the end is nearer. */
export function lengthAt({ pictures, pieces }, track, start, usual) {
  const next = pictures.filter((item) => item.track === track && item.startSeconds >= start).map((item) => item.startSeconds);
  const room = Math.min(editedSeconds(pieces), ...next) - start;
  return room >= 1 && !inTheWay(pictures, { id: "", track, startSeconds: start, endSeconds: start + 0.1 }) ? Math.min(usual, room) : usual;
}

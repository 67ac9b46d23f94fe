// The editor: player above, timeline below across the whole width, toolbar between.
import { useEffect, useMemo, useRef, useState } from "react";
import { Bar } from "./bar.jsx";
import { commands } from "./commands.js";
import { Keys } from "./keys.jsx";
import { Library } from "./library.jsx";
import { useLooking } from "./looking.js";
import { useMoves } from "./moves.js";
import { Panel } from "./panel.jsx";
import { piecesOf } from "./pieces.js";
import { usePlace } from "./place.js";
import { Player } from "./player/player.jsx";
import { createPlayhead } from "./playhead.js";
import { foresee } from "./timeline/foresee.js";
import { Timeline } from "./timeline/timeline.jsx";
import { Toolbar } from "./toolbar.jsx";

/** The props are those of `Editor` in `__init__.py`. After a restart the server's state begins anew and is empty for
 * a moment; what was shown last stays. */
export function Editor(props) {
  const last = useRef(props);
  if (props.film?.id && props.edited?.draft) last.current = props;
  const { film, edited } = last.current;
  return film?.id && edited?.draft ? <Cutting key={edited.draft.id} {...last.current} /> : null;
}

// Where a click took the focus, the space bar would press that button again instead of playing.
const leaveFocus = (event) => event.target.closest("button") && event.preventDefault();

// What the page shows, in the terms of its parts.
function useDraft({ film, edited, pictures: files }) {
  return useMemo(() => {
    const { config } = edited.draft;
    const byId = Object.fromEntries(files.map((file) => [file.id, file]));
    const named = (item) => ({ ...item, name: byId[item.uploadId]?.name ?? "", url: byId[item.uploadId]?.url ?? "" });
    return { pieces: piecesOf(config, film.seconds), pictures: (config.overlayItems ?? []).map(named) };
  }, [edited, files, film.seconds]);
}

function usePlayhead() {
  const made = useRef(null);
  made.current ??= createPlayhead({ beginsWithOpening: true });
  return made.current;
}

function Cutting(props) {
  const { film, edited, preview, pictures: files, place, visit, answered, refused, origin, notes, onLook, onPlace } = props;
  const { pieces, pictures } = useDraft(props);
  const playhead = usePlayhead();
  const [selected, select] = useState(null);
  const note = notes[0] || edited.draft.note; // what an old link could not bring along, or what was fitted
  const [read, setRead] = useState("");
  const kept = usePlace({ draft: edited.draft.id, place, playhead, onPlace });
  const moves = useMoves({
    draft: edited.draft.id, revision: edited.draft.revision, seconds: film.seconds, pieces, pictures, playhead, answered, refused, visit,
    onSay: ({ ask, ...said }) => ({ edit: props.onEdit, undo: props.onUndo, redo: props.onRedo })[ask](said),
    onDone: (said) => edited.playhead !== null && playhead.get().time === said.playhead && playhead.seek(edited.playhead),
  });
  useLooking({ draft: edited.draft.id, film, files, busy: moves.waiting, onLook });
  const base = moves.pending.reduce(foresee, { pieces, pictures, length: film.seconds ?? 0 });
  const does = commands({ kept: { pieces, pictures }, base, selected, select, playhead, moves });
  const stands = selected && (selected.picture ? base.pictures.some(({ id }) => id === selected.picture) : selected.piece < base.pieces.length);
  const told = moves.refused && (moves.refused.lost || !moves.refused.edit) ? moves.refused.message : ""; // others stand where they were tried
  const side = useRef(null);
  useEffect(() => void side.current.scrollTo({ top: 0 }), [selected]); // what was just selected is in sight
  return (
    <article className="editor" data-panel={stands ? "" : undefined} onMouseDown={leaveFocus}>
      <Bar film={film} origin={origin} status={moves.status} />
      <div className="editor-player">
        <Player film={film} preview={preview} pieces={pieces} playhead={playhead} />
      </div>
      <aside ref={side} className="editor-side" aria-label="Pictures and what is selected">
        <Panel selected={selected} pieces={base.pieces} pictures={base.pictures} does={does} onClose={() => select(null)} />
        <Library pictures={files} onLay={does.lay} onArrived={() => onLook()} />
      </aside>
      <Toolbar
        does={does} chosen={selected?.picture ? "picture" : "piece"} edited={edited} waiting={moves.waiting}
        message={told || (read === note ? "" : note)} onDismiss={() => (moves.refused ? moves.dismiss() : setRead(note))}
      />
      <div className="editor-timeline">
        <Timeline
          film={film} pieces={pieces} pictures={pictures} playhead={playhead} snapTargets={edited.snapTargets} selected={stands ? selected : null}
          onSelect={select} onEdit={does.edit} onDropPicture={does.drop} refused={told ? null : moves.refused} pending={moves.pending}
          view={kept.begin} onView={kept.keepView}
        />
      </div>
      <Keys does={does} playhead={playhead} deselect={() => select(null)} />
    </article>
  );
}

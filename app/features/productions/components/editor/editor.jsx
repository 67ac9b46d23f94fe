// The editor: player above, timeline below across the whole width, toolbar between.
import { useRef, useState } from "react";
import { Player } from "./player/player.jsx";
import { createPlayhead } from "./playhead.js";
import { Timeline } from "./timeline/timeline.jsx";

/** The props are those of `Editor` in `__init__.py`. */
export function Editor(props) {
  return props.film?.id && props.edited?.draft ? <Cutting {...props} /> : null;
}

function Cutting({ film, edited, preview, pictures: library }) {
  const playhead = useRef(null);
  playhead.current ??= createPlayhead();
  const [selected, select] = useState(null);
  const { editRanges, overlayItems } = edited.draft.config;
  const pieces = editRanges ?? [{ start: 0, end: film.seconds ?? 0 }];
  const files = Object.fromEntries(library.map((file) => [file.id, file]));
  const pictures = (overlayItems ?? []).map((item) => ({ ...item, name: files[item.uploadId]?.name ?? "", url: files[item.uploadId]?.url ?? "" }));
  return (
    <article className="editor">
      <div className="editor-player">
        <Player film={film} preview={preview} pieces={pieces} playhead={playhead.current} captions={[]} />
      </div>
      <div className="editor-timeline">
        <Timeline
          film={film} pieces={pieces} pictures={pictures} playhead={playhead.current} snapTargets={edited.snapTargets} selected={selected}
          onSelect={select} onEdit={() => null} onDropPicture={() => null} refused={null} pending={[]} view={{}} onView={() => null}
        />
      </div>
    </article>
  );
}

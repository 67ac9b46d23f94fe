// Why something was refused, said where it was tried.
import { useEffect, useLayoutEffect, useRef, useState } from "react";

const SHOWN_MS = 8000;
const ASIDE_PX = 8;

/** Where an edit was to happen: seconds of the edited film, and the lane. */
function placeOf(edit, { pieces, pictures }, playhead) {
  const picture = edit?.picture ?? pictures.find(({ id }) => id === edit?.id);
  if (picture) return { seconds: edit.startSeconds ?? edit.to ?? picture.startSeconds, lane: edit.track ?? picture.track };
  return { seconds: edit?.at ?? pieces[edit?.index]?.begin ?? playhead, lane: "film" };
}

/** `refused` is {move, message, edit} or null. Goes by itself, and when `touched` counts on. For those who hear it,
 * the toolbar says the same. */
export function Note({ board, refused, playhead, touched }) {
  const box = useRef(null);
  const [note, setNote] = useState(null);
  useEffect(() => {
    if (!refused?.move && !refused?.message) return undefined;
    setNote({ message: refused.message, ...placeOf(refused.edit, board.base, board.shows(playhead.get().time)) });
    const over = setTimeout(() => setNote(null), SHOWN_MS);
    return () => clearTimeout(over);
  }, [refused?.move, refused?.message]);
  useEffect(() => setNote(null), [touched]);
  useLayoutEffect(
    () =>
      board.painting(() => {
        if (!note || !box.current) return;
        const wide = box.current.offsetWidth, x = board.x(note.seconds);
        const left = Math.max(ASIDE_PX, Math.min(board.width - wide - ASIDE_PX, x - wide / 2));
        box.current.style.transform = `translateX(${left.toFixed(1)}px)`;
        box.current.style.setProperty("--tip", `${Math.max(14, Math.min(wide - 14, x - left)).toFixed(1)}px`);
      }),
    [board, note],
  );
  return (
    note && <p className="tl-note" data-at={note.lane} aria-hidden="true" ref={box}>{note.message}</p>
  );
}

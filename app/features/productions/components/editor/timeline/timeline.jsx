// The film laid out in time: ruler, pieces, and the pictures over them.

/** `film` is a `Film`; `pieces` `[{start, end}]` in seconds of the source; `pictures` overlay items, each with the
 * `name` and `url` of its file; `snapTargets` in seconds of the edited film; `selected` `{piece: index}`,
 * `{picture: id}` or null; `refused` `{move, message, field, edit}` or null; `pending` the edits that wait for their
 * answer, oldest first. `view` is `{zoom, left}` to begin with (may be empty), `onView` hears of every other.
 * `onEdit` gets one edit as `rules/editing/edits.py` reads it, `onDropPicture({upload, track, at})` a picture of the
 * library (`dataTransfer` type `application/x-everkeep-picture`, its id). Fills its parent, and scrolls itself. */
export function Timeline({ pieces, onSelect }) {
  return (
    <section className="timeline" aria-label="Timeline">
      {pieces.map((piece, index) => (
        <button type="button" key={index} onClick={() => onSelect({ piece: index })}>{(piece.end - piece.start).toFixed(1)} s</button>
      ))}
    </section>
  );
}

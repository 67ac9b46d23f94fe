// The film as it will be: kept pieces one after the other.

/** `film` is a `Film`, `preview` a `PreviewView` (may be empty), `pieces` `[{start, end}]` in seconds of the source,
 * `playhead` what `createPlayhead` made, `captions` `[{start, end, text}]`. Fills its parent. */
export function Player({ film }) {
  return <section className="player" aria-label={film.title}>{film.poster_url ? <img src={film.poster_url} alt="" /> : null}</section>;
}

// The editor's player: the picture, and under it what one plays it with.
import { PlayButton, say, useFollowing } from "./parts.jsx";
import { Screen } from "./screen.jsx";
import { clock, filmTime } from "./spans.js";

function Clock({ playhead }) {
  const output = useFollowing(playhead, (element, { time, opening, duration, playing, rate }) => {
    const speed = playing && rate !== 1 ? ` · ${rate < 0 ? "−" : ""}${Math.abs(rate)}×` : "";
    say(element, opening > 0 ? `Opening, ${opening.toFixed(1)} s left` : `${clock(time)} / ${clock(duration)}${speed}`);
  }, []);
  return <output ref={output} className="stage-clock" aria-live="off" />;
}

const waitingFor = ({ status, proxy_url: proxy }) =>
  proxy || status === "ready" || !status ? "" : "The picture comes as soon as this video has been prepared.";

/** `film` is a `Film`, `preview` a `PreviewView` (may be empty), `pieces` are the kept spans as the page shows them,
 *  `playhead` is what `createPlayhead` made. Fills its parent. */
export function Player({ film = {}, preview, pieces, playhead }) {
  const waiting = waitingFor(film);
  return (
    <section className="player" aria-label="Player">
      <div className="player-picture">
        <Screen
          preview={preview?.segments ? preview : null} pieces={pieces} src={film.proxy_url} poster={film.poster_url}
          width={film.width} height={film.height} label={`Preview of ${film.title ?? "the film"}`} playhead={playhead}
          onPlay={playhead.toggle}
        >
          {waiting ? <p className="stage-waiting" role="status">{waiting}</p> : null}
        </Screen>
      </div>
      <div className="player-bar">
        <PlayButton playhead={playhead} ready={Boolean(film.proxy_url)} />
        <Clock playhead={playhead} />
      </div>
    </section>
  );
}

// What follows the playhead by itself, without React.
import { useEffect, useRef } from "react";

/** Writes into the DOM what follows the playhead: `write(element, state)` after each change. */
export function useFollowing(playhead, write, changes) {
  const element = useRef(null);
  useEffect(() => {
    const follow = (state) => write(element.current, state);
    follow(playhead.get());
    return playhead.subscribe(follow);
  }, [playhead, ...changes]);
  return element;
}

/** Fewer writes than changes: most frames say the same. */
export function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

export function PlayButton({ playhead, ready }) {
  const button = useFollowing(playhead, (element, { playing }) => {
    element.setAttribute("aria-label", playing ? "Pause" : "Play");
    element.toggleAttribute("data-playing", playing);
  }, []);
  return (
    <button ref={button} type="button" className="stage-play focus-ring" onClick={playhead.toggle} disabled={!ready}>
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="currentColor">
        <path className="stage-paused" d="M8 5.2v13.6L19 12z" />
        <path className="stage-playing" d="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" />
      </svg>
    </button>
  );
}

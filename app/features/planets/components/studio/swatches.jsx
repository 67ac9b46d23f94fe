// Colours to tap.
import { named } from "./colour.js";

/** `current` is the one that is chosen now. */
export function Swatches({ label, colours, current, onPick }) {
  return (
    <ul className="swatches" aria-label={label}>
      {colours.map((colour, at) => (
        <li key={`${colour}${at}`}>
          <button
            type="button" className="swatch focus-ring" style={{ "--colour": colour }} aria-pressed={colour === current} aria-label={`${named(colour)}, ${colour}`}
            title={colour} onClick={() => onPick(colour)}
          />
        </li>
      ))}
    </ul>
  );
}

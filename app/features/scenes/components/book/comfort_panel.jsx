// "Aa": how the story looks. Everything holds at once.
import { mayMove, prefer, useReading } from "./comfort.js";

function OneOf({ label, name, value, options, onPick }) {
  return (
    <fieldset className="comfort-row">
      <legend>{label}</legend>
      <div className="segments">
        {options.map(([key, words]) => (
          <label key={key} className="segment">
            <input type="radio" className="sr-only" name={`reading-${name}`} checked={value === key} onChange={() => onPick(key)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Toggle({ label, on, able, onFlip }) {
  return (
    <label className="comfort-toggle">
      <span>{label}</span>
      <input type="checkbox" role="switch" className="switch-track focus-ring" checked={on && able} disabled={!able} onChange={() => onFlip(!on)} />
    </label>
  );
}

export default function ComfortPanel() {
  const { text_size: size, spacing, typed, drift, dim } = useReading();
  const able = mayMove();
  return (
    <>
      <link rel="stylesheet" href="/play_parts.css" precedence="page" />
      <h2 className="comfort-title">How you like to read</h2>
      <OneOf
        label="Text size" name="size" value={size} options={[["normal", "Normal"], ["large", "Large"], ["larger", "Larger"]]}
        onPick={(picked) => prefer({ text_size: picked })}
      />
      <OneOf label="Line spacing" name="spacing" value={spacing} options={[["tight", "Close"], ["normal", "Normal"], ["wide", "Wide"]]} onPick={(picked) => prefer({ spacing: picked })} />
      <OneOf label="Picture behind the text" name="dim" value={dim} options={[["none", "Bright"], ["soft", "Soft"], ["strong", "Dim"]]} onPick={(picked) => prefer({ dim: picked })} />
      <Toggle label="Text that writes itself" on={typed} able={able} onFlip={(on) => prefer({ typed: on })} />
      <Toggle label="Moving picture" on={drift} able={able} onFlip={(on) => prefer({ drift: on })} />
      {able ? null : <p className="form-note">Your system or your settings ask for less motion, so neither moves.</p>}
    </>
  );
}

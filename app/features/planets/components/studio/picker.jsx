// One colour: suggestions, three sliders as people see colour (hue, strength, lightness), and its number.
import { useEffect, useId, useRef, useState } from "react";
import { Swatches } from "./swatches.jsx";
import { isHex, named, oklch } from "./colour.js";
import { hex, hexOf, shownChroma } from "./mixing.js";

const DRAG_MS = 250;
const STOPS = 12;
const STRONGEST = 0.33;
const START = { l: 0.6, c: 0.13, h: 255 };

const track = (at) => `linear-gradient(90deg, ${Array.from({ length: STOPS + 1 }, (_, stop) => hex(at(stop / STOPS))).join(", ")})`;

// What each slider moves, from 0 to 100, and the colours along its way.
const SLIDERS = [
  { id: "h", label: "Hue", of: ({ h }) => (h / 360) * 100, to: (at, share) => ({ ...at, h: share * 360, c: Math.max(at.c, 0.04) }), along: (at) => (share) => ({ l: 0.68, c: 0.14, h: share * 360 }) },
  { id: "c", label: "Strength", of: (at) => (at.c / limit(at)) * 100, to: (at, share) => ({ ...at, c: share * limit(at) }), along: (at) => (share) => ({ ...at, c: share * limit(at) }) },
  { id: "l", label: "Lightness", of: ({ l }) => l * 100, to: (at, share) => ({ ...at, l: share }), along: (at) => (share) => ({ ...at, l: share }) },
];

const limit = ({ l, h }) => Math.max(0.02, shownChroma({ l, c: STRONGEST, h }));

/** The colour as sliders have it: hue stays where it was while there is no colour left to have one. */
function useSlides(colour) {
  const [at, setAt] = useState(() => (isHex(colour) ? oklch(colour) : START));
  const own = useRef(colour);
  useEffect(() => {
    if (colour === own.current || !isHex(colour)) return;
    own.current = colour;
    const seen = oklch(colour);
    setAt((before) => (seen.c < 0.01 ? { ...seen, h: before.h } : seen));
  }, [colour]);
  const slide = (to) => {
    setAt(to);
    own.current = hex(to);
    return own.current;
  };
  return [at, slide];
}

function Slide({ slider, at, onSlide }) {
  const id = useId();
  const value = Math.round(slider.of(at));
  return (
    <div className="slide">
      <label htmlFor={id}>{slider.label}</label>
      <input
        id={id} type="range" min={0} max={100} value={value} className="colour-slide focus-ring" style={{ "--track": track(slider.along(at)), "--colour": hex(at) }}
        aria-valuetext={`${value} of 100, ${named(hex(at))}`} onChange={({ target }) => onSlide(slider.to(at, Number(target.value) / 100))}
      />
    </div>
  );
}

/** The number may be typed in any way that names a colour; until it does, the reason stands beside it. */
function HexField({ name, colour, error, onPut }) {
  const id = useId();
  const [text, setText] = useState(colour);
  const [left, setLeft] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    if (document.activeElement !== box.current) setText(colour);
  }, [colour]);
  const type = (value) => {
    setText(value);
    setLeft(false);
    const found = hexOf(value);
    if (found && value.replace("#", "").length === 6) onPut(found);
  };
  const leave = () => {
    const found = hexOf(text);
    if (found) onPut(found);
    setText(found ?? text);
    setLeft(text !== "" && !found);
  };
  const wrong = left ? "Provide a HEX color, such as #8B5CF6. The colour from before is kept." : error;
  return (
    <div className="hex">
      <label htmlFor={id} className="sr-only">{name} as a number</label>
      <input
        ref={box} id={id} className="text-input hex-input focus-ring" value={text} placeholder="#8B5CF6" spellCheck={false} autoComplete="off" autoCapitalize="characters"
        aria-invalid={Boolean(wrong)} aria-describedby={wrong ? `${id}-error` : undefined} onChange={({ target }) => type(target.value)} onBlur={leave}
        onKeyDown={(event) => event.key === "Enter" && !hexOf(text) && text && (event.preventDefault(), setLeft(true))}
      />
      {wrong ? <p className="field-error" id={`${id}-error`} role="alert">{wrong}</p> : null}
    </div>
  );
}

/** `folded` shows the suggestions alone until somebody wants a colour of their own. */
export function Picker({ name, colour, error, lent, suggestions, folded, onPut, onRemove }) {
  const [at, slide] = useSlides(colour);
  const [opened, setOpened] = useState(!folded);
  const offered = folded && isHex(colour) ? [...new Set([colour, ...suggestions])] : suggestions;
  const swatches = <Swatches label="Suggestions" colours={offered} current={colour} onPick={(one) => onPut(one)} />;
  if (!opened && !error) {
    return (
      <div className="picker-row" role="group" aria-label={name}>
        {swatches}
        <button type="button" className="text-button focus-ring" onClick={() => setOpened(true)}>Mix your own</button>
        {lent ? <span className="field-mark" data-lent="">by chance</span> : null}
        {onRemove ? <button type="button" className="text-button focus-ring" onClick={onRemove}>Remove</button> : null}
      </div>
    );
  }
  return (
    <div className="picker" role="group" aria-label={name}>
      {swatches}
      <div className="slides">{SLIDERS.map((slider) => <Slide key={slider.id} slider={slider} at={at} onSlide={(to) => onPut(slide(to), DRAG_MS)} />)}</div>
      <div className="picker-foot">
        <i className="picker-now" style={{ "--colour": isHex(colour) ? colour : undefined }} aria-hidden="true" />
        <HexField name={name} colour={colour} error={error} onPut={onPut} />
        <span className="picker-said"><span className="first-upper">{colour ? named(colour) : "Not chosen yet"}</span>{lent ? <span className="field-mark" data-lent="">by chance</span> : null}</span>
        {onRemove ? <button type="button" className="text-button focus-ring" onClick={onRemove}>Remove</button> : null}
      </div>
    </div>
  );
}

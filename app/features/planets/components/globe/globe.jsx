// The planet as it would be painted from the answers that the page shows.
import { useEffect, useRef, useState } from "react";
import { Layers } from "./layers.js";
import { Previews } from "./previews.js";

const LATE_MS = 1500; // the first picture may have to wait for the painter's kernels
const WARMING = "The painter is warming up. Your planet appears in a moment.";
const TROUBLE = "The picture can’t be painted right now. Your answers are kept.";

// What is on no picture: a change of it asks for none.
const UNSEEN = new Set(["name", "tagline", "motto", "accessibility_notes", "custom_warnings", "trigger_topics"]);

// What of `values`, the answers on the page, differs from `attributes`, which the server knows.
function proposed(attributes, values) {
  const fields = [...new Set([...Object.keys(attributes), ...Object.keys(values)])].sort();
  const changed = fields
    .filter((field) => !UNSEEN.has(field))
    .filter((field) => JSON.stringify(attributes[field] ?? null) !== JSON.stringify(values[field] ?? null))
    .map((field) => [field, values[field] ?? null]);
  return changed.length ? JSON.stringify(Object.fromEntries(changed)) : "";
}

/**
 * Fills the box that it is put in. `previewUrl` and `attributes` are `preview_url` and `attributes` of one
 * and the same builder state, `values` the answers as the page shows them (with what is not acknowledged
 * yet), `words` the text alternative.
 */
export function Globe({ previewUrl, attributes, values, words, className = "" }) {
  const box = useRef(null);
  const previews = useRef(null);
  const [trouble, setTrouble] = useState(false);
  const [late, setLate] = useState(false);
  const answers = proposed(attributes, values);
  useEffect(() => {
    const layers = new Layers(box.current);
    const waits = setTimeout(() => setLate(true), LATE_MS);
    const show = (picture, hurry) => {
      clearTimeout(waits);
      setLate(false);
      layers.lay(picture, hurry);
    };
    previews.current = new Previews(box.current, show, setTrouble);
    return () => {
      clearTimeout(waits);
      previews.current.close();
    };
  }, []);
  useEffect(() => previews.current.want(previewUrl, answers), [previewUrl, answers]);
  return (
    <div className={`globe ${className}`}>
      <link rel="stylesheet" href="/globe.css" precedence="page" />
      <div ref={box} className="globe-picture" role="img" aria-label={words} />
      <p className="globe-said" role="status">{trouble ? TROUBLE : late ? WARMING : ""}</p>
    </div>
  );
}

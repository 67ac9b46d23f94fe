// The planet, large, under its own night sky, with its name and the steps.
import { Globe } from "$/public/external/app/features/planets/components/globe/globe.jsx";
import { saidOf } from "./answers.js";
import { FoldedRail, Rail } from "./rail.jsx";

// For whoever can't see it: their own words where there are some, else what was answered.
function wordsOf(name, script, values, topics) {
  if (values.accessibility_notes) return values.accessibility_notes;
  const seen = ["palette", "surface", "rings", "atmosphere"].map((id) => script.find((step) => step.id === id)).filter(Boolean);
  const lines = seen.map((step) => saidOf(step, values, topics).line).filter(Boolean);
  return [`${name}, so far.`, ...lines.map((line) => `${line}.`)].join(" ");
}

export function Sky({ builder, script, place, values, topics, name, tagline, people, onGo }) {
  return (
    <section className="builder-sky dark" aria-label="The planet">
      <Globe className="builder-globe" previewUrl={builder.preview_url} attributes={builder.attributes} values={values} words={wordsOf(name, script, values, topics)} />
      <div className="sky-words">
        <h1 className="sky-name">{name}</h1>
        {tagline ? <p className="sky-tagline">{tagline}</p> : null}
      </div>
      <Rail marks={builder.steps} place={place} people={people} onGo={onGo} />
      <FoldedRail marks={builder.steps} place={place} people={people} onGo={onGo} />
    </section>
  );
}

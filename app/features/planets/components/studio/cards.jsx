// One of a few: cards with a small picture where there is one to show.
import { useId } from "react";
import { answer } from "./answers.js";
import { Group } from "./parts.jsx";

/** Fields whose choices can be seen; `data-look` names them in the stylesheet. */
const SEEN = { surface_type: "surface", ring_style: "ring", atmosphere_style: "sky" };
const FELT = { emotional_tone: "tone" };

function Picture({ look, choice, picture }) {
  if (!picture) return <i className="card-picture" data-look={look} data-choice={choice.id} aria-hidden="true" />;
  return <img className="card-picture" src={picture} alt="" width="320" height="180" loading="lazy" decoding="async" />;
}

function Card({ field, choice, on, at, name, numbered, look, picture }) {
  return (
    <label className="card-choice" data-on={on || undefined} data-felt={look === "tone" ? choice.id : undefined} title={choice.line}>
      <input
        type="radio" className="card-radio" name={name} value={choice.id} checked={on} data-number={numbered && at < 9 ? at + 1 : undefined}
        onChange={() => answer(field, choice.id)}
      />
      {look && look !== "tone" ? <Picture look={look} choice={choice} picture={picture} /> : null}
      <span className="card-words">
        <span className="card-label">{choice.label}</span>
        <span className="card-line">{choice.line}</span>
      </span>
      {numbered && at < 9 ? <kbd className="card-key" aria-hidden="true">{at + 1}</kbd> : null}
    </label>
  );
}

export function Cards({ field, values, error, lent, numbered, quiet, pictures }) {
  const id = useId();
  const look = SEEN[field.id] ?? FELT[field.id];
  const chosen = field.choices.find((choice) => choice.id === values[field.id]);
  return (
    <Group field={field} lent={lent} quiet={quiet} id={id} error={error}>
      <div className="cards" data-pictured={(look && look !== "tone") || undefined}>
        {field.choices.map((choice, at) => (
          <Card
            key={choice.id} field={field} choice={choice} at={at} name={id} on={choice === chosen} numbered={numbered} look={look}
            picture={pictures?.[field.id]?.[choice.id]}
          />
        ))}
      </div>
      {look && look !== "tone" ? <p className="cards-said">{chosen ? chosen.line : " "}</p> : null}
    </Group>
  );
}

/** Yes or no, as two words. */
export function YesNo({ field, values, error, lent, onPick }) {
  const id = useId();
  return (
    <Group field={field} lent={lent} id={id} error={error}>
      <div className="segments">
        {[[false, "None"], [true, `Has ${field.label.toLowerCase()}`]].map(([value, words]) => (
          <label key={words} className="segment">
            <input type="radio" className="sr-only" name={id} checked={values[field.id] === value} onChange={() => onPick(value)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

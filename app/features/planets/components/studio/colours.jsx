// The colours of a step: a place for each, one picker for the chosen one, and what goes well with the main colour.
import { useEffect, useRef, useState } from "react";
import Plus from "lucide-react/dist/esm/icons/plus.mjs";
import { answer, isAnswered } from "./answers.js";
import { isHex, named } from "./colour.js";
import { harmonies } from "./mixing.js";
import { Picker } from "./picker.jsx";

const FIRST_OF_MANY = "#A8C8D8";

// Each place: the field, the place in its list where it takes several, and its colour.
function placesOf(fields, values) {
  return fields.flatMap((field) =>
    field.many
      ? (values[field.id] ?? []).map((colour, at) => ({ key: `${field.id}/${at}`, field, at, colour, name: `Colour ${at + 1}` }))
      : [{ key: field.id, field, at: null, colour: values[field.id] ?? "", name: field.label }],
  );
}

function Place({ place, on, error, onPick }) {
  return (
    <li className="colour-place">
      <button
        type="button" className="colour-chosen focus-ring" aria-pressed={on} data-empty={!place.colour || undefined} data-bad={Boolean(error) || undefined}
        style={{ "--colour": isHex(place.colour) ? place.colour : undefined }} onClick={onPick}
      >
        <span className="sr-only">{place.name}: {place.colour ? named(place.colour) : "not chosen yet"}</span>
      </button>
      <span className="colour-name" aria-hidden="true">{place.name}</span>
    </li>
  );
}

function Harmony({ set, onUse }) {
  return (
    <li>
      <button type="button" className="harmony focus-ring" onClick={() => onUse(set)} title={set.says}>
        <span className="harmony-colours" aria-hidden="true">{set.colours.map((colour) => <i key={colour} style={{ "--colour": colour }} />)}</span>
        <span className="harmony-name">{set.name}</span>
        <span className="sr-only">: {set.says}. {set.colours.map(named).join(", ")}</span>
      </button>
    </li>
  );
}

/** Companions of the main colour; using a set can be taken back for as long as the step is open. */
function Harmonies({ main, fields, values }) {
  const [before, setBefore] = useState(null);
  const [second, more] = [fields.find(({ many }) => !many), fields.find(({ many }) => many)];
  if (!second && !more) return null;
  const use = ({ name, colours }) => {
    setBefore({ name, values: fields.map((field) => [field, values[field.id] ?? null]) });
    if (second) answer(second, colours[0]);
    if (more) answer(more, second ? colours.slice(1) : colours);
  };
  const undo = () => {
    before.values.forEach(([field, value]) => answer(field, value));
    setBefore(null);
  };
  return (
    <section className="field" aria-label="Goes well with it">
      <h3 className="field-label">Goes well with it</h3>
      <ul className="harmonies">{harmonies(main).map((set) => <Harmony key={set.id} set={set} onUse={use} />)}</ul>
      {before ? (
        <p className="undo-line" role="status">
          <span>{before.name} is in place of your other colours.</span>
          <button type="button" className="text-button focus-ring" onClick={undo}>Take it back</button>
        </p>
      ) : null}
    </section>
  );
}

// The colours that the other steps use are suggestions for this one.
const coloursElsewhere = (script, step, values) =>
  script.filter(({ id }) => id !== step.id).flatMap(({ fields }) => fields)
    .filter((field) => field.input_type === "color" && isAnswered(field, values)).flatMap(({ id }) => values[id]).filter(isHex);

/** `fields` take colours; the first of several is the main one. */
export default function Colours({ step, script, fields, values, errors, borrowed }) {
  const places = placesOf(fields, values);
  const [picked, setPicked] = useState(places[0].key);
  const place = places.find(({ key }) => key === picked) ?? places[0];
  const many = fields.find((field) => field.many);
  const listed = many ? (values[many.id] ?? []) : [];
  const added = useRef(false);
  useEffect(() => {
    if (!added.current || !listed.length) return;
    added.current = false;
    setPicked(`${many.id}/${listed.length - 1}`);
  }, [listed.length]);

  const put = (colour, pause) => {
    const { field, at } = place;
    if (at === null) return answer(field, colour, pause);
    answer(field, listed.map((one, index) => (index === at ? colour : one)), pause);
  };
  const remove = () => {
    const { field, at } = place;
    answer(field, at === null ? null : listed.filter((_, index) => index !== at));
    setPicked(places[Math.max(0, places.indexOf(place) - (at === null ? 0 : 1))].key);
  };
  const add = () => {
    added.current = true;
    const fresh = many.suggestions.find((one) => !listed.includes(one)) ?? FIRST_OF_MANY;
    answer(many, [...listed, fresh]);
  };
  const main = fields.length > 1 && values[fields[0].id];
  const alone = places.length === 1 && !many;
  const mayRemove = place.colour && !place.field.required;
  return (
    <div className="colours">
      <link rel="stylesheet" href="/builder_parts.css" precedence="page" />
      {alone ? <h3 className="field-head"><span className="field-label">{place.name}</span>{place.field.required ? null : <span className="field-mark">optional</span>}</h3> : null}
      <ul className="colour-places" aria-label="Colours" hidden={alone}>
        {places.map((one) => <Place key={one.key} place={one} on={one === place} error={errors[one.field.id]} onPick={() => setPicked(one.key)} />)}
        {many && listed.length < many.many ? (
          <li className="colour-place">
            <button type="button" className="colour-add focus-ring" onClick={add}><Plus size={18} aria-hidden="true" /><span className="sr-only">Add a colour</span></button>
            <span className="colour-name" aria-hidden="true">Add</span>
          </li>
        ) : null}
      </ul>
      <Picker
        key={place.key} folded={alone} name={place.name} colour={place.colour} error={errors[place.field.id]} lent={borrowed.includes(place.field.id)}
        suggestions={[...new Set([...place.field.suggestions, ...coloursElsewhere(script, step, values)])]} onPut={put} onRemove={mayRemove ? remove : null}
      />
      {main && isHex(main) ? <Harmonies main={main} fields={fields.slice(1)} values={values} /> : null}
    </div>
  );
}

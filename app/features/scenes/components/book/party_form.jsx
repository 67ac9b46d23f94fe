// Scene 2: who sets out. Names that are half typed are kept by the outbox; setting out is a move like any other.
import { useEffect, useId } from "react";
import { Conflicts } from "$/public/external/app/ui/outbox/conflicts.jsx";
import { KeptText, Outbox, keep, useKept } from "$/public/external/app/ui/outbox/outbox.jsx";

const NAME = "party";

const chosen = (values) => values.picked ?? [];
const nameKey = (kind) => `name_${kind}`;
const choose = (values, kind) => {
  const now = chosen(values);
  keep(NAME, "picked", now.includes(kind) ? now.filter((one) => one !== kind) : [...now, kind]);
};
const suggest = (names, current) => {
  const others = names.filter((name) => name !== current);
  return others[Math.floor(Math.random() * others.length)] ?? names[0];
};

const TRAITS = [["might", "Might"], ["wits", "Wits"], ["heart", "Heart"]];

function Traits({ kind }) {
  return (
    <dl className="traits">
      <div><dt>HP</dt><dd>{kind.hp}</dd></div>
      {TRAITS.map(([key, label]) => <div key={key}><dt>{label}</dt><dd>+{kind[key]}</dd></div>)}
    </dl>
  );
}

function Suggested({ id, label, field, names, values, placeholder, longest, error }) {
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <div className="form-row">
        <KeptText name={NAME} field={field} id={id} className="form-input focus-ring" placeholder={placeholder} autoComplete="off" maxLength={longest} counterClass="sr-only" overClass="form-error" aria-describedby={error ? `${id}-error` : undefined} />
        <button type="button" className="form-suggest focus-ring" onClick={() => keep(NAME, field, suggest(names, values[field]))}>Suggest</button>
      </div>
      {error ? <p className="form-error" id={`${id}-error`} role="alert">{error}</p> : null}
    </div>
  );
}

function Kind({ kind, values, full, errors }) {
  const id = useId();
  const on = chosen(values).includes(kind.id);
  return (
    <li className="kind" data-on={on || undefined}>
      <label className="kind-choose">
        <input type="checkbox" className="tick-box focus-ring" checked={on} disabled={!on && full} onChange={() => choose(values, kind.id)} />
        <span className="kind-words">
          <span className="kind-name">{kind.name}</span>
          <span className="kind-line">{kind.line}</span>
        </span>
        <Traits kind={kind} />
      </label>
      {on ? (
        <Suggested
          id={id} label={`The ${kind.name.toLowerCase()}’s name`} field={nameKey(kind.id)} names={kind.names} values={values}
          placeholder={kind.names[0]} longest={80} error={errors[nameKey(kind.id)]}
        />
      ) : null}
    </li>
  );
}

/** What is in the form as a move: heroes in the order in which they were chosen; an empty name takes the first suggestion. */
export function moveOf(form, values) {
  const kinds = Object.fromEntries(form.classes.map((kind) => [kind.id, kind]));
  return {
    name: values.party_name || form.names[0],
    heroes: chosen(values).map((id) => ({ class: id, name: values[nameKey(id)] || kinds[id].names[0] })),
  };
}

const labelsOf = ({ classes }) => ({
  party_name: "The party’s name", picked: "Who goes", ...Object.fromEntries(classes.map(({ id, name }) => [nameKey(id), `The ${name.toLowerCase()}’s name`])),
});
const wordsOf = ({ classes }) => ({ picked: Object.fromEntries(classes.map(({ id, name }) => [id, name])) });

export default function PartyForm({ form, kept, answer, errors, pending, status, onType, onStatus, onGo }) {
  const { values, stored, conflicts, status: saving } = useKept(NAME);
  useEffect(() => onStatus(saving === "idle" ? "saved" : saving), [saving]);
  const id = useId();
  const count = chosen(values).length;
  const lacking = form.least - count;
  const ready = lacking <= 0 && !conflicts.length; // what stands in the fields may not be what would go
  const setOut = (event) => {
    event.preventDefault();
    if (ready) onGo(moveOf(form, values));
  };
  return (
    <form className="party-form" data-block="form" onSubmit={setOut} aria-label="Your party">
      <link rel="stylesheet" href="/play_parts.css" precedence="page" />
      <Outbox name={NAME} scope={kept.scope} url={kept.url} values={kept.values} revision={null} answer={answer} onSave={onType} />
      <Suggested
        id={id} label="What is your party called?" field="party_name" names={form.names} values={values}
        placeholder={form.names[0]} longest={120} error={errors.party_name}
      />
      <fieldset>
        <legend>Who goes? <span>{form.least} to {form.most} of them; the first one leads. A name left empty is the suggested one.</span></legend>
        <ul className="kinds">
          {form.classes.map((kind) => <Kind key={kind.id} kind={kind} values={values} full={count >= form.most} errors={errors} />)}
        </ul>
      </fieldset>
      {conflicts.length ? (
        <>
          <link rel="stylesheet" href="/conflicts.css" precedence="page" />
          <Conflicts
            name={NAME} labels={labelsOf(form)} words={wordsOf(form)} since="Another device changed this form meanwhile." panelClass="conflicts"
            rowClass="conflict" textClass="conflict-text" buttonClass="conflict-button focus-ring"
          />
        </>
      ) : null}
      {stored ? null : <p className="form-note">This browser keeps nothing for pages: stay here until your party has set out.</p>}
      <div className="form-go">
        <p className="form-count" role="status">{count} of {form.most} chosen.{lacking > 0 ? ` Choose ${lacking === 1 ? "one more" : `at least ${lacking}`}.` : ""}{conflicts.length ? " Choose above what holds of what two devices wrote." : ""}</p>
        <button type="submit" className="set-out focus-ring" disabled={!ready} aria-disabled={Boolean(pending)}>
          {pending ? (status === "retrying" ? "Not sent yet — retrying" : "Setting out…") : "Set out"}
        </button>
      </div>
    </form>
  );
}

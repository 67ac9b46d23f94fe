// What every control shares: its label, what is wrong with it, and who answered it.

export const described = (id, error, help) => ({
  "aria-describedby": [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ") || undefined,
});

const Marks = ({ field, lent }) => (
  <>
    {field.required ? null : <span className="field-mark">optional</span>}
    {lent ? <span className="field-mark" data-lent="">by chance</span> : null}
  </>
);

export function Label({ id, field, lent, children }) {
  return (
    <div className="field-head">
      <label htmlFor={id} className="field-label">{field.label}</label>
      <Marks field={field} lent={lent} />
      {children}
    </div>
  );
}

/** A group of controls under one name; `quiet` leaves the name to those who hear the page. */
export function Group({ field, lent, quiet, id, error, help, children }) {
  return (
    <fieldset className="field" aria-describedby={described(id, error, help)["aria-describedby"]}>
      <legend className={quiet && !lent ? "sr-only" : "field-head"}>
        <span className={quiet ? "sr-only" : "field-label"}>{field.label}</span>
        <Marks field={quiet ? { required: true } : field} lent={lent} />
      </legend>
      {children}
      <Trouble id={id} error={error} help={help} />
    </fieldset>
  );
}

export function Trouble({ id, error, help }) {
  return (
    <>
      {error ? <p className="field-error" id={`${id}-error`} role="alert">{error}</p> : null}
      {help ? <p className="field-help" id={`${id}-help`}>{help}</p> : null}
    </>
  );
}

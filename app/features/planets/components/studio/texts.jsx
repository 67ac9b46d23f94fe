// Fields for texts: what is typed is kept at once as half typed, and becomes the answer when the field is left.
import { useEffect, useId, useRef, useState } from "react";
import { settle, typeOver } from "./answers.js";
import { Label, Trouble, described } from "./parts.jsx";

const PAUSE_MS = 500;

/** A text that belongs to the person: another's is taken only while they are elsewhere. */
export function useHalfTyped(field, values, typed, over) {
  const shown = typed[field.id] ?? values[field.id] ?? "";
  const [text, setText] = useState(shown);
  const own = useRef({ element: null, composing: false });
  const here = () => document.activeElement === own.current.element;
  useEffect(() => {
    if (!here() && !own.current.composing) setText(shown);
  }, [shown]);
  const type = (value) => {
    setText(value);
    typeOver(field, value, values[field.id], text, own.current.composing ? 10 * PAUSE_MS : PAUSE_MS, over);
  };
  const leave = () => {
    own.current.composing = false;
    if (typed[field.id] !== undefined || text !== (values[field.id] ?? "")) settle(field, text, over);
  };
  const props = {
    value: text,
    ref: (element) => (own.current.element = element),
    onChange: ({ target }) => type(target.value),
    onBlur: leave,
    onCompositionStart: () => (own.current.composing = true),
    onCompositionEnd: ({ target }) => {
      own.current.composing = false;
      type(target.value);
    },
  };
  const put = (value) => {
    setText(value);
    settle(field, value, over);
  };
  return { text, props, put };
}

function Count({ text, most }) {
  const characters = Array.from(text).length;
  if (characters < 0.8 * most) return null;
  return <span className="field-count" data-over={characters > most || undefined}>{characters} / {most}</span>;
}

// Enter goes to the next empty text of the step; in the last one it goes on to the next step.
function enter(event) {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
  const texts = [...event.currentTarget.form.querySelectorAll("input.text-input")];
  const next = texts.slice(texts.indexOf(event.currentTarget) + 1).find(({ value }) => !value);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function TextField({ field, values, typed, over, error, lent, suggestions = field.suggestions, help, first }) {
  const id = useId();
  const { text, props, put } = useHalfTyped(field, values, typed, over);
  const Element = field.lines ? "textarea" : "input";
  const offered = suggestions.filter((one) => one !== text);
  return (
    <div className="field">
      <Label id={id} field={field} lent={lent}><Count text={text} most={field.max_length} /></Label>
      <Element
        {...props} id={id} onKeyDown={field.lines ? undefined : enter} className={field.lines ? "text-area focus-ring" : "text-input focus-ring"} rows={field.lines ? 5 : undefined}
        autoComplete="off" autoCapitalize="sentences" enterKeyHint={field.lines ? undefined : "next"} data-first={first || undefined}
        aria-required={field.required || undefined} aria-invalid={Boolean(error)} {...described(id, error, help)}
      />
      <Trouble id={id} error={error} help={help} />
      {offered.length ? (
        <ul className="suggested" aria-label="Suggestions">
          {offered.map((one) => (
            <li key={one}><button type="button" className="suggestion focus-ring" onClick={() => put(one)}>{one}</button></li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

// Several words: suggested ones to tap, and a person's own, added with Enter or a comma.
import { useEffect, useId, useRef } from "react";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { keep } from "$/public/external/app/ui/outbox/outbox.jsx";
import { TYPED, answer, withWords } from "./answers.js";
import { Group, Trouble, described } from "./parts.jsx";

const PAUSE_MS = 500;

function Chip({ words, on, own, full, onFlip }) {
  return (
    <li>
      <button type="button" className="chip focus-ring" aria-pressed={on} data-own={own || undefined} disabled={full && !on} onClick={onFlip}>
        {words}
        {own ? <X size={14} aria-hidden="true" /> : null}
        {own ? <span className="sr-only">, your own words: remove</span> : null}
      </button>
    </li>
  );
}

/** Where own words are typed. What is typed and not added yet is kept, and added when the field is left. */
function OwnWords({ id, field, chosen, typed, full, error, onSubmit }) {
  const text = typed[field.id] ?? "";
  const box = useRef(null);
  useEffect(() => {
    if (box.current && document.activeElement !== box.current) box.current.value = text;
  }, [text]);
  const write = (value, pause = 0) => keep(TYPED, field.id, value || null, pause);
  const add = () => {
    const value = box.current.value;
    box.current.value = "";
    write("");
    if (value.trim()) answer(field, withWords(field, chosen, value));
  };
  const press = (event) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return;
    const value = event.currentTarget.value;
    if (event.key === "Enter" && value.trim()) {
      event.preventDefault();
      add();
    } else if (event.key === "," && value.trim()) {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && !value && chosen.length) {
      answer(field, chosen.slice(0, -1));
    }
  };
  return (
    <input
      ref={box} id={id} className="text-input focus-ring" defaultValue={text} autoComplete="off" autoCapitalize="none" enterKeyHint="done"
      placeholder={full ? `That is ${field.many}: the most it takes` : "Your own words, then Enter"} disabled={full && !text}
      aria-label={`${field.label}: your own words`} onKeyDown={press} onBlur={add} aria-invalid={Boolean(error)} {...described(id, error)}
      onChange={({ target }) => (target.value.includes(",") ? add() : write(target.value, PAUSE_MS))} maxLength={field.max_length || undefined}
    />
  );
}

export function Chips({ field, values, typed, error, lent, quiet, topics }) {
  const id = useId();
  const chosen = values[field.id] ?? [];
  const offered = topics ?? field.suggestions.map((one) => ({ id: one, name: one }));
  const own = topics ? [] : chosen.filter((one) => !field.suggestions.includes(one));
  const full = field.many > 0 && chosen.length >= field.many;
  const flip = (one) => answer(field, chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <Group field={field} lent={lent} quiet={quiet} id={id}>
      <ul className="chips">
        {offered.map(({ id: one, name }) => <Chip key={one} words={name} on={chosen.includes(one)} full={full} onFlip={() => flip(one)} />)}
        {own.map((one) => <Chip key={one} words={one} on own onFlip={() => flip(one)} />)}
      </ul>
      {topics ? null : <OwnWords id={`${id}-own`} field={field} chosen={chosen} typed={typed} full={full} error={error} />}
      <Trouble id={`${id}-own`} error={error} />
    </Group>
  );
}

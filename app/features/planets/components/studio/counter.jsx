// A small number: one fewer, one more, or straight to it.
import { useId } from "react";
import Minus from "lucide-react/dist/esm/icons/minus.mjs";
import Plus from "lucide-react/dist/esm/icons/plus.mjs";
import { answer } from "./answers.js";
import { Label, Trouble, described } from "./parts.jsx";

const DRAG_MS = 250;

export function Counter({ field, values, error, lent }) {
  const id = useId();
  const least = Object.keys(field.when).length ? 1 : 0; // it is asked because there are some
  const count = Math.max(least, values[field.id] ?? least);
  const set = (value, pause) => answer(field, Math.min(field.most, Math.max(least, value)), pause);
  const share = (count - least) / Math.max(1, field.most - least);
  return (
    <div className="field">
      <Label id={id} field={field} lent={lent} />
      <div className="counter">
        <button type="button" className="counter-step focus-ring" disabled={count <= least} onClick={() => set(count - 1)} aria-label="One fewer"><Minus size={18} aria-hidden="true" /></button>
        <input
          id={id} type="range" className="slider focus-ring" min={least} max={field.most} value={count} style={{ "--filled": share }}
          onChange={({ target }) => set(Number(target.value), DRAG_MS)} aria-invalid={Boolean(error)} {...described(id, error)}
        />
        <button type="button" className="counter-step focus-ring" disabled={count >= field.most} onClick={() => set(count + 1)} aria-label="One more"><Plus size={18} aria-hidden="true" /></button>
        <output htmlFor={id} className="counter-count">{count}</output>
      </div>
      <Trouble id={id} error={error} />
    </div>
  );
}

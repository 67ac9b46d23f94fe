import { useEffect, useState } from "react";

/* Moves at once under the finger; the value that comes back from the server only corrects it afterwards. */
export function Slider({ value = 0, min, max, step, unit, disabled, id, className, onChange, ...rest }) {
  const [held, setHeld] = useState(value);
  useEffect(() => setHeld(value), [value]);
  const move = (event) => {
    const next = Number(event.target.value);
    setHeld(next);
    onChange?.(next);
  };
  return (
    <div className="slider-row">
      <input
        {...rest}
        id={id}
        type="range"
        className={className}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        value={held}
        aria-valuetext={`${held}${unit}`}
        style={{ "--filled": (held - min) / (max - min) }}
        onChange={move}
      />
      <output htmlFor={id}>{`${held}${unit}`}</output>
    </div>
  );
}

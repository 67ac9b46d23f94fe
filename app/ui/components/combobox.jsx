import { useEffect, useId, useRef, useState } from "react";

/* The list follows the ARIA combobox pattern: focus stays in the input, the option is only pointed at. */
export function Combobox(props) {
  const { options = [], value = "", label, placeholder, emptyText, inputClass, disabled, onChange, id } = props;
  const listId = useId();
  const box = useRef(null);
  const chosen = options.find((option) => option.value === value)?.label ?? "";
  const [typed, setTyped] = useState(null);
  const [pointed, setPointed] = useState(0);
  const open = typed !== null;
  const wanted = (typed ?? "").trim().toLowerCase();
  const found = options.filter((option) => option.label.toLowerCase().includes(wanted));

  useEffect(() => {
    if (open) box.current?.querySelector("[data-pointed]")?.scrollIntoView({ block: "nearest" });
  }, [open, pointed]);

  const start = () => {
    setTyped("");
    setPointed(Math.max(0, options.findIndex((option) => option.value === value)));
  };
  const choose = (option) => {
    setTyped(null);
    if (option && option.value !== value) onChange?.(option.value);
  };
  const keys = {
    ArrowDown: () => (open ? setPointed((pointed + 1) % Math.max(1, found.length)) : start()),
    ArrowUp: () => (open ? setPointed((pointed - 1 + found.length) % Math.max(1, found.length)) : start()),
    Enter: () => (open ? choose(found[pointed]) : start()),
    Escape: () => setTyped(null),
  };
  const onKeyDown = (event) => {
    const act = keys[event.key];
    if (!act || (event.key === "Escape" && !open)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <div className="combobox" ref={box}>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found[pointed] ? `${listId}-${pointed}` : undefined}
        aria-label={label || undefined}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={props["aria-invalid"]}
        className={inputClass}
        placeholder={placeholder}
        disabled={disabled}
        value={open ? typed : chosen}
        onChange={(event) => {
          setTyped(event.target.value);
          setPointed(0);
        }}
        onClick={() => !open && start()}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={label || "Suggestions"} hidden={!open}>
        {found.map((option, index) => (
          <li
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={option.value === value}
            data-pointed={index === pointed ? "" : undefined}
            onMouseEnter={() => setPointed(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.label}
          </li>
        ))}
        {found.length === 0 && (
          <li role="option" aria-disabled="true" aria-selected="false">
            {emptyText}
          </li>
        )}
      </ul>
    </div>
  );
}

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { refs } from "$/utils/state";

const SHOWN_MS = { error: 12000, warning: 9000 };
const SHOWN_BY_DEFAULT_MS = 6000;
const MOST = 4;

let raised = [];
let counted = 0;
let redraw = () => {};

function change(next) {
  raised = next.slice(-MOST);
  redraw(raised);
}

function raise(level, message, options = {}) {
  const id = options.id ?? `toast-${++counted}`;
  const toast = { ...options, id, level, message: message || options.title };
  change([...raised.filter((other) => other.id !== id), toast]);
  return id;
}

const dismiss = (id) => change(id === undefined ? [] : raised.filter((toast) => toast.id !== id));

/* `rx.toast` calls whatever stands here by these names. */
const toast = (message, options) => raise("info", message, options);
for (const level of ["info", "success", "warning", "error", "loading"]) {
  toast[level] = (message, options) => raise(level, message, options);
}
toast.dismiss = dismiss;

function Toast({ id, level, message, description, action, duration, closeLabel }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const shown = duration ?? SHOWN_MS[level] ?? SHOWN_BY_DEFAULT_MS;
    if (held || level === "loading" || shown === Infinity) return undefined;
    const timer = setTimeout(() => dismiss(id), shown);
    return () => clearTimeout(timer);
  }, [held, id, level, message, duration]);

  return (
    <div
      className="toast floating"
      data-level={level}
      role={level === "error" ? "alert" : "status"}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => event.key === "Escape" && dismiss(id)}
    >
      <div className="toast-words">
        <p>{message}</p>
        {description && <p className="toast-more">{description}</p>}
      </div>
      {action && (
        <button
          type="button"
          className="toast-action focus-ring"
          onClick={(event) => {
            action.onClick?.(event);
            dismiss(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className="toast-close focus-ring" aria-label={closeLabel} onClick={() => dismiss(id)}>
        ×
      </button>
    </div>
  );
}

const NEAR = 96;
const LOOK_MS = 200;

/* How far up the box must go to stand above what must stay in sight, such as a bar that sticks to the bottom. */
function liftAbove(box) {
  const bar = document.querySelector("[data-keep-clear]")?.getBoundingClientRect();
  const reach = window.innerHeight - box.getBoundingClientRect().height - NEAR;
  const inTheWay = bar && bar.top < window.innerHeight && bar.bottom > reach;
  return inTheWay ? window.innerHeight - bar.top : 0;
}

/* In the top layer, so that no dialog hides what it has to say. */
export function Toaster({ label, closeLabel }) {
  const [shown, setShown] = useState(raised);
  const [lift, setLift] = useState(0);
  const box = useRef(null);
  refs["__toast"] = toast;

  useEffect(() => {
    redraw = setShown;
    setShown(raised);
  }, []);
  useEffect(() => {
    if (box.current.matches(":popover-open")) box.current.hidePopover();
    if (shown.length) box.current.showPopover();
  }, [shown]);
  useLayoutEffect(() => {
    if (!shown.length) return undefined;
    const place = () => setLift(liftAbove(box.current));
    place();
    // The page may grow, fold or change under the toast, and nothing tells of a bar that has only moved.
    const looks = setInterval(place, LOOK_MS);
    const moves = new AbortController();
    for (const kind of ["scroll", "resize"]) {
      window.addEventListener(kind, place, { capture: true, passive: true, signal: moves.signal });
    }
    return () => {
      clearInterval(looks);
      moves.abort();
    };
  }, [shown]);

  return (
    <section ref={box} popover="manual" aria-label={label} className="toasts" style={{ "--lift": `${lift}px` }}>
      <div>
        {shown.map((entry) => (
          <Toast key={entry.id} {...entry} closeLabel={closeLabel} />
        ))}
      </div>
    </section>
  );
}

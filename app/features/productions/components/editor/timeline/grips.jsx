// The edge of something, to drag; the chosen one's can be moved by keys, too.
const SHORT_S = 0.1;
const LONG_S = 1;

/** `about` is {name, value, low, high, text}, seconds; `onStep` gets by how many seconds a key moves it. */
export function Grip({ data, edge, chosen, about, onStep }) {
  const pressed = (event) => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(way * (event.shiftKey ? LONG_S : SHORT_S));
  };
  const slider = chosen && {
    role: "slider", tabIndex: 0, "aria-label": about.name, "aria-valuemin": about.low, "aria-valuemax": about.high, "aria-valuenow": about.value,
    "aria-valuetext": about.text, onKeyDown: pressed,
  };
  return <span className="tl-grip focus-ring" data-edge={edge} {...data} {...slider} aria-hidden={chosen ? undefined : true} />;
}

/** Keys that go from one of a row to the next: its number, or undefined when the key means something else. */
export function wanders(event, at, many) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: many - 1 }[event.key];
  return to === undefined ? undefined : Math.max(0, Math.min(many - 1, to));
}

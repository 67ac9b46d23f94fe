// The editor by keyboard alone.
import { useEffect, useRef } from "react";
import { Shortcut } from "$/public/external/app/ui/shortcuts/shortcuts.jsx";

const GROUP = "In the editor";
const TOLD = [
  ["space", "Play or pause"],
  ["j/k/l", "Play backwards, stop, play on; J and L again for faster"],
  ["s", "Split at the playhead"],
  ["delete", "Delete the selected piece or picture"],
  ["mod+z", "Undo"],
  ["mod+shift+z", "Redo"],
  ["arrowleft/arrowright", "A tenth of a second back or on"],
  ["shift+arrowleft/arrowright", "A second back or on"],
  ["home/end", "To the beginning or the end"],
  [",/.", "Move the selected picture by a tenth of a second"],
  ["escape", "Select nothing"],
];
const TEXTS = "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";
const OPEN = "[role=dialog], dialog[open], [popover=auto]:popover-open"; // toasts take no keys

function actions({ does, playhead, deselect }) {
  const { time, duration } = playhead.get();
  const to = (second) => () => playhead.seek(second);
  return {
    " ": playhead.toggle, k: playhead.pause, s: does.split, Delete: does.remove, Backspace: does.remove,
    ArrowLeft: to(time - 0.1), ArrowRight: to(time + 0.1), "shift ArrowLeft": to(time - 1), "shift ArrowRight": to(time + 1),
    j: () => playhead.shuttle(-1), l: () => playhead.shuttle(1), Home: to(0), End: to(duration),
    ",": () => does.nudge(-1), ".": () => does.nudge(1), Escape: deselect,
    "mod z": does.undo, "mod shift z": does.redo, "mod y": does.redo,
  };
}

const ONCE = [" ", "j", "k", "l", "s", "Delete", "Backspace"];

function combination({ ctrlKey, metaKey, shiftKey, key }) {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return [ctrlKey || metaKey ? "mod" : "", shiftKey && (name.length > 1 || ctrlKey || metaKey) ? "shift" : "", name].filter(Boolean).join(" ");
}

// A control that has the focus keeps the keys that it knows.
function isTaken({ target, key }) {
  if (target.matches?.(TEXTS) || document.querySelector(OPEN)) return true;
  if (target.matches?.("[type=range]")) return key.startsWith("Arrow") || key === "Home" || key === "End";
  return key === " " && Boolean(target.closest?.("button, a, summary"));
}

export function Keys(props) {
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const pressed = (event) => {
      if (event.defaultPrevented || event.altKey || event.isComposing || isTaken(event)) return;
      const act = actions(latest.current)[combination(event)];
      if (!act) return;
      event.preventDefault();
      if (!event.repeat || !ONCE.includes(combination(event))) act();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return TOLD.map(([keys, says]) => <Shortcut key={keys} keys={keys} says={says} group={GROUP} />);
}

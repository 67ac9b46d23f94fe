import { useEffect, useRef, useState } from "react";

const registered = new Map();
const SEQUENCE_MS = 900;
let first = { keys: "", at: 0 };

const typing = (target) =>
  target.isContentEditable || (target.matches?.("input, textarea, select") && !target.matches("[type=checkbox], [type=radio], [type=range]"));

function combination(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push("shift");
  return [...parts, key].join("+");
}

function listen(event) {
  if (event.defaultPrevented || event.repeat) return;
  const keys = combination(event);
  if (typing(event.target) && !keys.includes("mod")) return;
  const sequence = Date.now() - first.at < SEQUENCE_MS ? `${first.keys} ${keys}` : "";
  const found = [...registered.values()].findLast(({ current }) => current.onPress && [sequence, keys].includes(current.keys));
  first = { keys, at: Date.now() };
  if (!found || (document.querySelector("[role=dialog], dialog[open]") && !found.current.anywhere)) return;
  event.preventDefault();
  found.current.onPress?.();
}

function useShortcut(shortcut) {
  const latest = useRef(shortcut);
  latest.current = shortcut;
  useEffect(() => {
    const id = Symbol(latest.current.keys);
    if (registered.size === 0) window.addEventListener("keydown", listen);
    registered.set(id, latest);
    return () => {
      registered.delete(id);
      if (registered.size === 0) window.removeEventListener("keydown", listen);
    };
  }, []);
}

export function Shortcut({ keys, says, group, onPress }) {
  useShortcut({ keys, says, group, onPress });
  return null;
}

const NAMES = {
  mod: "Ctrl", shift: "Shift", alt: "Alt", space: "Space", arrowleft: "←", arrowright: "→", home: "Home", end: "End", delete: "Delete", escape: "Esc",
};
const onMac = () => /Mac|iPhone|iPad/.test(navigator.platform);
const named = (key) => (key === "mod" && onMac() ? "⌘" : (NAMES[key] ?? key.toUpperCase()));

function Keys({ keys }) {
  return keys.split(/([ +/])/).map((part, index) => {
    if (part === "/") return <span key={index}>or</span>;
    return index % 2 ? null : <kbd key={index}>{named(part)}</kbd>;
  });
}

export function ShortcutList({ heading, closeLabel }) {
  const box = useRef(null);
  const [groups, setGroups] = useState([]);
  const show = () => {
    const all = [...registered.values()].map(({ current }) => current);
    setGroups(Object.entries(Object.groupBy(all, (shortcut) => shortcut.group)));
    box.current?.open ? box.current.close() : box.current?.showModal();
  };
  useShortcut({ keys: "?", says: "Show this list", group: "Everywhere", onPress: show, anywhere: true });
  useEffect(() => {
    window.addEventListener("everkeep:shortcuts", show);
    return () => window.removeEventListener("everkeep:shortcuts", show);
  }, []);

  return (
    <dialog ref={box} className="floating dialog shortcut-list" aria-labelledby="shortcut-list-heading" onClick={(event) => event.target === box.current && box.current.close()}>
      <div className="shortcut-head">
        <h2 id="shortcut-list-heading">{heading}</h2>
        <button type="button" className="focus-ring" onClick={() => box.current.close()}>{closeLabel}</button>
      </div>
      {groups.map(([group, shortcuts]) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {shortcuts.map(({ keys, says }) => (
              <div key={keys}>
                <dt>{says}</dt>
                <dd><Keys keys={keys} /></dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  );
}

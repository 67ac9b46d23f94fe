import { Children, useEffect, useId, useRef } from "react";
import { Link } from "react-router";

const EDGE_PX = 8;
const GAP_PX = 4;

/* The ARIA menu button pattern on the platform's popover, which closes it on Escape and outside clicks. */
export function Menu({ children }) {
  const id = useId();
  const around = useRef(null);
  const list = useRef(null);
  const [trigger, ...items] = Children.toArray(children);

  const button = () => around.current.querySelector("button");
  const entries = () => [...list.current.querySelectorAll("[role=menuitem]:not([aria-disabled=true])")];

  useEffect(() => {
    button()?.setAttribute("aria-haspopup", "menu");
    button()?.setAttribute("aria-expanded", "false");
    button()?.setAttribute("aria-controls", id);
  }, [id]);

  const place = () => {
    const anchor = button().getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = list.current;
    const below = anchor.bottom + GAP_PX;
    const fits = below + height < innerHeight - EDGE_PX;
    list.current.style.top = `${fits ? below : Math.max(EDGE_PX, anchor.top - GAP_PX - height)}px`;
    list.current.style.left = `${Math.min(Math.max(EDGE_PX, anchor.right - width), innerWidth - width - EDGE_PX)}px`;
  };
  const show = (at = 0) => {
    list.current.showPopover();
    place();
    entries().at(at)?.focus();
  };
  const hide = () => list.current.matches(":popover-open") && list.current.hidePopover();

  useEffect(() => {
    const box = list.current;
    const toggled = ({ newState }) => {
      button()?.setAttribute("aria-expanded", String(newState === "open"));
      if (newState === "open") addEventListener("scroll", hide, { capture: true, once: true });
      else if (box.contains(document.activeElement) || document.activeElement === document.body) button()?.focus();
    };
    box.addEventListener("toggle", toggled);
    return () => box.removeEventListener("toggle", toggled);
  }, []);

  const onTriggerKey = (event) => {
    const at = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (at === undefined) return;
    event.preventDefault();
    show(at);
  };
  const onListKey = (event) => {
    const all = entries();
    const now = all.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") hide();
    if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length)?.focus();
    } else if (event.key.length === 1 && event.key !== " ") {
      const letter = event.key.toLowerCase();
      [...all.slice(now + 1), ...all].find((entry) => entry.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    }
    event.stopPropagation();
  };

  return (
    <span
      ref={around}
      className="menu-around"
      onClick={(event) => event.target.closest("button") === button() && show()}
      onKeyDown={onTriggerKey}
    >
      {trigger}
      <span
        ref={list}
        id={id}
        role="menu"
        popover="auto"
        className="floating menu"
        onKeyDown={onListKey}
        onClick={(event) => {
          event.stopPropagation();
          if (event.target.closest("[role=menuitem]:not([aria-disabled=true])")) hide();
        }}
      >
        {items}
      </span>
    </span>
  );
}

export function MenuItem({ to, disabled, className, onSelect, children }) {
  const shared = { role: "menuitem", tabIndex: -1, className };
  if (to) return <Link to={to} {...shared}>{children}</Link>;
  return (
    <button type="button" {...shared} aria-disabled={disabled || undefined} onClick={() => !disabled && onSelect?.()}>
      {children}
    </button>
  );
}

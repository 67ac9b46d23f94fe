// Pointers on the lanes: which drag begins where, pinching, the wheel, and the view that runs along near its ends.
import { Carry, Edge, Pan, Scrub, Trim } from "./drags.js";

const ARMED_PX = { mouse: 3, pen: 5, touch: 8 };
const NEAR_END_PX = 48;
const FASTEST_PX = 1400; // a second
const LINE_PX = 16;
const ZOOM_A_PIXEL = 0.0022;
const ZOOM_A_PINCHED_PIXEL = 0.01; // trackpads send few pixels for a pinch

/** Let a drag go on while its pointer rests near an end of the lanes: `again` is called with each frame. */
export function runAlong(board, x, again) {
  const into = x < NEAR_END_PX ? x - NEAR_END_PX : Math.max(0, x - (board.width - NEAR_END_PX));
  if (!into) return 0;
  return requestAnimationFrame(() => {
    const before = board.left;
    board.pan((Math.max(-1, Math.min(1, into / NEAR_END_PX)) * FASTEST_PX) / 60);
    if (board.left !== before) again();
  });
}

/** `desk()` is what drags work on, as it stands now. Ends what it returns. */
export function listen(lanes, desk) {
  const pointers = new Map();
  let drag = null, armed = null, pinch = null, running = 0, last = null;

  const told = (event) => {
    const box = lanes.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top, alt: event.altKey, kind: event.pointerType, at: event.timeStamp };
  };
  const follow = () => {
    cancelAnimationFrame(running);
    if (!drag) return;
    drag.move(last);
    if (drag.runsAlong) running = runAlong(desk().board, last.x, follow);
  };
  const finish = (how) => {
    cancelAnimationFrame(running);
    removeEventListener("keydown", escaped, true);
    const ended = drag;
    drag = armed = desk().board.again = null;
    delete lanes.dataset.dragging;
    ended?.[how]();
  };
  const escaped = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    finish("cancel");
  };
  const begin = (wanted, name) => {
    drag = wanted;
    lanes.dataset.dragging = name;
    desk().board.again = follow;
    addEventListener("keydown", escaped, true);
    follow();
  };

  const down = (event) => {
    if (event.button > 1 || (!event.isPrimary && event.pointerType === "mouse")) return;
    desk().onTouch?.();
    desk().board.halt();
    last = told(event);
    pointers.set(event.pointerId, last);
    lanes.setPointerCapture(event.pointerId);
    if (pointers.size === 2) return startPinch();
    if (pointers.size > 2) return;
    const { name, make, atOnce } = choose(event, last, desk());
    if (atOnce) begin(make(), name);
    else armed = { x: last.x, y: last.y, name, make, kind: event.pointerType };
  };
  const move = (event) => {
    if (!pointers.has(event.pointerId)) return;
    const now = told(event);
    pointers.set(event.pointerId, now);
    if (pinch) return pinched();
    last = now;
    if (armed && Math.hypot(now.x - armed.x, now.y - armed.y) >= (ARMED_PX[armed.kind] ?? ARMED_PX.mouse)) {
      const { make, name } = armed;
      armed = null;
      return begin(make(), name);
    }
    return follow();
  };
  const up = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    if (pinch) return void (pinch = pointers.size >= 2 ? pinch : null);
    if (armed) drag = armed.make();
    finish("end");
  };
  const lost = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    pinch = null;
    finish("cancel");
  };

  const startPinch = () => {
    finish("cancel");
    pinch = spread([...pointers.values()]);
  };
  const pinched = () => {
    const now = spread([...pointers.values()]);
    const { board } = desk();
    board.pan(pinch.x - now.x);
    board.zoom(now.apart / pinch.apart, now.x);
    pinch = now;
  };
  const wheel = (event) => {
    event.preventDefault();
    const { board } = desk();
    const unit = event.deltaMode ? LINE_PX : 1;
    if (event.ctrlKey || event.metaKey) {
      const pixels = event.deltaY * unit, each = Math.abs(pixels) < 30 ? ZOOM_A_PINCHED_PIXEL : ZOOM_A_PIXEL;
      board.zoom(Math.exp(-pixels * each), told(event).x);
    } else board.pan((Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY) * unit);
    if (drag) follow();
  };
  const keepFocus = (event) => event.preventDefault(); // keys go on meaning what they meant before the click

  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: lost, wheel, mousedown: keepFocus };
  for (const [name, hear] of Object.entries(heard)) lanes.addEventListener(name, hear, { passive: false });
  return () => {
    finish("cancel");
    for (const [name, hear] of Object.entries(heard)) lanes.removeEventListener(name, hear);
  };
}

function spread([one, two]) {
  return { x: (one.x + two.x) / 2, apart: Math.max(24, Math.hypot(one.x - two.x, one.y - two.y)) };
}

// What is under the pointer says by `data-grip` what it is.
function choose(event, start, desk) {
  const grip = event.target.closest?.("[data-grip]")?.dataset ?? {};
  const touch = event.pointerType === "touch", { selected, onSelect, playhead, board } = desk;
  if (event.button === 1) return { name: "view", make: () => new Pan(desk, start) };
  if (grip.grip === "edge") {
    onSelect({ piece: Number(grip.index) });
    return { name: "edge", make: () => new Edge(desk, start, Number(grip.index), grip.edge) };
  }
  if (grip.grip === "trim") {
    onSelect({ picture: grip.id });
    return { name: "edge", make: () => new Trim(desk, start, grip.id, grip.edge) };
  }
  const chosen = { picture: { picture: grip.id }, piece: { piece: Number(grip.index) } }[grip.grip] ?? null;
  if (grip.grip === "picture" && (!touch || selected?.picture === grip.id)) {
    onSelect(chosen);
    return { name: "picture", make: () => new Carry(desk, start, grip.id) };
  }
  const scrubs = !touch || grip.grip === "ruler";
  if (scrubs && grip.grip !== "ruler") onSelect(chosen);
  if (scrubs) return { name: "playhead", atOnce: true, make: () => new Scrub(desk) };
  const tap = () => {
    onSelect(chosen);
    if (!chosen?.picture) playhead.seek(board.playheadFor(board.at(start.x)));
  };
  return { name: "view", make: () => new Pan(desk, start, tap) };
}

// A picture that is carried from the library onto the timeline, by mouse, pen or finger.

const ARMED_PX = 6;
const HELD_MS = 320; // a finger that moves before that scrolls
let target = null;
let lifted = false;

// A lifted picture must not scroll what it was lifted from; whether touches may be held up is settled before they begin.
const hold = (event) => lifted && event.cancelable && event.preventDefault();

/** The one place where pictures can be dropped: {over(picture, event), leave(), drop(picture, event)}. Ends what it returns. */
export function receives(wanted) {
  target = wanted;
  addEventListener("touchmove", hold, { passive: false });
  addEventListener("contextmenu", hold);
  return () => {
    if (target === wanted) target = null;
    removeEventListener("touchmove", hold);
    removeEventListener("contextmenu", hold);
  };
}

/** Call it when a pointer goes down on a picture of the library, {upload, name, url}. A press that goes nowhere stays a
 * click. A finger lifts the picture by resting on it; a popover that it lay in closes, since it may lie over the timeline. */
export function offer(event, picture) {
  if (event.button !== 0 || !target) return;
  const source = event.currentTarget, { pointerId, clientX, clientY } = event;
  let carried = null;

  const lift = () => {
    lifted = true;
    carried = Object.assign(document.createElement("div"), { className: "tl-carried" });
    carried.setAttribute("aria-hidden", "true");
    carried.style.transform = `translate(${clientX}px, ${clientY}px)`;
    if (picture.url) carried.append(Object.assign(document.createElement("img"), { src: picture.url, alt: "" }));
    document.body.append(carried);
    source.setPointerCapture(pointerId);
    source.closest(":popover-open")?.hidePopover();
  };
  const held = event.pointerType === "touch" ? setTimeout(lift, HELD_MS) : 0;
  const move = (now) => {
    if (now.pointerId !== pointerId) return;
    if (!carried && Math.hypot(now.clientX - clientX, now.clientY - clientY) < ARMED_PX) return;
    if (!carried && held) return void over();
    if (!carried) lift();
    carried.style.transform = `translate(${now.clientX}px, ${now.clientY}px)`;
    target?.over(picture, now);
  };
  const over = () => {
    clearTimeout(held);
    lifted = false;
    for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear, true);
  };
  const end = (how) => (now) => {
    if (now.pointerId !== undefined && now.pointerId !== pointerId) return;
    if (now.key !== undefined && now.key !== "Escape") return;
    over();
    if (!carried) return;
    carried.remove();
    now.stopPropagation();
    swallowClick();
    if (how === "drop") target?.drop(picture, now);
    else target?.leave();
  };
  const heard = { pointermove: move, pointerup: end("drop"), pointercancel: end("leave"), keydown: end("leave") };
  for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear, true);
}

function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, true));
}

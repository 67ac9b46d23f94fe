// A picture that is carried from the library onto the timeline, by mouse, pen or finger.

const ARMED_PX = 6;
let target = null;

/** The one place where pictures can be dropped: {over(picture, event), leave(), drop(picture, event)}. Ends what it returns. */
export function receives(wanted) {
  target = wanted;
  return () => {
    if (target === wanted) target = null;
  };
}

/** Call it when a pointer goes down on a picture of the library, {upload, name, url}. A press that goes nowhere stays a click.
 *
 * Its element must leave the way to the timeline to us: `touch-action: pan-x` where the timeline lies below. */
export function offer(event, picture) {
  if (event.button !== 0 || !target) return;
  const source = event.currentTarget, { pointerId, clientX, clientY } = event;
  let carried = null;

  const lift = () => {
    carried = Object.assign(document.createElement("div"), { className: "tl-carried" });
    carried.setAttribute("aria-hidden", "true");
    if (picture.url) carried.append(Object.assign(document.createElement("img"), { src: picture.url, alt: "" }));
    document.body.append(carried);
    source.setPointerCapture(pointerId);
  };
  const move = (now) => {
    if (now.pointerId !== pointerId) return;
    if (!carried && Math.hypot(now.clientX - clientX, now.clientY - clientY) < ARMED_PX) return;
    if (!carried) lift();
    carried.style.transform = `translate(${now.clientX}px, ${now.clientY}px)`;
    carried.toggleAttribute("data-over", Boolean(target?.over(picture, now)));
  };
  const end = (how) => (now) => {
    if (now.pointerId !== undefined && now.pointerId !== pointerId) return;
    if (now.key !== undefined && now.key !== "Escape") return;
    for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear, true);
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

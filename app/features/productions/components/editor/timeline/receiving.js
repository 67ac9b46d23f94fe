// A picture from the library over the lanes: it is shown where it would lie, and asked for where it is let go.
import { targetsOf } from "./drags.js";
import { atTick, foresee, inTheWay, ticks } from "./foresee.js";
import { runAlong } from "./pointers.js";
import { snap } from "./snapping.js";
import { lengthAt, OFFERED } from "./tracks.jsx";

const USUAL_S = 5;

/** What `offers.js` asks of a place where pictures can be dropped. */
export function receiver(lanes, desk) {
  let wanted = null, running = 0;

  const placed = (event) => {
    const { board, trackAt } = desk(), box = lanes.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    if (x < 0 || x > box.width || y < 0 || y > box.height) return null;
    const track = trackAt(y);
    let start = board.at(x);
    const found = event.altKey ? null : snap([start], targetsOf(desk()), board.pixels, event.pointerType);
    if (found) start = found.at;
    const at = Math.min(atTick(ticks(start)), Math.max(0, board.seconds - 1));
    return { x, track, at, until: atTick(ticks(at + lengthAt(board.base, track, at, USUAL_S))), guide: found && at === atTick(ticks(found.at)) ? found.at : null };
  };
  const leave = () => {
    cancelAnimationFrame(running);
    if (wanted) desk().board.rest();
    wanted = null;
  };
  const over = (picture, event) => {
    cancelAnimationFrame(running);
    const { board } = desk(), now = placed(event);
    if (!now) return leave();
    wanted = now;
    const laid = { id: OFFERED, track: now.track, startSeconds: now.at, endSeconds: now.until };
    const taken = Boolean(inTheWay(board.base.pictures, laid));
    board.show(foresee(board.base, { kind: "add_picture", picture: laid }), { guide: now.guide, dragged: { picture: OFFERED, taken } });
    running = runAlong(board, now.x, () => over(picture, event));
  };
  const drop = (picture, event) => {
    const { board, onDropPicture } = desk(), now = placed(event);
    leave();
    if (now && board.seconds) onDropPicture({ upload: picture.upload, track: now.track, at: now.at, until: now.until });
  };
  return { over, leave, drop };
}

// Elements that stand where a stretch of the film is: they are placed with each frame that changes it, without React.
import { useLayoutEffect, useRef } from "react";

const SPILL_PX = 48; // how far an element reaches beyond the lanes, however long it is
const NARROW_PX = 44;

/** A ref for an element over `[begin, until]` of the film, in seconds, as `find(board)` says; without it, it is hidden.
 * `also(node, board)` may write more. */
export function useSpot(board, find, also) {
  const node = useRef(null);
  const latest = useRef({});
  latest.current = { find, also };
  useLayoutEffect(() => {
    let before = "";
    const place = () => {
      const { find: now, also: more } = latest.current;
      const span = now(board), { style, dataset } = node.current;
      if (!span) return void (style.display = "none");
      const from = Math.max(-SPILL_PX, Math.min(board.width, board.x(span[0])));
      const until = Math.max(from + 1, Math.min(board.width + SPILL_PX, board.x(span[1])));
      const written = `${from.toFixed(1)} ${(until - from).toFixed(1)}`;
      if (written !== before) {
        style.transform = `translateX(${from.toFixed(1)}px)`;
        style.width = `${(until - from).toFixed(1)}px`;
        style.display = "";
        style.setProperty("--hidden", `${Math.max(0, -from).toFixed(0)}px`);
        dataset.narrow = until - from < NARROW_PX ? "" : "no";
        before = written;
      }
      return more?.(node.current, board);
    };
    place();
    return board.painting(place);
  }, [board]);
  return node;
}

/** A ref for an element at one moment of the film. */
export function useMark(board, find) {
  const node = useRef(null);
  const latest = useRef(find);
  latest.current = find;
  useLayoutEffect(
    () =>
      board.painting(() => {
        const second = latest.current(board), { style } = node.current;
        style.display = second === null ? "none" : "";
        if (second !== null) style.transform = `translateX(${board.x(second).toFixed(1)}px)`;
      }),
    [board],
  );
  return node;
}

// Where a dragged edge is drawn to.
const NEAR_PX = { mouse: 8, pen: 10, touch: 14 };

/** The target that lies nearest to one of `edges` (seconds), if one is near enough: {by, at}, seconds to move and where. */
export function snap(edges, targets, scale, pointerType) {
  const near = (NEAR_PX[pointerType] ?? NEAR_PX.mouse) / scale;
  let best = null;
  for (const edge of edges) {
    for (const target of targets) {
      const by = target - edge;
      if (Math.abs(by) <= near && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, at: target };
    }
  }
  return best;
}

// The kept spans of a source, one after the other, and the moments of the film that they make. Pure; seconds.

/** `pieces` without what is empty, those that touch as one: a split alone is no cut that would have to be jumped. */
export function joined(pieces) {
  const spans = [];
  for (const { start, end } of pieces ?? []) {
    const last = spans.at(-1);
    if (last && Math.abs(start - last.end) < 1e-6) last.end = end;
    else if (end > start) spans.push({ start, end });
  }
  let begin = 0;
  for (const span of spans) {
    span.begin = begin; // of the edited film
    begin += span.end - span.start;
  }
  return spans;
}

export const lengthOf = (spans) => (spans.length ? spans.at(-1).begin + spans.at(-1).end - spans.at(-1).start : 0);

const LAST_PICTURE_S = 1 / 60; // the end of a span is the first moment that was cut away

/** Which span the edited film shows at `time`, and at which second of the source; at a join the later one. */
export function spotAt(spans, time) {
  let index = spans.findLastIndex(({ begin }) => begin <= time + 1e-6);
  if (index < 0) index = 0;
  const { start, end, begin } = spans[index] ?? { start: 0, end: 0, begin: 0 };
  return { index, second: Math.max(start, Math.min(end - LAST_PICTURE_S, start + (time - begin))) };
}

/** How strongly a layer shows at `time` of the finished film, 0 to 1. */
export function strength(layer, time) {
  if (time < layer.start || time >= layer.end) return 0;
  const rising = layer.fadeIn > 0 ? (time - layer.start) / layer.fadeIn : 1;
  const falling = layer.fadeOut > 0 ? (layer.end - time) / layer.fadeOut : 1;
  return Math.max(0, Math.min(1, rising, falling));
}

/** The moment of the finished film, opening included. */
export const filmTime = ({ time, opening, openingLength }) => openingLength - opening + time;

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const tenth = Math.floor(((seconds + 1e-6) % 1) * 10);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}.${tenth}`;
}

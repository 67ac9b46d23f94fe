// Text that writes itself, word by word. All of it is in the page from the beginning: nothing jumps, and
// assistive technology reads it whole; the ink only becomes visible later.
import { memo } from "react";

const WORD_MS = 38;

export const inkTime = (text) => text.split(/\s+/).length * WORD_MS;

/** `from` is when the first word appears, in ms; null shows everything at once. */
export const Ink = memo(function Ink({ text, from, ...rest }) {
  if (from === null) return <p {...rest}>{text}</p>;
  return (
    <p {...rest}>
      {text.split(/(\s+)/).map((word, at) =>
        at % 2 ? word : <span key={at} className="ink" style={{ animationDelay: `${from + (at / 2) * WORD_MS}ms` }}>{word}</span>,
      )}
    </p>
  );
});

/** Each paragraph with the moment at which its ink begins, and when the last of it is dry. */
export function timed(paragraphs, from) {
  let moment = from;
  const lines = paragraphs.map((text) => {
    const line = { text, from: moment };
    moment += inkTime(text);
    return line;
  });
  return { lines, end: moment };
}

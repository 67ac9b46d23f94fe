// A sound's shape, from its peaks: one bar for each slice of time.
import { useEffect, useState } from "react";

const BARS = 72;

function barsOf(peaks) {
  if (!peaks.length) return [];
  const bars = Array.from({ length: BARS }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / BARS);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / BARS));
    return Math.max(...peaks.slice(from, to));
  });
  const loudest = Math.max(...bars) || 1;
  return bars.map((peak) => Math.max(0.03, peak / loudest));
}

export function Waveform({ url, look }) {
  const [bars, setBars] = useState([]);
  useEffect(() => {
    let here = true;
    fetch(url)
      .then((answer) => (answer.ok ? answer.json() : { peaks: [] }))
      .then(({ peaks }) => here && setBars(barsOf(peaks)))
      .catch(() => null); // the card says what it is without its shape, too
    return () => { here = false; };
  }, [url]);
  return (
    <svg viewBox={`0 0 ${BARS * 4} 100`} preserveAspectRatio="none" className={look} aria-hidden="true">
      {bars.map((height, at) => (
        <rect key={at} x={at * 4 + 0.75} y={50 - height * 42} width="2.5" height={height * 84} rx="1.25" fill="currentColor" />
      ))}
    </svg>
  );
}

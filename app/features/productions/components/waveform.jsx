// A sound's shape, from its peaks: one bar for each slice of time, those that were played told from the rest.
import { useEffect, useRef, useState } from "react";
import { fetchPeaks } from "./peaks.js";

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

// Peaks are fetched once their place comes into sight: a folded section asks for none.
function useBars(url, place) {
  const [bars, setBars] = useState([]);
  useEffect(() => {
    if (!url) return undefined;
    const stop = new AbortController();
    const sight = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      sight.disconnect();
      fetchPeaks(url, stop.signal)
        .then(({ peaks }) => setBars(barsOf(peaks)))
        .catch(() => null); // it can be listened to without its shape, too
    });
    sight.observe(place.current);
    return () => {
      sight.disconnect();
      stop.abort();
    };
  }, [url]);
  return bars;
}

/** `share` is how much was played, 0 to 1; at 0 all of it shows in full colour. */
export function Waveform({ url, share }) {
  const place = useRef(null);
  const bars = useBars(url, place);
  return (
    <svg ref={place} viewBox={`0 0 ${BARS * 4} 100`} preserveAspectRatio="none" className="waveform" aria-hidden="true">
      {bars.map((height, at) => (
        <rect
          key={at} x={at * 4 + 0.75} y={50 - height * 42} width="2.5" height={height * 84} rx="1.25" fill="currentColor"
          data-ahead={share > 0 && at >= share * BARS ? "" : undefined}
        />
      ))}
    </svg>
  );
}

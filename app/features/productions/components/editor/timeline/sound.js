// The film's sound at every zoom: peaks of peaks, so that a bar never looks at more than a few of them.
import { useEffect, useState } from "react";
import { fetchPeaks } from "$/public/external/app/features/productions/components/track/peaks.js";

export class Sound {
  constructor({ peaks, perSecond }) {
    const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0) || 1;
    this.perSecond = perSecond;
    this.levels = [Float32Array.from(peaks, (peak) => peak / loudest)];
    while (this.levels.at(-1).length > 64) {
      const finer = this.levels.at(-1);
      this.levels.push(Float32Array.from({ length: Math.ceil(finer.length / 2) }, (_, at) => Math.max(finer[2 * at], finer[2 * at + 1] ?? 0)));
    }
  }

  /** How loud it gets between two seconds, 0 to 1. */
  between(start, end) {
    const from = start * this.perSecond, until = end * this.perSecond;
    if (until - from < 1) return this.around((from + until) / 2 - 0.5);
    const level = Math.min(this.levels.length - 1, Math.floor(Math.log2(until - from)));
    const peaks = this.levels[level], each = 2 ** level;
    let loud = 0;
    for (let at = Math.max(0, Math.floor(from / each)); at * each < until && at < peaks.length; at += 1) loud = Math.max(loud, peaks[at]);
    return loud;
  }

  // Zoomed in further than it was measured, the shape runs smoothly from peak to peak.
  around(place) {
    const [peaks] = this.levels, at = Math.floor(place), share = place - at;
    return (peaks[at] ?? 0) * (1 - share) + (peaks[at + 1] ?? peaks[at] ?? 0) * share;
  }
}

/** The sound behind an address of peaks; null while there is none. */
export function useSound(url) {
  const [sound, setSound] = useState(null);
  useEffect(() => {
    setSound(null);
    if (!url) return undefined;
    const stop = new AbortController();
    fetchPeaks(url, stop.signal)
      .then((heard) => setSound(new Sound(heard)))
      .catch(() => null); // it is cut by its pictures, then
    return () => stop.abort();
  }, [url]);
  return sound;
}

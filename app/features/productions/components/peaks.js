// The loudness of a sound over time, as its preparation measured it.

/** {perSecond, peaks}: one peak, 0 to 1, for each slice of time. Rejects when it can't be had. */
export async function fetchPeaks(url, signal) {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`no peaks: ${answer.status}`);
  const { peaks, peaks_per_second } = await answer.json();
  return { peaks, perSecond: peaks_per_second };
}

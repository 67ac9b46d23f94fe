// Moments of films, written as clocks do.

/** `1:02:03.4`, with hours where there are any; without tenths the second that has begun. */
export function clock(seconds, tenths = true) {
  const count = Math.max(0, seconds || 0);
  const tenth = tenths ? Math.round(count * 10) : 10 * Math.floor(count + 1e-6);
  const whole = Math.floor(tenth / 10), hours = Math.floor(whole / 3600), minutes = String(Math.floor(whole / 60) % 60);
  const rest = `${String(whole % 60).padStart(2, "0")}${tenths ? `.${tenth % 10}` : ""}`;
  return hours ? `${hours}:${minutes.padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

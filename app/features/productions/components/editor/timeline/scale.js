// Times as words and as distances.
const STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const LABEL_PX = 78;
const MARK_PX = 8;

/** `1:02:03`, with tenths where they matter. */
export function clock(seconds, tenths = true) {
  const whole = tenths ? Math.round(Math.max(0, seconds) * 10) / 10 : Math.round(Math.max(0, seconds));
  const hours = Math.floor(whole / 3600), minutes = Math.floor((whole % 3600) / 60);
  const rest = (whole % 60).toFixed(tenths ? 1 : 0).padStart(tenths ? 4 : 2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** `1 h 2 min 3.4 s`, for those who hear it. */
export function spoken(seconds) {
  const tenth = Math.round(Math.max(0, seconds) * 10) / 10;
  const parts = [[Math.floor(tenth / 3600), "h"], [Math.floor((tenth % 3600) / 60), "min"], [+(tenth % 60).toFixed(1), "s"]];
  return parts.filter(([amount, unit]) => amount || (unit === "s" && tenth < 60)).map(([amount, unit]) => `${amount} ${unit}`).join(" ");
}

/** How far apart a ruler's labels and the marks between them stand, in seconds, at `scale` pixels a second. */
export function rulerSteps(scale) {
  const label = STEPS_S.find((step) => step * scale >= LABEL_PX) ?? STEPS_S.at(-1);
  const mark = STEPS_S.find((step) => step * scale >= MARK_PX && Number.isInteger(Math.round((label / step) * 1e6) / 1e6)) ?? label;
  return { label, mark };
}

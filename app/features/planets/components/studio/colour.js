// Colours as people see them, lightness, strength and hue in OKLCH, and what they call them.

const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

export const isHex = (text) => /^#[0-9a-f]{6}$/i.test(text ?? "");

/** {l, c, h}: lightness 0 to 1, chroma 0 to about 0.33, hue in degrees. */
export function oklch(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, y), h: ((Math.atan2(y, a) * 180) / Math.PI + 360) % 360 };
}

const HUES = [[20, "rose"], [45, "red"], [74, "orange"], [105, "amber"], [122, "yellow"], [158, "green"], [192, "teal"], [225, "cyan"], [275, "blue"], [308, "violet"], [335, "purple"], [361, "pink"]];

/** What people call a colour: `deep blue`, `pale rose`, `grey`. */
export function named(text) {
  if (!isHex(text)) return text;
  const { l, c, h } = oklch(text);
  if (l > 0.97 && c < 0.02) return "white";
  if (l < 0.17 && c < 0.04) return "black";
  const depth = l < 0.3 ? "very dark " : l < 0.5 ? "deep " : c > 0.12 ? "" : l > 0.85 ? "pale " : l > 0.74 ? "light " : "";
  if (c < 0.025) return `${depth === "deep " ? "dark " : depth}grey`;
  if (h > 35 && h < 95 && l < 0.6 && c < 0.13) return `${l < 0.4 ? "dark " : ""}brown`;
  return `${c < 0.07 && !depth ? "muted " : depth}${HUES.find(([end]) => h < end)[1]}`;
}

// Colours as people see them: lightness, strength and hue in OKLCH, and what goes well with one.

const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));
const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const gamma = (part) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

export const isHex = (text) => /^#[0-9a-f]{6}$/i.test(text ?? "");

/** `#RRGGBB` of what somebody typed, with or without `#`, of three or six digits; null of anything else. */
export function hexOf(text) {
  const digits = text.trim().replace(/^#/, "");
  if (/^[0-9a-f]{6}$/i.test(digits)) return `#${digits.toUpperCase()}`;
  return /^[0-9a-f]{3}$/i.test(digits) ? `#${[...digits].map((one) => one + one).join("").toUpperCase()}` : null;
}

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

function rgb({ l, c, h }) {
  const a = c * Math.cos((h * Math.PI) / 180), b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ];
}

const shows = (colour) => rgb(colour).every((part) => part > -0.0005 && part < 1.0005);

/** The strongest chroma up to `c` that a screen shows at this lightness and hue. */
export function shownChroma({ l, c, h }) {
  if (shows({ l, c, h })) return c;
  let low = 0, high = c;
  for (let step = 0; step < 14; step += 1) {
    const middle = (low + high) / 2;
    if (shows({ l, c: middle, h })) low = middle;
    else high = middle;
  }
  return low;
}

/** `#RRGGBB` of the nearest colour that a screen shows: less strong, of the same hue and lightness. */
export function hex({ l, c, h }) {
  const kept = { l: clamp(l), c: shownChroma({ l: clamp(l), c, h }), h: ((h % 360) + 360) % 360 };
  const parts = rgb(kept).map((part) => Math.round(255 * clamp(gamma(clamp(part)))));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("").toUpperCase()}`;
}

const HARMONIES = [
  { id: "complementary", name: "Complementary", says: "The opposite, and both paler", turns: [[180, 0, 1], [0, 0.2, 0.6], [180, 0.22, 0.55]] },
  { id: "analogous", name: "Analogous", says: "Neighbours on the wheel", turns: [[32, 0.06, 1], [-32, -0.06, 1], [60, 0.16, 0.8]] },
  { id: "triadic", name: "Triadic", says: "Three, evenly apart", turns: [[120, 0, 1], [240, 0, 1], [0, 0.24, 0.5]] },
  { id: "soft", name: "Soft", says: "Misty, close together", turns: [[24, 0.2, 0.5], [-24, 0.12, 0.45], [150, 0.24, 0.3]] },
];

// Where going lighter would wash a colour out, its companion is darker instead.
const lighter = (l, by) => clamp(l + by > 0.93 ? l - by : l + by, 0.16, 0.95);

/** What goes well with `main`: four sets of three companions each. */
export function harmonies(main) {
  const { l, c, h } = oklch(main);
  const base = Math.max(c, 0.05); // a grey has no hue to turn, but its companions may have some colour
  return HARMONIES.map(({ turns, ...set }) => ({
    ...set, colours: turns.map(([turn, by, strength]) => hex({ l: lighter(l, by), c: base * strength, h: h + turn })),
  }));
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

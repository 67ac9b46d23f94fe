// Colours made: from sliders, from what somebody typed, and as companions of another one.
import { oklch } from "./colour.js";

const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));
const gamma = (part) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** `#RRGGBB` of what somebody typed, with or without `#`, of three or six digits; null of anything else. */
export function hexOf(text) {
  const digits = text.trim().replace(/^#/, "");
  if (/^[0-9a-f]{6}$/i.test(digits)) return `#${digits.toUpperCase()}`;
  return /^[0-9a-f]{3}$/i.test(digits) ? `#${[...digits].map((one) => one + one).join("").toUpperCase()}` : null;
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

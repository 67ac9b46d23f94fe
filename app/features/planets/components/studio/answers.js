// What the answers mean on this page: what is asked, what is missing, and how an answer is said.
import { keep, pendingBatch } from "$/public/external/app/ui/outbox/outbox.jsx";
import { named } from "./colour.js";

export const ANSWERS = "answers";
export const TYPED = "typed";
export const UNNAMED = "A new planet"; // what a planet is called that nobody has named

const empty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

export const isText = (field) => field.input_type === "free_text";
export const isAsked = (field, values) => Object.entries(field.when).every(([name, wanted]) => wanted.includes(values[name]));
export const asked = (step, values) => step.fields.filter((field) => isAsked(field, values));
export const isAnswered = (field, values) => !empty(values[field.id]);
export const missing = (step, values) => asked(step, values).filter((field) => field.required && !isAnswered(field, values));
export const isOptional = (step) => step.fields.length > 0 && !step.fields.some(({ required }) => required);

/** The field whose choices are taken by their numbers. */
export const numbered = (step) => step.fields.find(({ choices }) => choices.length);

/** Keeps an answer. `pause` is in ms, for controls that are dragged. */
export const answer = (field, value, pause = 0) => keep(ANSWERS, field.id, empty(value) ? null : value, pause);

/** The texts that are half typed, where they differ from the answers. */
export const halfTyped = (typed) => Object.fromEntries(Object.entries(typed).filter(([, text]) => typeof text === "string"));

// By field, the answer that stood when somebody began to type over it: whoever is told of a newer one meanwhile
// has not agreed to it.
const begun = new Map();

/** Keeps a text as half typed. `over` are the answers that restored texts began from. */
export function typeOver(field, value, before, text, pause, over) {
  if (!begun.has(field.id)) begun.set(field.id, field.id in over ? over[field.id] : before ?? null);
  keep(TYPED, field.id, value, pause, text || null);
}

// A text that this browser restored and nobody has acknowledged yet says itself what it began from.
const beginningOf = (field, over) =>
  [begun.get(field.id), over[field.id], pendingBatch(TYPED)?.bases[field.id]?.[0]].find((one) => one !== undefined);

/** What is half typed in `field` becomes its answer. */
export function settle(field, text, over) {
  keep(ANSWERS, field.id, text.trim() || null, 0, beginningOf(field, over));
  keep(TYPED, field.id, null);
  begun.delete(field.id);
}

export const forgetBeginnings = () => begun.clear();

/** Words that were typed one by one: added to those that are there, once each. */
export function withWords(field, before, text) {
  const words = text.split(field.topics ? /\n/ : /[,\n]/).map((word) => word.trim()).filter(Boolean);
  return [...new Set([...before, ...words])].slice(0, field.many || undefined);
}

/** One answer as a person would say it. `topics` is {id: name}. */
export function said(field, value, topics = {}) {
  if (empty(value)) return "";
  if (field.topics) return value.map((id) => topics[id] ?? "").filter(Boolean).join(", ");
  if (field.input_type === "color") return [value].flat().map(named).join(", ");
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return field.choices.find(({ id }) => id === value)?.label ?? String(value);
}

/** A step's answers in one line: `Ocean: glassy, sunken`, with the colours among them. */
export function saidOf(step, values, topics) {
  const answered = asked(step, values).filter((field) => isAnswered(field, values));
  const colours = answered.filter(({ input_type: type }) => type === "color").flatMap(({ id }) => values[id]);
  const inOwnWords = new Set(answered.filter(isText).flatMap(({ when }) => Object.keys(when)));
  const spoken = answered.filter(({ id, input_type: type }) => type !== "color" && !inOwnWords.has(id));
  let line = "";
  for (const field of spoken) {
    const words = worded(field, values, topics);
    if (!words) continue;
    line += !line ? words : field.input_type === "multi_choice" ? `: ${words}` : `. ${words}`;
  }
  return { line: line || saidColours(colours), colours };
}

function worded(field, values, topics) {
  const value = values[field.id];
  if (field.input_type === "boolean") return value ? "" : `No ${field.label.toLowerCase()}`; // their number says it
  if (field.input_type === "number") return value === 1 ? "1 moon" : `${value} moons`;
  return said(field, value, topics);
}

const COUNT = ["", "one accent", "two accents", "three accents", "four accents", "five accents"];

function saidColours(colours) {
  if (!colours.length) return "";
  const accents = colours.length - 1;
  const name = named(colours[0]);
  return `${name[0].toUpperCase()}${name.slice(1)}${accents ? ` with ${COUNT[accents] ?? `${accents} accents`}` : ""}`;
}

// A control for each field of the step that is asked now. The first step has texts alone; the rest comes later.
import { lazy, Suspense, useEffect } from "react";
import { UNNAMED, asked, isText } from "./answers.js";
import { TextField } from "./texts.jsx";

const fetchControls = () => import("./controls.jsx");
const fetchColours = () => import("./colours.jsx");
const Control = lazy(fetchControls);
const Colours = lazy(fetchColours);

const TOUCHED = ["pointerdown", "keydown"];

// What the next step needs is fetched as soon as somebody answers this one.
function useForesight() {
  useEffect(() => {
    const fetchAll = () => {
      fetchControls();
      fetchColours();
    };
    for (const name of TOUCHED) addEventListener(name, fetchAll, { once: true, passive: true });
    return () => TOUCHED.forEach((name) => removeEventListener(name, fetchAll));
  }, []);
}

// What the planet was called when it was made is the nearest name for it; its picture can be told from the answers.
function offered(field, { planet, description }, values) {
  if (field.id === "accessibility_notes") return { suggestions: [description] };
  if (field.id !== "name" || values.name) return {};
  return { suggestions: [...new Set([planet.name, ...field.suggestions])].filter((name) => name !== UNNAMED) };
}

// Fields in their order; neighbours that take colours share one picker.
function grouped(fields) {
  const groups = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (field.input_type === "color" && last?.[0].input_type === "color") last.push(field);
    else groups.push([field]);
  }
  return groups;
}

function Fitting({ step, fields, builder, script, given }) {
  const [field] = fields;
  const { values, typed, over, errors, borrowed, topics, pictures } = given;
  const shared = { field, values, typed, error: errors[field.id], lent: borrowed.includes(field.id) };
  if (field.input_type === "color") return <Colours step={step} script={script} fields={fields} {...given} />;
  if (isText(field)) return <TextField {...shared} over={over} {...offered(field, builder, values)} first={field === step.fields.find(isText)} />;
  return <Control {...shared} step={step} topics={topics} pictures={pictures} />;
}

export function Fields({ step, builder, script, given }) {
  useForesight();
  return (
    <Suspense fallback={<div className="arriving" />}>
      {grouped(asked(step, given.values)).map((fields) => (
        <Fitting key={fields[0].id} step={step} fields={fields} builder={builder} script={script} given={given} />
      ))}
    </Suspense>
  );
}

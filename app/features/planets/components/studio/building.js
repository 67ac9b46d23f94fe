// The builder as this page has it: the answers with what is on its way over them, and every move.
import { useEffect, useRef, useState } from "react";
import { pendingBatch, useKept } from "$/public/external/app/ui/outbox/outbox.jsx";
import { ANSWERS, TYPED, UNNAMED, answer, forgetBeginnings, halfTyped, isText, missing, settle } from "./answers.js";
import { useMoves } from "./moving.js";
import { useOthers } from "./others.js";
import { usePlace } from "./place.js";

const ASKING_MS = 8000;

// Acknowledged answers with the pending ones over them, before and after the outbox has opened.
function useAnswers({ builder, answers, typed }) {
  const kept = { [ANSWERS]: useKept(ANSWERS), [TYPED]: useKept(TYPED) };
  const view = (name, row, before) => (kept[name].scope === row?.scope ? kept[name].values : before);
  return { kept, values: view(ANSWERS, answers, builder.attributes), typed: halfTyped(view(TYPED, typed, builder.typed)) };
}

// What is lacking by this page's own account, told beside the field until it is given.
function useLacking(values) {
  const [lacking, setLacking] = useState([]);
  const open = lacking.filter(({ id }) => !values[id]);
  return [Object.fromEntries(open.map((field) => [field.id, `${field.invalid || `${field.label} is required`}.`])), setLacking];
}

// Launching is asked for once; the button comes back when the server says that it can't be, or says nothing.
function useLaunch({ said, refused, onConfirm }) {
  const [launching, setLaunching] = useState(false);
  useEffect(() => setLaunching(false), [said, refused]);
  useEffect(() => {
    if (!launching) return;
    const late = setTimeout(() => setLaunching(false), ASKING_MS);
    return () => clearTimeout(late);
  }, [launching]);
  const launch = () => {
    if (launching) return;
    setLaunching(true);
    onConfirm?.(pendingBatch(ANSWERS));
  };
  return { launching, launch };
}

// Every text of the step that is half typed becomes an answer now; a name that nobody touched is the planet's.
function settled(step, values, typed, { planet, typed_over: over, changed_by: changed }) {
  const fresh = {};
  for (const field of step.fields.filter(isText)) {
    if (typed[field.id] !== undefined) {
      fresh[field.id] = typed[field.id].trim();
      settle(field, typed[field.id], over);
    }
    const untouched = fresh[field.id] === undefined && !values[field.id] && !changed[field.id];
    if (field.id === "name" && untouched && planet.name !== UNNAMED) {
      fresh.name = planet.name;
      answer(field, planet.name);
    }
  }
  return fresh;
}

const lookAt = () =>
  requestAnimationFrame(() => document.querySelector("#builder-step [aria-invalid=true], #builder-step [type=radio], #builder-step .text-input")?.focus());

const startedOver = ({ can_undo: canUndo, attributes }) => canUndo && !Object.keys(attributes).length;

/** Everything that the parts of the page show and do. */
export function useBuilding(props) {
  const { script, topics: listed, pictures, builder, answered, errors: refused, onMove } = props;
  const { kept, values, typed } = useAnswers(props);
  const [lackingHere, setLacking] = useLacking(values);
  const [done, setDone] = useState(startedOver(builder) ? "restart" : "");
  const follow = useRef(null);
  const moves = useMoves({ planet: builder.planet.id, revision: builder.revision, answered, onMove, onSettled: () => follow.current() });
  const at = usePlace({ visit: props.visit, script, step: builder.step_index, moving: moves.moving });
  follow.current = at.follow;
  const { launching, launch } = useLaunch({ said: props.said, refused, onConfirm: props.onConfirm });

  useEffect(() => forgetBeginnings, [builder.planet.id]);

  const topicNames = Object.fromEntries(listed.map(({ id, name }) => [id, name]));
  const news = useOthers({ builder, script, topicNames });
  const step = script[at.place];
  const lacking = script.filter((one) => missing(one, values).length).map(({ id }) => id);
  const move = (intent) => {
    setDone(intent.kind);
    setLacking([]);
    at.expect(intent);
    moves.move(intent);
  };
  const next = () => {
    const open = missing(step, { ...values, ...settled(step, values, typed, builder) });
    setLacking(open);
    if (open.length) lookAt();
    else move({ kind: "next" });
  };
  return {
    kept, typed, step, lacking, launching, place: at.place, follow: at.follow,
    elsewhere: at.elsewhere ? script[builder.step_index]?.title : "",
    status: moves.status,
    done: moves.moving ? "" : done,
    topicNames, news,
    given: {
      values, typed, over: builder.typed_over, topics: listed, pictures, borrowed: builder.borrowed,
      errors: { ...refused, ...lackingHere, ...kept[TYPED].errors, ...kept[ANSWERS].errors },
    },
    move,
    goTo: (id) => id !== step.id && move({ kind: "goto", step: id }),
    back: () => at.place > 0 && move({ kind: "back" }),
    fill: () => move({ kind: "randomize", all: true }),
    surprise: () => move(step.fields.length ? { kind: "randomize", step: step.id } : { kind: "randomize", all: true }),
    submit: (event) => {
      event.preventDefault();
      if (step.fields.length) next();
      else if (!lacking.length && !builder.art_job) launch();
    },
  };
}

// The builder as one uses it: conversation at the left, the planet at the right.
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Outbox, useKept } from "$/public/external/app/ui/outbox/outbox.jsx";
import { ANSWERS, TYPED, answer, halfTyped, isOptional, isText, missing, settle } from "./answers.js";
import { Bar, worstOf } from "./bar.jsx";
import { Conversation } from "./conversation.jsx";
import { Keys } from "./keys.jsx";
import { useMoves } from "./moving.js";
import { LostRaces, Notices } from "./notices.jsx";
import { usePlace } from "./place.js";
import { Sky } from "./sky.jsx";
import { Fields } from "./step.jsx";

const Summary = lazy(() => import("./summary.jsx"));
const UNNAMED = "A new planet";

/** Acknowledged answers with the pending ones over them, before and after the outbox has opened. */
function useAnswers({ builder, answers, typed }) {
  const kept = { [ANSWERS]: useKept(ANSWERS), [TYPED]: useKept(TYPED) };
  const view = (name, row, before) => (kept[name].scope === row?.scope ? kept[name].values : before);
  return { kept, values: view(ANSWERS, answers, builder.attributes), typed: halfTyped(view(TYPED, typed, builder.typed)) };
}

/** What is lacking on this page's own account, told beside the field until it is given. */
function useLacking(values) {
  const [lacking, setLacking] = useState([]);
  const errors = Object.fromEntries(
    lacking.filter(({ id }) => !values[id]).map((field) => [field.id, `${field.invalid || `${field.label} is required`}.`]),
  );
  return [errors, setLacking];
}

// The step that has just opened is brought into sight and, for those who hear the page, read.
function useArrival(place) {
  const prompt = useRef(null);
  const shown = useRef(null);
  useLayoutEffect(() => {
    const step = document.getElementById("builder-step");
    if (!step) return;
    const first = shown.current === null;
    if (shown.current === place) return;
    shown.current = place;
    step.scrollIntoView({ block: "end", behavior: "instant" });
    prompt.current?.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (first) return;
    const text = matchMedia("(pointer: fine)").matches && step.querySelector("[data-first]");
    (text || prompt.current)?.focus({ preventScroll: true });
  });
  return prompt;
}

export function Studio(props) {
  return props.builder.planet && props.script.length ? <Building {...props} /> : null;
}

function Building({ script, topics: listed, builder, answers, answersAnswer, typed: row, typedAnswer, answered, said, errors: refused, onAnswer, onType, onMove, onConfirm }) {
  const { kept, values, typed } = useAnswers({ builder, answers, typed: row });
  const [lackingErrors, setLacking] = useLacking(values);
  const [done, setDone] = useState(builder.can_undo && !Object.keys(builder.attributes).length ? "restart" : "");
  const follow = useRef(() => {});
  const { status: moveStatus, move: send, moving } = useMoves({
    planet: builder.planet.id, revision: builder.revision, answered, onMove, onSettled: () => follow.current(),
  });
  const at = usePlace({ planet: builder.planet.id, script, step: builder.step_index, moving });
  follow.current = at.follow;
  const prompt = useArrival(at.place);

  const step = script[at.place];
  const topics = listed.map(({ id, name }) => ({ id, name }));
  const topicNames = Object.fromEntries(topics.map(({ id, name }) => [id, name]));
  const lackingSteps = script.filter((one) => missing(one, values).length).map(({ id }) => id);
  const given = {
    values, typed, topics, borrowed: builder.borrowed, pictures: builder.pictures,
    errors: { ...refused, ...lackingErrors, ...kept[TYPED].errors, ...kept[ANSWERS].errors },
  };

  const move = (intent) => {
    setDone(intent.kind);
    setLacking([]);
    at.expect(intent);
    send({ step: step.id, ...intent });
  };
  const goTo = (id) => id !== step.id && move({ kind: "goto", step: id });
  const back = () => at.place > 0 && move({ kind: "back" });
  const surprise = () => move(step.fields.length ? { kind: "randomize" } : { kind: "randomize", all: true });
  const fill = () => move({ kind: "randomize", all: true });
  const next = () => {
    const lacking = missing(step, { ...values, ...settled(step, values, typed, builder.planet) });
    setLacking(lacking);
    if (lacking.length) return lookAt(lacking[0]);
    move({ kind: "next" });
  };
  const launch = useLaunch({ ready: !moving && !["saving", "retrying"].includes(kept[ANSWERS].status), answered, said, onConfirm });
  const submit = (event) => {
    event.preventDefault();
    const field = event.nativeEvent.submitter ? null : nextText(step);
    if (field) return field.focus();
    if (step.fields.length) next();
    else if (!lackingSteps.length) launch.go();
  };

  const name = typed.name || values.name || builder.planet.name;
  const people = builder.people ?? [];
  const status = worstOf([kept[ANSWERS].status, kept[TYPED].status, moveStatus]);
  return (
    <article className="builder">
      <Outbox name={ANSWERS} {...answers} answer={answersAnswer} onSave={onAnswer} />
      <Outbox name={TYPED} {...row} revision={null} answer={typedAnswer} onSave={onType} />
      <Bar planet={builder.planet} name={name} status={status} people={people} canUndo={builder.can_undo} onMove={move} onFill={fill} />
      <Sky
        builder={builder} script={script} place={at.place} values={values} topics={topicNames} name={name} tagline={typed.tagline ?? values.tagline} people={people} onGo={goTo}
      />
      <div className="talk">
        <div className="talk-log">
          <Conversation script={script} place={at.place} skipped={builder.skipped_steps} values={{ ...values, ...typed }} topics={topicNames} onChange={goTo} />
          <form id="builder-step" className="now" onSubmit={submit} aria-labelledby="builder-prompt" noValidate>
            <h2 ref={prompt} id="builder-prompt" tabIndex={-1} className="guide-said now-prompt">{step.prompt}</h2>
            <Notices
              said={said} done={moving ? "" : done} canUndo={builder.can_undo} stored={kept[ANSWERS].stored} onUndo={() => move({ kind: "undo" })}
              elsewhere={at.elsewhere ? script[builder.step_index]?.title : ""} onFollow={at.follow}
            />
            <LostRaces kept={kept} script={script} topics={topicNames} />
            {step.fields.length ? (
              <Fields key={step.id} step={step} planet={builder.planet} script={script} given={given} />
            ) : (
              <Suspense fallback={<div className="arriving" />}>
                <Summary script={script} missing={lackingSteps} skipped={builder.skipped_steps} given={{ ...given, topics: topicNames }} onChange={goTo} onFill={fill} />
              </Suspense>
            )}
          </form>
        </div>
      </div>
      <Actions
        step={step} first={at.place === 0} lacking={lackingSteps.length} launching={launch.under_way} onBack={back} onSurprise={surprise}
        onSkip={() => move({ kind: "skip" })}
      />
      <Keys choices={step.fields.find(({ choices }) => choices.length)?.choices.length ?? 0} onBack={back} onSurprise={surprise} />
    </article>
  );
}

function Actions({ step, first, lacking, launching, onBack, onSkip, onSurprise }) {
  const last = !step.fields.length;
  return (
    <footer className="talk-actions">
      <button type="button" className="plain-button focus-ring" onClick={onBack} disabled={first}>Back</button>
      {isOptional(step) ? <button type="button" className="plain-button focus-ring" onClick={onSkip}>Skip</button> : null}
      {last ? null : <button type="button" className="plain-button focus-ring" onClick={onSurprise}>Surprise me</button>}
      <button type="submit" form="builder-step" className="main-button focus-ring" disabled={last && lacking > 0} aria-disabled={launching || undefined}>
        {last ? (launching ? "Launching…" : "Launch") : "Next"}
      </button>
    </footer>
  );
}

// Every text of the step that is half typed becomes an answer now; a name left empty stays what it was.
function settled(step, values, typed, planet) {
  const fresh = {};
  for (const field of step.fields.filter(isText)) {
    if (typed[field.id] !== undefined) {
      fresh[field.id] = typed[field.id].trim();
      settle(field, typed[field.id]);
    }
    if (field.id === "name" && !fresh.name && !values.name && planet.name !== UNNAMED) {
      fresh.name = planet.name;
      answer(field, planet.name);
    }
  }
  return fresh;
}

// Enter in a text goes to the next empty one of its step.
function nextText(step) {
  const texts = [...document.querySelectorAll("#builder-step input.text-input")];
  const at = texts.indexOf(document.activeElement);
  return at < 0 || !step.fields.some(isText) ? null : texts.slice(at + 1).find(({ value }) => !value);
}

const lookAt = (field) =>
  requestAnimationFrame(() => document.querySelector("#builder-step [aria-invalid=true], #builder-step [type=radio], #builder-step .text-input")?.focus());

/** Launches once everything is kept, and lets go of it when the server says that it can't be. */
function useLaunch({ ready, answered, said, onConfirm }) {
  const [wanted, setWanted] = useState(false);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!wanted || asked || !ready) return;
    setAsked(true);
    onConfirm?.();
  }, [wanted, asked, ready]);
  useEffect(() => {
    if (!asked) return;
    setAsked(false);
    setWanted(false);
  }, [answered, said]);
  return { under_way: wanted, go: () => setWanted(true) };
}

// The story as one reads it: heading, what the last choice brought, the scene's text, the choices.
import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Shortcut } from "$/public/external/app/ui/shortcuts/shortcuts.jsx";
import { Backdrop } from "./backdrop.jsx";
import { below } from "./below.js";
import { Choices } from "./choices.jsx";
import { mayMove, useReading } from "./comfort.js";
import { Fight, Roll, TUMBLE_MS, roundTime, useSettled } from "./dice.jsx";
import { Faces, Party } from "./party.jsx";
import { usePlace } from "./place.js";
import { Ink, inkTime, timed } from "./prose.jsx";
import { Chapters, Rail } from "./rail.jsx";
import { useSending } from "./sending.js";

const PartyForm = lazy(() => import("./party_form.jsx")); // one scene of eleven has it
const ComfortPanel = lazy(() => import("./comfort_panel.jsx"));
const Ending = lazy(() => import("./ending.jsx"));

const FIRST_INK_MS = 350;

// When each part of "what happened" begins. A fight holds up what comes after it until it has been read.
// `told` counts rounds, over all fights; each fight gets its own part of them, and its place among them all.
function schedule(beats, from, told) {
  let moment = from, waiting = false, before = 0;
  const timeline = [];
  for (const beat of beats) {
    if (waiting) break;
    timeline.push({ beat, from: moment, told: told - before, before });
    if (beat.kind === "fight") {
      before += beat.rounds.length;
      waiting = told < before;
    }
    else if (moment !== null) moment += beat.kind === "roll" ? TUMBLE_MS + 300 : beat.kind === "text" ? inkTime(beat.text) : 250;
  }
  return { timeline, waiting, end: moment };
}

function Happened({ step, timeline, settled, animate, onTell }) {
  return (
    <section className="happened" aria-label="What happened" data-block="happened">
      {step.chose ? <p className="chose">{step.formed ? "You set out as " : "You chose "}<q>{step.chose}</q></p> : null}
      {timeline.map(({ beat, from, told, before }, at) =>
        beat.kind === "text" ? <Ink key={at} text={beat.text} from={from} className="echo" />
        : beat.kind === "roll" ? <Roll key={at} roll={beat} from={from} />
        : beat.kind === "fight" ? <Fight key={at} fight={beat} told={told} settled={settled} animate={animate} onTell={(rounds) => onTell(before + rounds)} />
        : <p key={at} className={from === null ? "change" : "change ink"} data-tone={beat.tone} style={from === null ? undefined : { animationDelay: `${from}ms` }}>{beat.text}</p>,
      )}
    </section>
  );
}

// Whether this page should be performed: somebody who comes back, or wants calm, finds it as it stands.
function usePerformance(run, reading) {
  const seen = useRef(null);
  const page = `${run.id}/${run.revision}/${run.scene.number}`;
  const [over, setOver] = useState(null);
  const began = useMemo(() => {
    const news = seen.current ? seen.current !== page : !run.place?.scene && run.scene.number === 1;
    seen.current = page;
    return news && mayMove();
  }, [page]);
  return { performing: began && over !== page, typing: began && over !== page && reading.typed, finish: () => setOver(page), page, began };
}

export function Book({ run, visit, answered, said, typed, typedAnswer, formErrors, children, onMove, onPlace, onReturn, onUndo, onType, onAgain }) {
  const reading = useReading();
  const { performing, typing, finish, page, began } = usePerformance(run, reading);
  const beats = run.step?.beats ?? [];
  const rounds = beats.flatMap((beat) => beat.rounds ?? []); // of every fight
  const [roundsTold, setRoundsTold] = useState({ page: "", count: 0 });
  const told = !rounds.length ? 0 : roundsTold.page === page ? roundsTold.count : began ? 1 : rounds.length;
  const tell = (count) => setRoundsTold({ page, count: Math.min(count, rounds.length) });

  const { timeline, waiting, end } = schedule(beats, performing ? FIRST_INK_MS : null, told);
  const text = useMemo(() => timed(run.scene.paragraphs, typing ? (rounds.length ? 0 : end) : 0), [page, typing, rounds.length]);
  const { pending, status, send } = useSending({ run: run.id, revision: run.revision, answered, onMove });
  usePlace({ run: run.id, scene: run.scene.number, visit, place: run.place, onPlace });
  const [formStatus, setFormStatus] = useState("saved"); // of the party's form

  const heading = useRef(null);
  const shown = useRef(page);
  useLayoutEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    window.scrollTo({ top: 0, behavior: "instant" });
    heading.current?.focus({ preventScroll: true });
  }, [page]);

  const move = (what) => send({ scene: run.scene.number, ...what });
  const choose = (choice) => move({ choice: choice.id });
  const goOn = () => {
    if (waiting) return tell(told + 1);
    if (performing) return finish();
    if (run.choices.length === 1) choose(run.choices[0]);
  };
  useGoOn(goOn, () => performing && !waiting && finish(), finish);

  const thrown = rounds.length ? roundTime(rounds[told - 1]) : beats.some(({ kind }) => kind === "roll") ? FIRST_INK_MS + TUMBLE_MS : 0;
  const settled = useSettled(`${page}/${told}`, performing ? thrown : 0);
  const party = { ...run.party, heroes: settled && !waiting ? run.party.heroes : asTold(run.party.heroes, beats, told, settled) };
  const spacing = { "data-spacing": reading.spacing };
  return (
    <article className="book" data-played={performing ? undefined : ""} data-symbol={run.symbol?.id} {...spacing}>
      <Backdrop {...run.backdrop} drift={reading.drift} dim={reading.dim} />
      <header className="book-bar">
        <Chapters chapters={run.chapters} scene={run.scene.number} onReturn={onReturn} />
        <Faces party={party} />
        <p className="book-story">{run.story.title}</p>
        <Saving status={pending ? status : run.form ? formStatus : "saved"} />
        <div className="book-actions"><Comfort />{children}</div>
      </header>
      <div className="book-spread">
        <Rail chapters={run.chapters} onReturn={onReturn} />
        <div className="column" onClick={({ target }) => !target.closest("button, a, input, label") && !getSelection().toString() && performing && !waiting && finish()}>
          {said ? <p className="told" role="alert">{said}</p> : null}
          {run.undo ? (
            <p className="went-back">
              <span>You went back here from scene {run.undo.scene}, “{run.undo.title}”.</span>
              <button type="button" className="all-rounds focus-ring" onClick={onUndo}>Undo going back</button>
            </p>
          ) : null}
          {!run.step && run.scene.number > 1 ? <p className="went-back">{fromElsewhere(run)}</p> : null}
          <header className="chapter-head">
            <p className="chapter-count">Scene {run.scene.number} of {run.chapters.length}</p>
            <h1 ref={heading} tabIndex={-1} className="chapter-heading">{run.scene.title}</h1>
          </header>
          {run.step ? (
            <Happened step={run.step} timeline={timeline} settled={settled} animate={performing} onTell={tell} />
          ) : null}
          {waiting ? null : (
            <>
              <section className="prose" aria-label="The scene">
                {text.lines.map(({ text: line, from }, at) => (
                  <Ink key={`${page}/${at}`} text={line} from={typing ? from : null} data-block={`p${at}`} />
                ))}
              </section>
              <Suspense fallback={<div className="arriving" />}>
                {run.form ? (
                  <PartyForm
                    form={run.form} kept={typed} answer={typedAnswer} errors={formErrors} pending={pending} status={status}
                    onType={onType} onStatus={setFormStatus} onGo={(party) => move({ choice: "", party })}
                  />
                ) : null}
                {run.ending ? <Ending run={run} onAgain={onAgain} /> : null}
              </Suspense>
              {run.choices.length ? <Choices choices={run.choices} pending={pending?.choice} status={status} onChoose={choose} /> : null}
            </>
          )}
        </div>
        <aside className="beside"><Party party={party} symbol={run.symbol} /></aside>
      </div>
      <p className="sr-only" role="status">{news(run, waiting && rounds[told - 1])}</p>
      <Shortcut keys="enter" says="Go on: the next round, or the only choice" group="In this scene" />
      <Shortcut keys="space" says="Show the whole text at once" group="In this scene" />
    </article>
  );
}

// A run that was not played here up to this scene: a game client saved it.
const fromElsewhere = ({ scene, ending }) =>
  ending
    ? "Another game saved this run at its last scene. What happened before is not known here: this is the ending that fits what was saved."
    : `Another game saved this run at scene ${scene.number}. The story goes on from here.`;

// The party as it stood when the dice that lie still had been thrown: what comes later has not happened yet.
function asTold(heroes, beats, told, settled) {
  const parts = beats.flatMap((beat) => beat.rounds ?? [beat]);
  const rounds = parts.filter(({ rolls }) => rolls);
  const here = rounds.length ? parts.indexOf(rounds[settled ? told : told - 1]) : parts.findIndex(({ kind }) => kind === "roll");
  const ahead = parts.slice(here).flatMap((part) => part.changes ?? [part]);
  return heroes.map((hero, place) => {
    const later = ahead.filter((change) => change.hero === place).reduce((sum, { amount }) => sum + amount, 0);
    return { ...hero, hp: hero.hp - later };
  });
}

function Comfort() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" className="comfort-open focus-ring" popoverTarget="comfort" aria-label="How you like to read">Aa</button>
      <section id="comfort" popover="auto" className="floating comfort" aria-label="How you like to read" onBeforeToggle={(event) => {
          if (event.newState !== "open") return;
          below(event.currentTarget);
          setOpened(true);
        }}>
        {opened ? <Suspense fallback={<div className="arriving" />}><ComfortPanel /></Suspense> : null}
      </section>
    </>
  );
}

const SAVING = { saved: "Saved", sending: "Saving…", saving: "Saving…", retrying: "Not saved — retrying", refused: "Not saved — see below", conflict: "Changed on another device" };

function Saving({ status }) {
  return <span className="saving" role="status" data-save-state={status === "sending" ? "saving" : status} data-tone={status}>{SAVING[status] ?? ""}</span>;
}

// Dice and wounds in words, for those who hear the page.
function news({ step }, round) {
  if (!step) return "";
  if (round) return spoken(round);
  return step.beats.map((beat) => (beat.kind === "fight" ? spoken(beat.rounds.at(-1)) : beat.kind === "text" ? "" : (beat.words ?? beat.text))).join(" ");
}

const spoken = (round) => (round ? [...round.rolls.map(({ words }) => words), ...round.told].join(" ") : "");

// Enter goes on and Space finishes the text, but not where they have a meaning of their own.
function useGoOn(onEnter, onSpace) {
  const acts = useRef({});
  acts.current = { Enter: onEnter, " ": onSpace };
  useEffect(() => {
    const press = (event) => {
      const act = acts.current[event.key];
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
      if (!act || modified || event.repeat || event.defaultPrevented) return;
      if (event.target.closest?.("button, a, input, textarea, select, summary, label, [role=dialog], dialog")) return;
      if (document.querySelector("[role=dialog], dialog[open]")) return;
      if (act() !== undefined || event.key === "Enter") event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

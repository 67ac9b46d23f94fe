// The builder as one uses it: conversation at the left, the planet at the right.
import { lazy, Suspense, useRef } from "react";
import { useLocation } from "react-router";
import { Outbox } from "$/public/external/app/ui/outbox/outbox.jsx";
import { ANSWERS, TYPED, isOptional, numbered } from "./answers.js";
import { useArrival } from "./arrival.js";
import { Bar, worstOf } from "./bar.jsx";
import { useBuilding } from "./building.js";
import { Conversation } from "./conversation.jsx";
import { Keys } from "./keys.jsx";
import { LostRaces, Notices } from "./notices.jsx";
import { Sky } from "./sky.jsx";
import { Fields } from "./step.jsx";

const Painting = lazy(() => import("./painting.jsx"));
const Summary = lazy(() => import("./summary.jsx"));

/** The props are those of `Studio` in `__init__.py`; its children are shown until there is a builder. */
export function Studio({ children, ...props }) {
  const { pathname } = useLocation();
  const shown = useRef(null);
  // A server that was started again knows of no page yet: what stands here stays until it has read the rows again,
  // and with it the focus, the caret and the picture.
  if (props.builder.planet && props.script.length) shown.current = { props, pathname };
  return shown.current?.pathname === pathname ? <Building {...shown.current.props} /> : children;
}

function Building(props) {
  const { script, builder, answers, answersAnswer, typed, typedAnswer, onAnswer, onType } = props;
  const here = useBuilding(props);
  const { values } = here.given;
  const name = here.typed.name || values.name || builder.planet.name;
  const people = builder.people ?? [];
  const status = worstOf([here.kept[ANSWERS].status, here.kept[TYPED].status, here.status]);
  return (
    <article className="builder">
      <Outbox name={ANSWERS} {...answers} answer={answersAnswer} onSave={onAnswer} />
      <Outbox name={TYPED} {...typed} revision={null} answer={typedAnswer} onSave={onType} />
      <Bar planet={builder.planet} name={name} status={status} people={people} canUndo={builder.can_undo} onMove={here.move} onFill={here.fill} />
      <Sky
        builder={builder} script={script} place={here.place} values={values} topics={here.topicNames} name={name}
        tagline={here.typed.tagline ?? values.tagline} people={people} onGo={here.goTo}
      />
      <div className="talk">
        <div className="talk-log">
          <Conversation
            script={script} place={here.place} skipped={builder.skipped_steps} values={{ ...values, ...here.typed }} topics={here.topicNames}
            onChange={here.goTo}
          />
          <Now {...props} here={here} />
        </div>
      </div>
      <Actions here={here} painting={Boolean(builder.art_job)} />
      <Keys field={numbered(here.step)} onBack={here.back} onSurprise={here.surprise} />
    </article>
  );
}

function Now({ script, builder, said, here }) {
  const { step, given } = here;
  const prompt = useArrival(here.place);
  const racing = here.kept[ANSWERS].conflicts.length > 0; // then both answers stand below, and say all of it
  return (
    <form id="builder-step" className="now" onSubmit={here.submit} aria-labelledby="builder-prompt" noValidate>
      {builder.art_job ? <Suspense><Painting planet={builder.planet} job={builder.art_job} /></Suspense> : null}
      <h2 ref={prompt} id="builder-prompt" tabIndex={-1} className="guide-said now-prompt">{step.prompt}</h2>
      <Notices
        said={racing ? "" : said} done={here.done} canUndo={builder.can_undo} stored={here.kept[ANSWERS].stored} elsewhere={here.elsewhere}
        news={racing ? "" : here.news}
        onUndo={() => here.move({ kind: "undo" })} onFollow={here.follow}
      />
      <LostRaces kept={here.kept} script={script} topics={here.topicNames} />
      {step.fields.length ? (
        <Fields key={step.id} step={step} builder={builder} script={script} given={given} />
      ) : (
        <Suspense fallback={<div className="arriving" />}>
          <Summary
            script={script} missing={here.lacking} skipped={builder.skipped_steps} given={{ ...given, topics: here.topicNames }} onChange={here.goTo}
            onFill={here.fill}
          />
        </Suspense>
      )}
    </form>
  );
}

function Actions({ here, painting }) {
  const { step, launching } = here;
  const last = !step.fields.length;
  return (
    <footer className="talk-actions">
      <button type="button" className="plain-button focus-ring" onClick={here.back} disabled={here.place === 0}>Back</button>
      {isOptional(step) ? <button type="button" className="plain-button focus-ring" onClick={() => here.move({ kind: "skip" })}>Skip</button> : null}
      {last ? null : <button type="button" className="plain-button focus-ring" onClick={here.surprise}>Surprise me</button>}
      <button
        type="submit" form="builder-step" className="main-button focus-ring" disabled={last && (here.lacking.length > 0 || painting)}
        aria-disabled={launching || undefined}
      >
        {last ? (launching ? "Launching…" : "Launch") : "Next"}
      </button>
    </footer>
  );
}

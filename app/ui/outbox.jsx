// React's side of the outbox: what pages mount, and text fields that no answer can disturb.
import { useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import * as store from "$/public/external/app/ui/outbox/outbox_store.js";

export const keep = store.keep;
export const pendingBatch = store.pendingBatch;

/** What the page shows of a kept thing: acknowledged values with the pending ones over them. */
export function useKept(name) {
  return useSyncExternalStore(store.watch, () => store.viewOf(name), store.emptyView);
}

/** Connects one row to this page. Renders nothing. */
export function Outbox({ name, scope, url, values, revision, answer, onSave, onReturn }) {
  const calls = useRef({});
  calls.current = { onSave, onReturn };
  useEffect(() => {
    if (!scope) return; // the server's state was reset and is on its way back
    store.open(name, scope, {
      url, values: values ?? {}, revision: revision ?? null,
      deliver: (batch) => calls.current.onSave?.(batch),
      returned: () => calls.current.onReturn?.(),
    });
  }, [name, scope, url, values, revision]);
  useEffect(() => {
    if (answer?.scope) store.answered(answer);
  }, [answer]);
  useEffect(() => () => store.close(name), [name, scope]);
  return null;
}

const TYPING_PAUSE_MS = 500;

const countLines = (text) => (text === "" ? 0 : text.split("\n").length);

/** A text field whose text belongs to the person: the server's is taken only while they are elsewhere. */
export function KeptText({ name, field, rows, maxLength, maxLines, className, counterClass, overClass, ...rest }) {
  const kept = useKept(name);
  const shown = kept.values[field] ?? "";
  const element = useRef(null);
  const composing = useRef(false);
  const counterId = useId();
  const [text, setText] = useState(shown);
  const before = useRef(shown);
  const first = useRef(shown); // a changing default would be written under the cursor
  const adopt = () => {
    if (!element.current || composing.current) return;
    if (element.current.value !== shown) element.current.value = shown;
    before.current = shown;
    setText(shown);
  };
  const keepTyped = (value) => {
    // Half a composed character is worth keeping, but not worth sending.
    const pause = composing.current ? 10 * TYPING_PAUSE_MS : TYPING_PAUSE_MS;
    store.keep(name, field, value || null, pause, before.current || null);
    before.current = value;
    setText(value);
  };
  useEffect(() => {
    if (document.activeElement !== element.current) adopt();
  }, [shown]);
  const Element = rows ? "textarea" : "input";
  const characters = Array.from(text).length;
  const lines = countLines(text);
  const over = (maxLength && characters > maxLength) || (maxLines && lines > maxLines);
  const error = kept.errors[field];
  return (
    <>
      <Element
        {...rest}
        ref={element}
        rows={rows}
        className={className}
        defaultValue={first.current}
        aria-invalid={Boolean(over || error)}
        aria-describedby={[rest["aria-describedby"], maxLength ? counterId : null].filter(Boolean).join(" ") || undefined}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false;
          keepTyped(event.target.value);
        }}
        onChange={(event) => keepTyped(event.target.value)}
        onBlur={() => {
          composing.current = false;
          adopt();
        }}
      />
      {maxLength ? (
        <span id={counterId} className={over ? overClass : counterClass}>
          {characters} / {maxLength}
          {maxLines ? `, ${lines} / ${maxLines} lines` : ""}
        </span>
      ) : null}
    </>
  );
}

// The builder by keyboard alone: Enter goes on, digits choose, Escape leaves a text.
import { useEffect } from "react";
import { Shortcut } from "$/public/external/app/ui/shortcuts/shortcuts.jsx";
import { answer } from "./answers.js";

const GROUP = "In the builder";
const FORM = "builder-step";
const WITH_MEANING_OF_THEIR_OWN = "button, a, input:not([type=radio]), textarea, select, summary, [role=dialog], [popover], dialog";

const form = () => document.getElementById(FORM);
const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);

function pressed(event) {
  if (event.defaultPrevented || event.repeat || event.isComposing || document.querySelector("[role=dialog], dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return void (event.preventDefault(), form()?.requestSubmit());
  if (event.key === "Escape" && event.target.matches?.("input, textarea")) return void event.target.blur();
  if (event.key === "Enter" && plain(event) && !event.target.closest?.(WITH_MEANING_OF_THEIR_OWN)) {
    event.preventDefault();
    form()?.requestSubmit();
  }
}

// The answer does not wait for its card, which may be on its way; the focus goes there if it can.
function choose(field, choice, number) {
  answer(field, choice.id);
  form()?.querySelector(`[data-number="${number}"]`)?.focus({ preventScroll: true });
}

/** `field` is the one that the step offers by number, if there is one. */
export function Keys({ field, onBack, onSurprise }) {
  useEffect(() => {
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return (
    <>
      {(field?.choices ?? []).slice(0, 9).map((choice, at) => (
        <Shortcut key={choice.id} keys={String(at + 1)} says={choice.label} group={GROUP} onPress={() => choose(field, choice, at + 1)} />
      ))}
      <Shortcut keys="enter" says="Next" group={GROUP} />
      <Shortcut keys="mod+enter" says="Next, from within a text" group={GROUP} />
      <Shortcut keys="b" says="Back" group={GROUP} onPress={onBack} />
      <Shortcut keys="r" says="Surprise me" group={GROUP} onPress={onSurprise} />
    </>
  );
}

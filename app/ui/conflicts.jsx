// What the outbox shows where another device was faster; a page fetches it when that happens.
import { useState } from "react";
import { copyText } from "$/public/external/app/ui/clipboard/clipboard.js";
import { useKept } from "$/public/external/app/ui/outbox/outbox.jsx";
import * as store from "$/public/external/app/ui/outbox/outbox_store.js";

const asText = (value, words) => {
  if (value === null || value === undefined || value === "") return "Nothing";
  if (typeof value === "string") return words?.[JSON.stringify(value)] ?? value;
  if (Array.isArray(value) && words?.each) return `${words.each}: ${value.length}`;
  if (Array.isArray(value) && words) return value.map((one) => words[one] ?? one).join(", ") || "Nothing";
  const parts = typeof value === "object" ? Object.entries(value).map(([name, part]) => `${name}:${JSON.stringify(part)}`) : [];
  return [JSON.stringify(value), ...parts].map((part) => words?.[part]).find(Boolean) ?? "Another choice";
};

/** Where another device was faster: both versions at hand, and a choice for each field. */
export function Conflicts({ name, labels, words, since, panelClass, rowClass, textClass, buttonClass }) {
  const kept = useKept(name);
  const [copied, setCopied] = useState("");
  if (kept.conflicts.length === 0) return null;
  const thing = store.find(name);
  const copy = async (key, text) => (await copyText(text)) && setCopied(key);
  return (
    <section className={panelClass} role="alert" aria-label="Changed on another device">
      <strong>{since}</strong>
      {kept.conflicts.map(({ key, mine, theirs }) => (
        <div key={key} className={rowClass}>
          <span>{labels[key] ?? key}</span>
          <div className={textClass}>
            <small>Yours, kept here</small>
            <p>{asText(mine, words?.[key])}</p>
          </div>
          <div className={textClass}>
            <small>Theirs, saved</small>
            <p>{asText(theirs, words?.[key])}</p>
          </div>
          <div>
            <button type="button" className={buttonClass} onClick={() => thing.resolve(key, "mine")}>Keep mine</button>
            <button type="button" className={buttonClass} onClick={() => thing.resolve(key, "theirs")}>Take theirs</button>
            <button type="button" className={buttonClass} onClick={() => copy(key, asText(mine, words?.[key]))}>
              {copied === key ? "Copied" : "Copy mine"}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}

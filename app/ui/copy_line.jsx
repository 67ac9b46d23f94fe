import { useEffect, useId, useState } from "react";
import { copyText } from "$/public/external/app/ui/clipboard/clipboard.js";

const SAID_MS = 2500;

/** A line to take along, and the button that copies it and says so. */
export function CopyLine({ label, says, text, look }) {
  const id = useId();
  const [copied, setCopied] = useState(0);
  useEffect(() => setCopied(0), [text]);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(0), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    if (await copyText(text, id)) setCopied((times) => times + 1);
  };
  return (
    <div className={look.around}>
      <label htmlFor={id} className={look.label}>
        {label}
      </label>
      <div className={look.row}>
        <input id={id} value={text} readOnly spellCheck={false} className={look.input} onFocus={(event) => event.target.select()} />
        <button type="button" aria-label={says} className={look.button} onClick={copy}>
          {copied ? "Copied" : "Copy"}
        </button>
      </div>
      <span role="status" className="sr-only">
        {copied ? `${label} copied.` : ""}
      </span>
    </div>
  );
}

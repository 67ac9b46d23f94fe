// The list of files on their way, the drop target that covers the page, and the ways to choose files.
import { useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { Link } from "react-router";
import * as handles from "$/public/external/app/features/productions/components/transfers/file_handles.js";
import * as store from "$/public/external/app/features/productions/components/transfers/transfers_store.js";

const ACCEPT = "video/*,audio/*,image/png,image/jpeg,image/webp,.mkv,.mov,.flac,.m4a";
let box = null;

/** Opens the browser's file picker; the one that can be asked again later, where there is one. */
export async function chooseFiles() {
  if (!window.showOpenFilePicker) return box?.click();
  try {
    const chosen = await window.showOpenFilePicker({ multiple: true });
    return store.add(await Promise.all(chosen.map((handle) => handle.getFile())), chosen);
  } catch (problem) {
    return problem.name === "AbortError" ? undefined : box?.click();
  }
}

const size = (bytes) => {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let step = 0;
  for (; bytes >= 1000 && step < 4; step += 1) bytes /= 1024;
  return `${bytes.toFixed(bytes < 10 && step ? 1 : 0)} ${units[step]}`;
};
const left = (seconds) => {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  if (seconds < 5) return "a few seconds left";
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s left`;
  if (seconds < 3300) return `about ${Math.max(1, Math.round(seconds / 60))} min left`;
  return `about ${Math.max(1, Math.round(seconds / 3600))} h left`;
};
const percent = (sent, whole) => Math.floor((100 * sent) / Math.max(1, whole));

function facts(item) {
  const share = `${percent(item.sent, item.size)} % of ${size(item.size)}`;
  const speed = item.speed > 0 ? `${size(item.speed)}/s` : "";
  const words = {
    waiting: `Waiting · ${size(item.size)}`,
    starting: "Starting…",
    sending: [share, speed, left(item.left)].filter(Boolean).join(" · "),
    checking: "Arrived · looking into it…",
    retrying: `${share} · ${item.message} Trying again…`,
    paused: `Paused at ${share}${item.message ? ` · ${item.message}` : ""}`,
    done: "Arrived",
  };
  return words[item.state] ?? item.message;
}

function Row({ name, note, share, tone, children }) {
  return (
    <li className="transfer" data-tone={tone}>
      <div className="transfer-words">
        <p className="transfer-name" title={name}>{name}</p>
        <p className="transfer-note">{note}</p>
      </div>
      <div className="transfer-actions">{children}</div>
      <div
        className="transfer-bar" role="progressbar" aria-label={`Upload of ${name}`}
        aria-valuemin="0" aria-valuemax="100" aria-valuenow={Math.round(share * 100)}
      >
        <div className="progress-fill" style={{ "--share": share }} />
      </div>
    </li>
  );
}

function Action({ label, about, onClick, look }) {
  return (
    <button type="button" className={look} aria-label={`${label}: ${about}`} onClick={onClick}>
      {label}
    </button>
  );
}

const CUT = "Cut";

/** A film can be cut and dressed before it is here. */
function Early({ id, name, look }) {
  return <Link className={look} to={`/edit-video?upload=${id}&from=uploads`} aria-label={`${CUT}: ${name}`}>{CUT}</Link>;
}

export function Sending({ item, look, early }) {
  const moving = store.isMoving(item) && item.state !== "checking";
  const ended = item.state === "done";
  return (
    <Row
      name={item.name} note={facts(item)} share={item.sent / Math.max(1, item.size)}
      tone={item.state === "failed" ? "bad" : ended ? "good" : item.state}
    >
      {early && item.kind === "video" && item.id && item.state !== "failed" && <Early id={item.id} name={item.name} look={look} />}
      {moving && <Action label="Pause" about={item.name} look={look} onClick={() => store.pause(item.key)} />}
      {(item.state === "paused" || item.mayResume) && (
        <Action label="Resume" about={item.name} look={look} onClick={() => store.resume(item.key)} />
      )}
      {item.state === "failed" && (
        <Action label="Dismiss" about={item.name} look={look} onClick={() => store.dismiss(item.key)} />
      )}
      {!ended && item.state !== "failed" && (
        <Action label="Cancel" about={item.name} look={look} onClick={() => store.cancel(item.key)} />
      )}
    </Row>
  );
}

/** An upload of an earlier visit. The browser may still know its file; otherwise it is chosen again. */
export function Unfinished({ row, look, early, onChange }) {
  const [handle, setHandle] = useState(null);
  const [problem, setProblem] = useState("");
  const input = useRef(null);
  useEffect(() => {
    let here = true;
    if (row.elsewhere || !row.fingerprint) return undefined;
    handles.recall(row.fingerprint).then(async (found) => {
      if (!found || !here) return;
      const file = await handles.fileOf(found, false);
      if (!here) return;
      if (file) setProblem(store.attach(row, file));
      else setHandle(found);
    });
    return () => { here = false; };
  }, [row.id, row.elsewhere]);
  const take = (file) => file && setProblem(store.attach(row, file));
  const goOn = async () => {
    const file = handle && (await handles.fileOf(handle, true));
    if (file) take(file);
    else input.current?.click();
  };
  const remove = async () => {
    await fetch(`/api/uploads/${row.id}`, { method: "DELETE" }).catch(() => null);
    handles.forget(row.fingerprint);
    onChange?.();
  };
  const share = `${percent(row.received, row.bytes)} % of ${size(row.bytes)}`;
  const asked = handle ? "Stopped. Continue where it was" : "Choose the file again to go on";
  const note = row.failed ? row.error : row.elsewhere ? "Being sent from another tab or device" : asked;
  return (
    <Row
      name={row.name} note={problem || (row.failed ? note : `${share} · ${note}`)} share={row.received / Math.max(1, row.bytes)}
      tone={problem ? "bad" : "paused"}
    >
      <input
        ref={input} type="file" hidden aria-hidden="true" tabIndex={-1} data-resumes={row.id}
        onChange={(event) => { take(event.target.files[0]); event.target.value = ""; }}
      />
      {early && row.film && <Early id={row.id} name={row.name} look={look} />}
      {!row.elsewhere && (
        <Action label={handle ? "Continue" : "Choose file"} about={row.name} look={look} onClick={goOn} />
      )}
      {!row.failed && <Action label="Cancel" about={row.name} look={look} onClick={remove} />}
    </Row>
  );
}

async function dropped(event) {
  const entries = [...event.dataTransfer.items].filter((entry) => entry.kind === "file");
  const found = entries.map((entry) => ({
    folder: entry.webkitGetAsEntry?.()?.isDirectory ?? false,
    file: entry.getAsFile(),
    handle: entry.getAsFileSystemHandle?.().catch(() => null) ?? null,
  }));
  const files = found.filter(({ file, folder }) => file && !folder);
  store.add(files.map(({ file }) => file), await Promise.all(files.map(({ handle }) => handle)));
  return found.length > files.length;
}

function useDrop(setOver, setNote) {
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const on = {
      dragenter: (event) => { if (carriesFiles(event)) { depth += 1; setOver(true); } },
      dragleave: (event) => { if (carriesFiles(event)) { depth = Math.max(0, depth - 1); setOver(depth > 0); } },
      dragover: (event) => { if (carriesFiles(event)) event.preventDefault(); },
      drop: async (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        setNote((await dropped(event)) ? "A folder can't be uploaded. Drop the files inside it." : "");
      },
    };
    Object.entries(on).forEach(([name, act]) => window.addEventListener(name, act));
    return () => Object.entries(on).forEach(([name, act]) => window.removeEventListener(name, act));
  }, []);
}

// A refused file leaves the list once its card says why; what is read aloud of it stays.
function useRefusals(items, refused) {
  const [told, setTold] = useState("");
  const failed = items.filter((item) => item.state === "failed");
  const words = failed.map((item) => `${item.name}: ${item.message}`).join(" ");
  useEffect(() => {
    if (words) setTold(words);
    failed.filter((item) => refused.includes(item.id)).forEach((item) => store.dismiss(item.key));
  }, [words, refused]);
  return told;
}

export function Transfers({ unfinished = [], refused = [], actionClass, onChange }) {
  const items = useSyncExternalStore(store.watch, store.list, store.emptyList);
  const [over, setOver] = useState(false);
  const [note, setNote] = useState("");
  const title = useId();
  const latest = useRef(onChange);
  latest.current = onChange;
  useDrop(setOver, setNote);
  const told = useRefusals(items, refused);
  useEffect(() => store.onChange(() => latest.current?.()), []);
  const here = new Set(items.map((item) => item.id));
  const rest = unfinished.filter((row) => !here.has(row.id));
  return (
    <>
      <input
        ref={(element) => { box = element; }} type="file" multiple accept={ACCEPT} hidden tabIndex={-1}
        data-uploads="" aria-label="Files to upload"
        onChange={(event) => { store.add(event.target.files); event.target.value = ""; }}
      />
      {over && <div className="drop-veil"><p>Drop your files to upload them</p></div>}
      {note && <p role="alert" className="transfer-problem">{note}</p>}
      {items.length + rest.length > 0 && (
        <section aria-labelledby={title} className="transfers">
          <h2 id={title}>On their way</h2>
          <ul>
            {items.map((item) => <Sending key={item.key} item={item} look={actionClass} early />)}
            {rest.map((row) => <Unfinished key={row.id} row={row} look={actionClass} onChange={onChange} early />)}
          </ul>
        </section>
      )}
      <p role="status" className="sr-only">{told}</p>
    </>
  );
}

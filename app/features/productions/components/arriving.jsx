// A film that is cut or dressed before it is here: how far it is, and an address to play it from meanwhile.
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { addressOf, measure } from "$/public/external/app/features/productions/components/transfers/film_files.js";
import { Sending, Unfinished } from "$/public/external/app/features/productions/components/transfers/transfers.jsx";
import * as store from "$/public/external/app/features/productions/components/transfers/transfers_store.js";

/** The file of this tab, or the film itself on the server, whichever this browser can play; "" for neither. */
function useSource(film, item) {
  const [playable, setPlayable] = useState("");
  const wanted = film.proxy_url ? "" : addressOf(film.id) || film.source_url || "";
  useEffect(() => {
    let here = true;
    if (!wanted) setPlayable("");
    else measure(wanted).then((facts) => here && setPlayable(facts ? wanted : ""));
    return () => { here = false; };
  }, [wanted, item?.id]);
  return playable;
}

const rowOf = (film) => ({
  id: film.id, name: film.original_name, bytes: film.declared_bytes, received: film.received_bytes,
  fingerprint: film.fingerprint ?? "", elsewhere: film.elsewhere, failed: film.status === "failed", error: film.error,
});

function Preparing({ film }) {
  return (
    <div className="transfer" data-tone="sending">
      <div className="transfer-words">
        <p className="transfer-note">{film.stage || "Preparing"} · {Math.floor(100 * film.progress)} %</p>
      </div>
      <div className="transfer-bar" role="progressbar" aria-label={`Preparation of ${film.title}`} aria-valuemin="0" aria-valuemax="100" aria-valuenow={Math.floor(100 * film.progress)}>
        <div className="progress-fill" style={{ "--share": film.progress }} />
      </div>
    </div>
  );
}

/** `film` is a `Film`; `source` is the address that the page plays already, `onSource` gets a better one. */
export function Arriving({ film, source, actionClass, onSource, onChange }) {
  const items = useSyncExternalStore(store.watch, store.list, store.emptyList);
  const item = items.find(({ id }) => id === film.id);
  const playable = useSource(film, item);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => store.onChange(() => latest.current?.()), []);
  useEffect(() => {
    if (playable !== source) onSource(playable);
  }, [playable, source]);
  const waits = film.status === "uploading" || (film.status === "failed" && !film.source_url);
  if (film.status === "ready") return null;
  return (
    <section className="arriving" aria-label="On its way">
      {item ? (
        <ul><Sending item={item} look={actionClass} /></ul>
      ) : waits ? (
        <ul><Unfinished row={rowOf(film)} look={actionClass} onChange={onChange} /></ul>
      ) : film.status === "processing" ? <Preparing film={film} /> : <p className="transfer-problem">{film.error}</p>}
    </section>
  );
}

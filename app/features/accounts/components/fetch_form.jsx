import { useEffect, useId, useRef, useState } from "react";

const UNREACHABLE = "Everkeep can't be reached right now. What you typed is still here; try again in a moment.";
const NO_TOKEN = "This link is not complete. Open it again from the message that it came in.";

const tokenInAddress = () => new URLSearchParams(location.hash.slice(1)).get("token") ?? "";

// Only a path on this site: a link elsewhere could wear our sign-in page as a mask.
const safeNext = (fallback) => {
  const next = new URLSearchParams(location.search).get("next") ?? "";
  if (!next.startsWith("/")) return fallback;
  const target = new URL(next, location.origin);
  return target.origin === location.origin ? target.pathname + target.search + target.hash : fallback;
};

function Field({ field, look, error, id }) {
  const [shown, setShown] = useState(false);
  const secret = field.type === "password";
  const described = [field.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={look.field}>
      <label htmlFor={id} className={look.label}>
        {field.label}
      </label>
      <div className={look.box}>
        <input
          id={id}
          name={field.name}
          type={secret && shown ? "text" : field.type}
          autoComplete={field.autocomplete}
          defaultValue={field.value}
          required
          autoCapitalize={field.type === "text" ? undefined : "none"}
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          className={secret ? `${look.input} ${look.secret}` : look.input}
        />
        {secret && (
          <button
            type="button"
            className={look.reveal}
            aria-label={`${shown ? "Hide" : "Show"} ${field.label.toLowerCase()}`}
            onClick={() => setShown(!shown)}
          >
            {shown ? "Hide" : "Show"}
          </button>
        )}
      </div>
      {field.help && (
        <p id={`${id}-help`} className={look.help}>
          {field.help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={look.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** A form that sends its fields as JSON and shows each error beside its field. */
export function FetchForm({ fields, action, method, submit, done, withToken, username, look, children }) {
  const [ready, setReady] = useState(false);
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState({});
  const [problem, setProblem] = useState("");
  const [said, setSaid] = useState("");
  const form = useRef(null);
  const prefix = useId();
  const idOf = (name) => `${prefix}${name}`;

  // Until the script runs, a click would send the password as a plain form.
  useEffect(() => {
    setReady(true);
    if (withToken && !tokenInAddress()) setProblem(NO_TOKEN);
  }, [withToken]);

  useEffect(() => {
    const wrong = fields.find((field) => errors[field.name]);
    if (wrong) document.getElementById(idOf(wrong.name))?.focus();
  }, [errors]);

  const succeed = async (answer) => {
    const { user } = answer.status === 204 ? {} : await answer.json();
    if (user) window.everkeep?.remember(user.preferences);
    if (done.kind === "enter") return location.assign(safeNext(done.to));
    if (done.kind === "go") return location.assign(done.to);
    form.current.reset();
    setPending(false);
    setSaid(done.says);
  };

  const fail = async (answer) => {
    const { error } = await answer.json().catch(() => ({ error: null }));
    const beside = Object.fromEntries(
      Object.entries(error?.fields ?? {}).map(([name, texts]) => [name, texts.join(" ")]),
    );
    const known = fields.some((field) => beside[field.name]);
    setErrors(beside);
    setProblem(known ? "" : (error?.message ?? UNREACHABLE));
    setPending(false);
  };

  const send = async (event) => {
    event.preventDefault();
    setPending(true);
    setErrors({});
    setProblem("");
    setSaid("");
    const typed = Object.fromEntries(new FormData(event.currentTarget));
    delete typed.username;
    const body = JSON.stringify(withToken ? { ...typed, token: tokenInAddress() } : typed);
    try {
      const answer = await fetch(action, { method, headers: { "Content-Type": "application/json" }, body });
      await (answer.ok ? succeed(answer) : fail(answer));
    } catch {
      setProblem(UNREACHABLE);
      setPending(false);
    }
  };

  return (
    <form ref={form} className={look.form} method="post" onSubmit={send} noValidate={false}>
      {username !== "" && (
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      )}
      {fields.map((field) => (
        <Field key={field.name} field={field} look={look} error={errors[field.name]} id={idOf(field.name)} />
      ))}
      <p role="alert" className={problem ? look.problem : "sr-only"}>
        {problem}
      </p>
      <button type="submit" className={look.submit} disabled={!ready || pending} aria-busy={pending}>
        <span className="button-words inline-flex items-center gap-2">{submit}</span>
        <span className="button-working" aria-hidden="true" />
      </button>
      <p role="status" className={said ? look.said : "sr-only"}>
        {said}
      </p>
      {children}
    </form>
  );
}

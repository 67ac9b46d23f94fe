// The session ids of the runs that were begun in this browser without an account: the keys to them.

const KEY = "everkeep:runs";
const MOST = 100;

/** The ids, newest first. */
export function list() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string").slice(0, MOST) : [];
  } catch {
    return []; // a browser that keeps nothing: the address of the run is the only key then
  }
}

function keep(ids) {
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // See above.
  }
}

export const add = (id) => keep([id, ...list().filter((other) => other !== id)]);
export const drop = (...ids) => keep(list().filter((id) => !ids.includes(id)));

/** Somebody is signed in: what was begun here becomes theirs, once. `toast` tells them. */
export async function claim(toast) {
  const ids = list();
  if (!ids.length) return;
  const answer = await fetch("/api/scenes/runs/claim", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session_ids: ids }),
  });
  if (!answer.ok) return; // they are still kept here, and the next page asks again
  const { claimed } = await answer.json();
  drop(...ids);
  if (!claimed) return;
  const what = claimed === 1 ? "The run that you began here is" : `The ${claimed} runs that you began here are`;
  toast?.success(`${what} in your account now.`, { id: "claimed", description: "Go on with it on any device where you sign in." });
  // Whatever keeps itself fresh on this page looks again.
  document.dispatchEvent(new Event("visibilitychange"));
}

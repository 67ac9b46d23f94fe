// The secret of an invitation stays in this tab: behind the hash sign of its link, where no log sees it,
// and in the tab's own storage while somebody signs in.
const KEY = "everkeep:planet-invitation";
let held = "";

/** The secret that this tab came with, or the empty text. */
export function heldInvitation() {
  if (typeof location === "undefined") return held; // pages are drawn ahead, without a browser
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  try {
    if (given) sessionStorage.setItem(KEY, given);
    held = given ?? sessionStorage.getItem(KEY) ?? held;
  } catch {
    held = given ?? held; // a tab that stores nothing keeps it until it leaves the page
  }
  return held;
}

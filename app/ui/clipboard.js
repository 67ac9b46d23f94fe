// Browsers give pages the clipboard on https and localhost only; a studio at home is often neither.

/** Copies `text`; where that can't be, selects the field `id`, so that the person's own keys can. */
export async function copyText(text, id = "") {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (copySelected(text)) return true;
  }
  document.getElementById(id)?.select();
  return false;
}

function copySelected(text) {
  const before = document.activeElement;
  const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  area.style.cssText = "position: fixed; opacity: 0";
  // A dialog takes the focus back from whatever lies outside it.
  (before?.closest("[role=dialog]") ?? document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  before?.focus();
  return copied;
}

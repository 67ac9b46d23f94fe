// A panel opens below the button that opens it, wherever the bar is just now.
export function below(panel) {
  const opener = document.querySelector(`[popovertarget="${panel.id}"]`);
  panel.style.setProperty("--below", `${opener.getBoundingClientRect().bottom + 8}px`);
}

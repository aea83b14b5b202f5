/**
 * Rows that can be walked with the keyboard: J and K move, Enter opens. A row is [data-row]; what Enter presses is its
 * first link. The frame's keys.js has the keys of single actions; these two move between many.
 */

const SINGLE = "ibhxh.single-keys";

/** @param {EventTarget | null} target */
function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** @param {number} step */
function walk(step) {
  const rows = [...document.querySelectorAll("tr[data-row]")];
  if (!rows.length) return;
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const start = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = rows[Math.min(Math.max(start + step, 0), rows.length - 1)];
  const link = next.querySelector("a");
  rows.forEach((row) => row.classList.toggle("at", row === next));
  if (link instanceof HTMLElement) link.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem(SINGLE) === "off" || typing(event.target) || document.querySelector("dialog[open]")) return;
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (!step) return;
  event.preventDefault();
  walk(step);
});

/**
 * Keys of a page. An element with data-key ("ctrl+enter", "n", "f8") is pressed by that key; fields get the focus.
 * "?" lists them all. Keys of one character can be turned off, and never act while something is being typed: the
 * input methods of Vietnamese send keys of their own while a word is composed.
 */

const SINGLE = "ibhxh.single-keys";
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"));
const choice = /** @type {HTMLInputElement | null} */ (document.getElementById("single-keys"));

/** @param {KeyboardEvent} event @returns {string} the key as data-key writes it */
function pressed(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase().replace("arrow", "");
  const held = [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : ""];
  if (event.shiftKey && event.key.length > 1) held.push("shift");
  return [...held, key === " " ? "space" : key].filter(Boolean).join("+");
}

/** @param {EventTarget | null} target */
function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** @returns {HTMLElement[]} what can be pressed now */
function actions() {
  const modal = document.querySelector("dialog[open]");
  return [...(modal ?? document).querySelectorAll("[data-key]")].filter(
    (found) => found instanceof HTMLElement && found.getClientRects().length > 0 && !found.matches(":disabled"),
  );
}

/** @param {string} key @returns {string} the key as people read it */
function shown(key) {
  const names = { ctrl: "Ctrl", alt: "Alt", shift: "Shift", enter: "Enter", escape: "Esc", up: "↑", down: "↓", space: "Space" };
  return key.split("+").map((part) => names[part] ?? part.toUpperCase()).join(" ");
}

/** @param {HTMLElement} action @returns {string} */
function named(action) {
  const label = action.getAttribute("aria-label") ?? action.getAttribute("title");
  if (label) return label;
  const copy = /** @type {HTMLElement} */ (action.cloneNode(true));
  copy.querySelectorAll("kbd, svg").forEach((part) => part.remove());
  return copy.textContent?.trim() || action.closest("label")?.textContent?.trim() || action.getAttribute("placeholder") || "";
}

function openHelp() {
  const list = dialog?.querySelector("dl");
  const pattern = dialog?.querySelector("template");
  if (!dialog || !list || !pattern || dialog.open) return;
  const keys = new Map(actions().map((action) => [action.dataset.key ?? "", named(action)]));
  list.replaceChildren();
  for (const [key, name] of keys) {
    const line = /** @type {DocumentFragment} */ (pattern.content.cloneNode(true));
    const [term, value] = [line.querySelector("dt"), line.querySelector("dd")];
    if (!term || !value) continue;
    term.textContent = name;
    const sign = document.createElement("kbd");
    sign.textContent = shown(key);
    value.append(sign);
    list.append(line);
  }
  dialog.showModal();
}

/** @returns {boolean} */
const singleKeys = () => localStorage.getItem(SINGLE) !== "off";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const key = pressed(event);
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (!singleKeys() || typing(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      openHelp();
      return;
    }
  }
  const action = actions().find((found) => found.dataset.key === key);
  if (!action) return;
  event.preventDefault();
  if (action.matches("input, select, textarea")) action.focus();
  else action.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest("[data-opens='keys']") : null;
  if (opener) openHelp();
});

if (choice) {
  choice.checked = singleKeys();
  choice.addEventListener("change", () => localStorage.setItem(SINGLE, choice.checked ? "on" : "off"));
}

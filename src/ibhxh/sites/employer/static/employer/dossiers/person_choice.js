/**
 * The choice of a person as a field to search in: anywhere in the name, with tone marks or without, or by number. The
 * list of the form stays what is sent; without scripts it is chosen from as it is.
 */

import { ranked } from "../grid/ranking.js";

const select = /** @type {HTMLSelectElement | null} */ (document.querySelector("select[data-hint]"));
if (select) begin(select);

/** @param {HTMLSelectElement} select */
function begin(select) {
  // Nobody searches by the key that is sent.
  const people = [...select.options].filter((one) => one.value).map((one) => ({ value: "", name: one.text, key: one.value }));
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const none = document.createElement("p");
  let found = [];
  let at = -1;

  Object.assign(input, { id: select.id, className: select.className, autocomplete: "off", spellcheck: false });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-describedby", "person-hint person-none");
  input.setAttribute("aria-controls", "person-list");
  Object.assign(list, { id: "person-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", select.dataset.list);
  Object.assign(none, { id: "person-none", className: "hint", hidden: true, textContent: select.dataset.none });
  none.setAttribute("role", "status");
  document.getElementById("person-hint").textContent = select.dataset.hint;
  box.className = "pick";
  select.after(box);
  select.removeAttribute("id");
  select.hidden = true;
  box.append(input, list, none);
  input.value = select.value ? select.selectedOptions[0].text : "";
  close();

  input.addEventListener("input", () => {
    select.value = "";
    open(input.value.trim() ? ranked(people, input.value) : people, input.value.trim() ? 0 : -1);
  });
  input.addEventListener("click", () => list.hidden && open(people, -1));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) open(select.value || !input.value.trim() ? people : ranked(people, input.value), -1);
      if (found.length) mark(at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length);
    } else if (event.key === "Enter" && found[at]) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // Whoever leaves with one marked has chosen: the field then says whom.
  input.addEventListener("blur", () => {
    if (found[at]) choose(found[at]);
    close();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose(found[Number(option.dataset.at)]);
  });

  function open(options, marked) {
    found = options;
    list.replaceChildren(...found.map(element));
    list.hidden = !found.length;
    none.hidden = found.length > 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? marked : -1);
  }

  function close() {
    found = [];
    at = -1;
    list.hidden = true;
    none.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(place) {
    at = place;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    const marked = list.children[at];
    marked?.scrollIntoView({ block: "nearest" });
    if (marked) input.setAttribute("aria-activedescendant", marked.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose({ key, name }) {
    select.value = key;
    input.value = name;
    close();
  }
}

function element({ name }, place) {
  const option = document.createElement("li");
  option.id = `person-${place}`;
  option.setAttribute("role", "option");
  option.dataset.at = String(place);
  option.textContent = name;
  return option;
}

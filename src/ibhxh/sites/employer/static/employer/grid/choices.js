/** The list under the pen where a cell holds a code or a choice: narrowed down by what is typed, in any spelling. */

import { make } from "./element.js";
import { ranked } from "./ranking.js";

const MOST = 12;
const WAIT = 150;
/** Pixels: no list is higher, nor nearer to the edge of the frame. */
const HIGHEST = 264;
const EDGE = 2;

export class Choices {
  /** @param {import("./pen.js").Pen} pen @param {HTMLElement} list @param {{codes: string}} urls */
  constructor(pen, list, urls) {
    Object.assign(this, { pen, list, urls, options: [], at: -1 });
    pen.addEventListener("typed", () => this.#look());
    pen.addEventListener("closed", () => this.close());
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) pen.commit(option.dataset.value);
    });
  }

  get open() {
    return !this.list.hidden;
  }

  /** @returns {string|undefined} the value of the marked option */
  get chosen() {
    return this.open ? this.options[this.at]?.value : undefined;
  }

  /** Marks the next or the previous option. */
  step(by) {
    this.at = (this.at + by + this.options.length) % this.options.length;
    this.#mark();
  }

  close() {
    clearTimeout(this.wait);
    this.list.hidden = true;
    this.options = [];
    const { field } = this.pen;
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("role");
    for (const name of ["aria-expanded", "aria-controls", "aria-autocomplete"]) field.removeAttribute(name);
  }

  #look() {
    const column = this.pen.sheet.column.get(this.pen.at.field);
    const typed = this.pen.field.value;
    if (column.choices) {
      const all = Object.entries(column.choices).map(([value, name]) => ({ value, name }));
      const stands = all.some((option) => option.value === typed && typed === this.pen.sheet.text(this.pen.at.row, column.id));
      this.#show(stands ? all : ranked(all, typed), typed);
    } else if (column.list) {
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.#ask(column.list, typed), WAIT);
    }
  }

  async #ask(name, typed) {
    try {
      const response = await fetch(`${this.urls.codes.replace("LIST", name)}?q=${encodeURIComponent(typed)}`);
      const { codes } = await response.json();
      if (this.pen.writing && this.pen.field.value === typed) this.#show(codes, typed);
    } catch {
      this.close();
    }
  }

  #show(options, typed) {
    this.options = options.slice(0, this.pen.sheet.column.get(this.pen.at.field).list ? MOST : options.length);
    const exact = this.options.findIndex((option) => option.value.toLowerCase() === typed.trim().toLowerCase());
    this.at = exact >= 0 ? exact : typed.trim() ? 0 : -1;
    this.list.hidden = !this.options.length;
    this.list.replaceChildren(...this.options.map((option, place) => optionElement(option, place)));
    const { field } = this.pen;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", String(this.open));
    this.#place();
    this.#mark();
  }

  #place() {
    // Never over the cell that is written: under it, or above where there is more room, and no higher than that.
    const { frame, field } = this.pen;
    const { style } = this.list;
    const [left, top, height] = ["left", "top", "height"].map((name) => parseFloat(field.style[name]));
    const under = frame.clientHeight - top - height - EDGE;
    const above = top - EDGE;
    style.maxHeight = `${HIGHEST}px`;
    const down = under >= this.list.offsetHeight || under >= above;
    style.maxHeight = `${Math.min(HIGHEST, down ? under : above)}px`;
    style.top = `${down ? top + height : top - this.list.offsetHeight}px`;
    style.left = `${Math.max(0, Math.min(left, frame.clientWidth - this.list.offsetWidth - EDGE))}px`;
  }

  #mark() {
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === this.at)));
    const marked = this.list.children[this.at];
    marked?.scrollIntoView({ block: "nearest" });
    if (marked) this.pen.field.setAttribute("aria-activedescendant", marked.id);
    else this.pen.field.removeAttribute("aria-activedescendant");
  }
}

function optionElement({ value, name }, place) {
  const option = make("li", { role: "option", id: `choice-${place}`, "data-value": value });
  option.append(...(/^[A-Z0-9]{1,6}$/.test(value) && name !== value ? [make("b", {}, value), " ", name] : [name]));
  return option;
}

/** Why the line the reader stands on makes due what it does. */

import { make } from "./element.js";
import { say } from "./words.js";

const WAIT = 200;

export class Why {
  /** @param {HTMLDetailsElement} panel @param {import("./sheet.js").Sheet} sheet @param {{why: string}} urls */
  constructor(panel, sheet, urls) {
    Object.assign(this, { panel, sheet, urls });
    panel.querySelector("summary").addEventListener("click", () => (this.chosen = true));
  }

  /**
   * Shows a row's; nothing where it makes nothing due. While there are errors the panel stays closed, so that they have
   * its room, until the reader opens it.
   */
  show(row) {
    const due = this.sheet.due[row];
    this.panel.hidden = !due;
    if (!this.chosen && !this.sheet.counts.error) this.panel.open = true;
    if (due) this.panel.querySelector("h2").textContent = say("why", { amount: due });
    const key = `${row} ${due ?? ""} ${this.sheet.revision}`;
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.wait);
    if (due) this.wait = setTimeout(() => this.#ask(row, key), WAIT);
  }

  async #ask(row, key) {
    try {
      const response = await fetch(this.urls.why.replace("ROW", row));
      if (!response.ok || this.key !== key) return;
      this.#draw(row, await response.json());
    } catch {
      this.panel.hidden = true;
    }
  }

  #draw(row, told) {
    if (!told.total) {
      this.panel.hidden = true;
      return;
    }
    const name = this.sheet.text(row, "full_name");
    const parts = told.months.flatMap((month) => [
      make("p", { class: "sm mut" }, `${name}. ${month.title}`),
      make("ol", { class: "why" }, ...month.steps.map(stepItem), sumItem(month.total)),
    ]);
    this.panel.querySelector("[data-steps]").replaceChildren(...parts);
  }
}

function stepItem({ words, how, value, cite }) {
  const item = make("li", {}, make("span", {}, words), make("span", {}, value.replace(/\s*đ$/, "")));
  if (how) item.append(make("small", {}, how));
  if (cite) item.append(make("small", {}, cite));
  return item;
}

function sumItem(total) {
  return make("li", { class: "tot" }, make("span", {}, say("sum")), make("span", {}, total ?? ""));
}

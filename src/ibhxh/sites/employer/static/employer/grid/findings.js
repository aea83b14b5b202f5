/** The findings beside the grid: errors, then remarks, each with the way to its cell and, where there is one, its fix. */

import { icon, make } from "./element.js";
import { say } from "./words.js";

const TONE = { error: "e", warning: "w", info: "n" };
const SIGN = { error: "error", warning: "warn", info: "info" };
const WORST_FIRST = ["error", "warning", "info"];
/** Of many alike the first are shown, the others on demand. */
const SHOWN_ALIKE = 3;

export class Findings {
  /**
   * @param {HTMLElement} panel
   * @param {import("./sheet.js").Sheet} sheet
   * @param {(row: string, field: string) => void} goTo
   * @param {import("./editing.js").Editing} editing
   */
  constructor(panel, sheet, goTo, editing) {
    Object.assign(this, { panel, sheet, goTo, editing, all: new Set(), at: null });
    this.list = panel.querySelector("ul");
    this.dialog = document.getElementById("fixes");
    panel.addEventListener("click", (event) => this.#pressed(event));
    this.dialog.addEventListener("close", () => this.dialog.returnValue === "apply" && editing.fix(this.fixable));
    sheet.addEventListener("shown", () => this.draw());
  }

  /** @returns {import("./sheet.js").Finding[]} the worst first, then in reading order */
  get ordered() {
    return WORST_FIRST.flatMap((severity) => this.sheet.findings.filter((found) => found.severity === severity));
  }

  /** @returns {import("./sheet.js").Finding[]} findings here whose fix can be applied */
  get fixable() {
    return this.sheet.findings.filter((found) => found.sheet === this.sheet.place && found.row && found.fix.length);
  }

  /** Goes to the cell of the next finding of this sheet, or of the one before. */
  next(by) {
    const here = this.ordered.filter((found) => found.sheet === this.sheet.place && found.row);
    if (!here.length) return;
    const last = here.findIndex((found) => this.at && same(found, this.at));
    const next = last < 0 ? (by > 0 ? 0 : here.length - 1) : (last + by + here.length) % here.length;
    this.at = here[next];
    this.goTo(this.at.row, this.at.field);
    this.draw();
  }

  draw() {
    const { counts } = this.sheet;
    for (const severity of WORST_FIRST) {
      const tag = this.panel.querySelector(`[data-count=${severity}]`);
      tag.hidden = !counts[severity];
      tag.textContent = say(`count-${severity}`, { n: counts[severity] ?? 0 });
    }
    const fixable = this.sheet.editable ? this.fixable : [];
    const every = this.panel.querySelector("[data-act=fix-all]");
    every.parentElement.hidden = fixable.length < 2;
    every.textContent = say("fix-all", { n: fixable.length });
    this.shown = [];
    const items = [];
    const alike = new Map();
    for (const found of this.ordered) {
      const key = `${found.severity}${found.rule}`;
      alike.set(key, [...(alike.get(key) ?? []), found]);
    }
    for (const [key, group] of alike) {
      const whole = this.all.has(key) || group.length <= SHOWN_ALIKE + 1 || group.some((found) => this.at && same(found, this.at));
      for (const found of whole ? group : group.slice(0, SHOWN_ALIKE)) items.push(this.#item(found));
      if (!whole) items.push(more(key, group.length - SHOWN_ALIKE));
    }
    if (!items.length) items.push(make("li", { class: "none" }, icon("check", "okc"), ` ${say("clean")}`));
    this.list.replaceChildren(...items);
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  #item(found) {
    const place = this.shown.push(found) - 1;
    const head = make("div", { class: "row" }, icon(SIGN[found.severity]), make("span", { class: "sr" }, `${found.kind}: `), make("b", {}, found.place), make("span", { class: "sp" }));
    const item = make("li", { class: TONE[found.severity] }, head, make("p", {}, found.text));
    if (this.at && same(found, this.at)) item.setAttribute("aria-current", "true");
    const acts = make("p", { class: "acts2" });
    if (found.sheet === this.sheet.place && found.row) head.append(act("go", place, say("to-cell"), found.place));
    else if (found.sheet === this.sheet.place) acts.append(act("header", place, say("to-header"), found.place));
    else if (found.sheet !== null) acts.append(make("a", { href: `../bang/${found.sheet}#${found.row}/${found.field}` }, say("to-sheet")));
    if (this.sheet.editable && found.fix.length && found.sheet === this.sheet.place) {
      const told = found.fix.map((cell) => `${cell.name}: ${cell.seen || "…"} → ${cell.text}`).join("; ");
      acts.append(act("fix", place, say("fix", { what: told }), found.place));
    }
    if (acts.childElementCount) item.append(acts);
    return item;
  }

  #pressed(event) {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    const found = this.shown[Number(button.dataset.at)];
    switch (button.dataset.act) {
      case "go":
        this.at = found;
        this.goTo(found.row, found.field);
        this.draw();
        break;
      case "header":
        document.getElementById(`head-${found.field}`)?.focus();
        break;
      case "fix":
        this.editing.fix([found]);
        break;
      case "more":
        this.all.add(button.dataset.key);
        this.draw();
        break;
      case "fix-all":
        this.#askAll();
    }
  }

  /** Shows what every fix would write, and asks. */
  #askAll() {
    const rows = this.fixable.flatMap((found) =>
      found.fix.map((cell) =>
        make(
          "tr",
          {},
          make("td", {}, String(this.sheet.order.indexOf(found.row) + 1)),
          make("td", {}, this.sheet.text(found.row, "full_name")),
          make("td", {}, cell.name),
          make("td", {}, cell.seen || "…"),
          make("td", {}, make("b", {}, cell.text)),
        ),
      ),
    );
    this.dialog.querySelector("tbody").replaceChildren(...rows);
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }
}

function act(kind, place, words, where) {
  const button = make("button", { type: "button", class: "linkish", "data-act": kind, "data-at": String(place) }, words);
  button.append(make("span", { class: "sr" }, ` (${where})`));
  return button;
}

function more(key, n) {
  return make("li", { class: "more" }, make("button", { type: "button", class: "linkish", "data-act": "more", "data-key": key }, say("more-alike", { n })));
}

function same(one, other) {
  return one.rule === other.rule && one.row === other.row && one.field === other.field;
}

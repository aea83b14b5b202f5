/**
 * The pen: one field that always lies over the current cell and has the focus. It is invisible until something is typed
 * into it, so that an input method (Telex, VNI) composes in it from the first key, as in any other field.
 */

import { say } from "./words.js";

export class Pen extends EventTarget {
  /**
   * @param {HTMLInputElement} field
   * @param {HTMLElement} frame the box the field is placed in
   * @param {import("./selection.js").Selection} selection
   * @param {import("./sheet.js").Sheet} sheet
   */
  constructor(field, frame, selection, sheet) {
    super();
    Object.assign(this, { field, frame, selection, sheet, writing: false });
    field.readOnly = !sheet.editable;
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("compositionstart", () => this.#begin());
    field.addEventListener("blur", () => this.writing && this.commit());
    selection.addEventListener("moved", () => this.#moved());
    selection.addEventListener("pressed", () => this.focus());
    for (const event of ["scrollVertical", "scrollHorizontal", "columnResized"]) selection.table.on(event, () => this.place());
    // The scrolling box is a stop of the Tab key of its own; whoever comes to it is handed on to the pen.
    this.box = selection.table.element.querySelector(".tabulator-tableholder");
    this.box.addEventListener("focus", () => this.focus());
    selection.table.on("cellDblClick", () => this.open());
  }

  /** Takes the focus without moving the page. */
  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Lets Shift+Tab out of the grid, past the box that would hand the focus back. */
  leaveBackwards() {
    this.box.tabIndex = -1;
    setTimeout(() => (this.box.tabIndex = 0));
  }

  /** Opens the cell with what it holds, selected. */
  open() {
    if (!this.sheet.editable || !this.selection.anchor) return;
    const { row, field } = this.selection.anchor;
    this.focus();
    this.#begin();
    this.field.value = this.sheet.text(row, field);
    this.field.select();
    this.dispatchEvent(new Event("typed"));
  }

  /** Closes the cell; what was typed is the cell's, unless it is what stood there. */
  commit(text = this.field.value) {
    if (!this.writing) return;
    const { row, field } = this.at;
    this.#end();
    const seen = this.sheet.text(row, field);
    if (text !== seen) this.dispatchEvent(new CustomEvent("written", { detail: { row, field, text, seen } }));
  }

  /** Closes the cell as it was. */
  cancel() {
    this.#end();
  }

  /** Puts the field over the current cell. */
  place() {
    const cell = this.selection.element;
    if (!cell?.isConnected) return;
    const box = cell.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    const { style } = this.field;
    style.left = `${box.left - frame.left}px`;
    style.top = `${box.top - frame.top}px`;
    style.width = `${Math.max(box.width, this.writing ? 140 : 0)}px`;
    style.height = `${box.height}px`;
  }

  #moved() {
    if (this.writing) this.commit();
    const { row, field } = this.selection.anchor;
    const column = this.sheet.column.get(field);
    this.field.setAttribute(
      "aria-label",
      say("cell", { row: this.sheet.order.indexOf(row) + 1, name: column.name, text: this.sheet.name(field, this.sheet.text(row, field)) }),
    );
    this.field.classList.toggle("num", column.number);
    this.place();
  }

  #typed() {
    this.#begin();
    this.dispatchEvent(new Event("typed"));
  }

  #begin() {
    if (this.writing || !this.sheet.editable) return;
    // On an empty sheet there is no cell yet: whoever hears this makes one.
    if (!this.selection.anchor) this.dispatchEvent(new Event("nowhere"));
    this.at = { ...this.selection.anchor };
    this.selection.go(this.at.row, this.at.field);
    this.writing = true;
    this.field.classList.add("on");
    this.place();
  }

  #end() {
    this.writing = false;
    this.field.classList.remove("on");
    this.field.value = "";
    this.dispatchEvent(new Event("closed"));
    this.place();
  }
}

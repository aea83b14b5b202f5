/** What the reader does to the sheet, as changes. */

import { pasteChanges } from "./clipboard.js";
import { newId } from "./ids.js";
import { say } from "./words.js";

const MOST_ROWS = 2000;

export class Editing {
  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./save.js").Saver} saver
   * @param {import("./selection.js").Selection} selection
   * @param {(text: string) => void} tell
   */
  constructor(sheet, saver, selection, tell) {
    Object.assign(this, { sheet, saver, selection, tell });
  }

  /** One cell. */
  write({ row, field, text, seen }) {
    this.#send([{ op: "set", rows: [row], fields: [field], texts: [[text]], seen: [[seen]] }]);
  }

  /** Empties the selected block. */
  clear() {
    const { rows, fields } = this.selection.block;
    const seen = rows.map((row) => fields.map((field) => this.sheet.text(row, field)));
    if (!seen.flat().some(Boolean)) return;
    this.#send([{ op: "set", rows, fields, texts: seen.map((line) => line.map(() => "")), seen }]);
  }

  /** @param {string[][]} table */
  paste(table) {
    if (!this.sheet.editable) return;
    if (!this.selection.anchor) this.add();
    if (table.length > MOST_ROWS) {
      this.tell(say("too-many", { n: MOST_ROWS }));
      return;
    }
    const { target, fields, changes } = pasteChanges(table, this.selection, this.sheet);
    this.#send(changes);
    this.selection.go(target[0], fields[0]);
    this.selection.reach({ row: target.at(-1), field: fields.at(-1) });
    this.tell(say("pasted", { rows: target.length, columns: fields.length }));
  }

  /** A new row below the current one, or at the end where there is none; goes to its first cell. */
  add() {
    if (!this.sheet.editable) return;
    const id = newId();
    const { order } = this.sheet;
    const at = order.indexOf(this.selection.anchor?.row);
    this.#send([{ op: "add", rows: [id], before: at < 0 ? null : order[at + 1] ?? null }]);
    this.selection.go(id, this.selection.fields[0]);
  }

  /** Takes the selected rows out. */
  remove() {
    const { rows } = this.selection.block;
    if (!rows.length || !this.sheet.editable) return;
    const all = this.selection.rows;
    const after = all[all.indexOf(rows.at(-1)) + 1] ?? all[all.indexOf(rows[0]) - 1];
    const { field } = this.selection.anchor;
    this.#send([{ op: "remove", rows }]);
    if (after) this.selection.go(after, field);
    this.tell(say("removed", { n: rows.length }));
  }

  /** Moves the current row up or down by one. */
  move(by) {
    const { row, field } = this.selection.anchor ?? {};
    const { order } = this.sheet;
    const to = order.indexOf(row) + by;
    if (!row || to < 0 || to >= order.length) return;
    this.#send([{ op: "move", row, before: by < 0 ? order[to] : order[to + 1] ?? null }]);
    this.selection.go(row, field);
  }

  /** Applies the fixes of findings, all as one change. @param {import("./sheet.js").Finding[]} findings */
  fix(findings) {
    const changes = findings.map(({ row, fix }) => ({
      op: "set",
      rows: [row],
      fields: fix.map((cell) => cell.field),
      texts: [fix.map((cell) => cell.text)],
      seen: [fix.map((cell) => cell.seen)],
    }));
    if (changes.length) this.#send(changes);
  }

  #send(changes) {
    if (this.sheet.editable) this.saver.push(changes);
  }
}

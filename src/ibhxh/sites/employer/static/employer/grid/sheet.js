/**
 * The sheet as it is shown: what the server last said, with the changes it has not yet acknowledged played over it.
 *
 * @typedef {{op: "set", rows: (string|null)[], fields: string[], texts: string[][], seen: string[][]}
 *   | {op: "add", rows: string[], before: string|null} | {op: "remove"|"restore", rows: string[]}
 *   | {op: "move", row: string, before: string|null}} Change
 * @typedef {{rule: string, severity: "error"|"warning"|"info", kind: string, sheet: number|null, row: string|null,
 *   field: string, place: string, text: string, fix: {field: string, name: string, seen: string, text: string}[]}} Finding
 */

export class Sheet extends EventTarget {
  /** @param {any} given what the page was made with */
  constructor(given) {
    super();
    this.place = given.sheet;
    this.editable = given.editable;
    this.columns = given.columns;
    this.directions = given.directions;
    /** @type {Map<string, any>} */
    this.column = new Map(given.columns.map((column) => [column.id, column]));
    /** @type {Map<string, Record<string, string>>} rows as the server has them, removed ones too */
    this.stored = new Map();
    /** @type {Change[][]} */
    this.waiting = [];
    /** @type {string|null} the row the reader stands on, if it was empty when they came to it */
    this.fresh = null;
    this.hear(given.state);
  }

  /** Takes in an answer of the server. */
  hear(answer) {
    this.revision = answer.revision;
    this.heard = { findings: answer.findings, counts: answer.counts };
    this.due = answer.due;
    this.totals = answer.totals;
    this.storedHeader = answer.header;
    for (const row of answer.rows) this.stored.set(row.id, row);
    if (answer.order) this.storedOrder = answer.order;
  }

  /** The reader goes to a row; what was said of the empty cells of a new one is told once they leave it. */
  standOn(row) {
    if (row === this.standing) return;
    this.standing = row;
    const left = this.fresh;
    this.fresh = this.columns.some((column) => this.text(row, column.id)) ? null : row;
    const waits = ({ row: of }) => of !== null && (of === left || of === this.fresh);
    if (this.heard.findings.some(waits)) this.show();
  }

  /** Plays the waiting changes over what is stored, and tells whoever shows it. */
  show() {
    this.order = [...this.storedOrder];
    this.rows = new Map(this.order.map((id) => [id, this.stored.get(id)]));
    this.header = this.storedHeader;
    for (const changes of this.waiting) changes.forEach((change) => this.#play(change));
    this.#sort();
    this.dispatchEvent(new Event("shown"));
  }

  /** @returns {string} the text of a cell */
  text(row, field) {
    return (row === null ? this.header : this.rows.get(row))?.[field] ?? "";
  }

  /** @returns {Finding[]} what is said of a cell, the worst first */
  said(row, field) {
    return this.findingsOf.get(`${row}/${field}`) ?? [];
  }

  /** @returns {string} what is shown of a text: the name behind a code or choice */
  name(field, text) {
    return this.column.get(field)?.choices?.[text] ?? text;
  }

  /** @returns {"up"|"down"|"adjust"|null} */
  direction(row) {
    return this.directions?.[this.text(row, "plan")] ?? null;
  }

  /** The findings to be shown, their counts, and those of each cell. */
  #sort() {
    const waits = ({ sheet, row, field }) => sheet === this.place && row !== null && row === this.fresh && !this.text(row, field);
    this.findings = this.heard.findings.filter((finding) => !waits(finding));
    this.counts = { ...this.heard.counts };
    for (const { severity } of this.heard.findings.filter(waits)) this.counts[severity] -= 1;
    this.findingsOf = new Map();
    for (const finding of this.findings) {
      if (finding.sheet !== this.place || finding.row === null) continue;
      const key = `${finding.row}/${finding.field}`;
      this.findingsOf.set(key, [...(this.findingsOf.get(key) ?? []), finding]);
    }
  }

  #play(change) {
    if (change.op === "set") {
      change.rows.forEach((id, y) => {
        const cells = Object.fromEntries(change.fields.map((field, x) => [field, change.texts[y][x]]));
        if (id === null) this.header = { ...this.header, ...cells };
        else if (this.rows.has(id)) this.rows.set(id, { ...this.rows.get(id), ...cells });
      });
    } else if (change.op === "add" || change.op === "restore") {
      const fresh = change.rows.filter((id) => !this.rows.has(id));
      fresh.forEach((id) => this.rows.set(id, this.stored.get(id) ?? { id }));
      this.#insert(fresh, change.before ?? null);
    } else if (change.op === "remove") {
      const gone = new Set(change.rows);
      this.order = this.order.filter((id) => !gone.has(id));
      gone.forEach((id) => this.rows.delete(id));
    } else if (change.op === "move" && this.rows.has(change.row)) {
      this.order = this.order.filter((id) => id !== change.row);
      this.#insert([change.row], change.before);
    }
  }

  #insert(ids, before) {
    const at = before === null ? -1 : this.order.indexOf(before);
    this.order.splice(at < 0 ? this.order.length : at, 0, ...ids);
  }
}

/**
 * Where the reader is: one cell, and the block that reaches from it to another. Kept by row id and field, so that it
 * stays where it is when rows come and go.
 */

export class Selection extends EventTarget {
  /** @param {any} table @param {import("./sheet.js").Sheet} sheet */
  constructor(table, sheet) {
    super();
    this.table = table;
    this.sheet = sheet;
    this.anchor = null;
    this.head = null;
    table.on("cellMouseDown", (event, cell) => this.#press(event, cell));
    table.on("cellMouseEnter", (event, cell) => {
      if (event.buttons === 1 && this.dragging && cell.getField()) this.reach(this.#at(cell));
    });
    document.addEventListener("mouseup", () => (this.dragging = false));
    for (const event of ["scrollVertical", "renderComplete", "dataFiltered"]) table.on(event, () => this.paint());
  }

  /** @returns {string[]} ids of the rows on show, in order */
  get rows() {
    return this.table.getRows("active").map((row) => row.getIndex());
  }

  /** @returns {string[]} the visible fields, in order */
  get fields() {
    return this.table.getColumns().filter((column) => column.getField() && column.isVisible()).map((column) => column.getField());
  }

  /** @returns {{rows: string[], fields: string[]}} the block */
  get block() {
    if (!this.head) return { rows: [], fields: [] };
    return {
      rows: between(this.rows, this.anchor.row, this.head.row),
      fields: between(this.fields, this.anchor.field, this.head.field),
    };
  }

  /** Goes to one cell. */
  go(row, field) {
    this.anchor = { row, field };
    this.reach({ row, field });
  }

  /** Stretches the block to a cell. */
  reach(place) {
    this.head = place;
    this.line = this.sheet.order.indexOf(place.row);
    this.#scroll();
    this.paint();
    this.dispatchEvent(new Event("moved"));
  }

  /** Moves by rows and columns; `stretch` keeps the other corner where it is. @returns {boolean} whether it moved */
  step(down, right, stretch = false) {
    const { rows, fields } = this;
    if (!rows.length) return false;
    const from = stretch ? this.head : this.anchor;
    const row = rows[clamp(rows.indexOf(from?.row) + down, rows.length)];
    const field = fields[clamp(fields.indexOf(from?.field) + right, fields.length)];
    if (row === from?.row && field === from?.field) return false;
    if (stretch) this.reach({ row, field });
    else this.go(row, field);
    return true;
  }

  /** After the table was drawn anew: into view with a cell that was not there before; off a row that is gone. */
  settle() {
    if (this.head && ![this.anchor, this.head].every(({ row }) => this.sheet.rows.has(row))) this.#recover();
    else if (this.lost) this.#scroll();
    this.paint();
  }

  /** Marks the cells that are rendered. */
  paint() {
    const { rows, fields } = this.block;
    const chosenRows = new Set(rows);
    const chosen = new Set(fields);
    const one = rows.length === 1 && fields.length === 1;
    for (const row of this.table.getRows("visible")) {
      const inside = chosenRows.has(row.getIndex());
      for (const cell of row.getCells()) {
        const here = inside && chosen.has(cell.getField());
        const current = row.getIndex() === this.anchor?.row && cell.getField() === this.anchor?.field;
        const element = cell.getElement();
        element.classList.toggle("sel", here && !one);
        element.classList.toggle("cur", current);
        if (element.getAttribute("aria-selected") !== String(here)) element.setAttribute("aria-selected", String(here));
      }
    }
  }

  /** @returns {HTMLElement|null} the element of the current cell, if it is rendered */
  get element() {
    const row = this.anchor && this.#row(this.anchor.row);
    return row ? row.getCell(this.anchor.field).getElement() : null;
  }

  #press(event, cell) {
    if (event.button !== 0) return;
    const place = this.#at(cell);
    if (event.shiftKey && this.anchor) this.reach(place);
    else if (cell.getField()) this.go(place.row, place.field);
    else {
      this.anchor = { row: place.row, field: this.fields[0] };
      this.reach({ row: place.row, field: this.fields.at(-1) });
    }
    this.dragging = true;
    event.preventDefault();
    this.dispatchEvent(new Event("pressed"));
  }

  #at(cell) {
    return { row: cell.getRow().getIndex(), field: cell.getField() ?? this.fields[0] };
  }

  /** @returns {any} the row's component; nothing where it is not drawn (the table itself complains of that). */
  #row(id) {
    return this.table.getRows().find((row) => row.getIndex() === id);
  }

  /** To the row above the one that is gone, or whichever is nearest. */
  #recover() {
    const { rows } = this;
    const row = this.sheet.order.slice(0, Math.max(1, this.line)).findLast((id) => rows.includes(id)) ?? rows[0];
    if (row) this.go(row, this.head.field);
    else this.anchor = this.head = null;
  }

  #scroll() {
    const row = this.#row(this.head.row);
    this.lost = !row;
    if (!row) return;
    const holder = this.table.element.querySelector(".tabulator-tableholder");
    const view = holder.getBoundingClientRect();
    if (!row.getElement().isConnected) row.scrollTo("center", false);
    const box = row.getElement().getBoundingClientRect();
    const foot = view.top + holder.clientHeight;
    if (box.top < view.top) holder.scrollTop -= view.top - box.top;
    else if (box.bottom > foot) holder.scrollTop += box.bottom - foot;
    const column = this.table.getColumn(this.head.field);
    if (column.getDefinition().frozen) return;
    const cell = row.getCell(this.head.field).getElement().getBoundingClientRect();
    const frozen = [...this.table.element.querySelectorAll(".tabulator-header .tabulator-frozen")];
    const left = Math.max(view.left, ...frozen.map((head) => head.getBoundingClientRect().right));
    const right = view.left + holder.clientWidth;
    if (cell.left < left) holder.scrollLeft -= left - cell.left;
    else if (cell.right > right) holder.scrollLeft += Math.min(cell.right - right, cell.left - left);
  }
}

function between(list, one, other) {
  const [a, b] = [list.indexOf(one), list.indexOf(other)];
  return a < 0 || b < 0 ? [] : list.slice(Math.min(a, b), Math.max(a, b) + 1);
}

function clamp(at, length) {
  return Math.max(0, Math.min(at, length - 1));
}

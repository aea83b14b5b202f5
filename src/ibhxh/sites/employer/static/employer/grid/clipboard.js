/** Copy and paste of blocks, as tables of tabs and line ends, the way Excel and its like write them. */

import { newId } from "./ids.js";

/** @param {import("./pen.js").Pen} pen @param {import("./editing.js").Editing} editing */
export function bindClipboard(pen, editing) {
  const { selection, sheet, field } = pen;
  const copy = (event) => {
    if (pen.writing || !selection.head) return false;
    const { rows, fields } = selection.block;
    const lines = rows.map((row) => fields.map((name) => quoted(sheet.name(name, sheet.text(row, name)))).join("\t"));
    event.clipboardData.setData("text/plain", lines.join("\r\n"));
    event.preventDefault();
    return true;
  };
  field.addEventListener("copy", copy);
  field.addEventListener("cut", (event) => copy(event) && editing.clear());
  field.addEventListener("paste", (event) => {
    if (pen.writing) return;
    event.preventDefault();
    editing.paste(parseTable(event.clipboardData.getData("text/plain")));
  });
}

/**
 * The changes a pasted table makes from a cell on: what reaches below the last row makes new rows. A single value fills
 * the whole selected block.
 * @param {string[][]} table
 */
export function pasteChanges(table, selection, sheet) {
  const block = selection.block;
  const rows = selection.rows;
  const single = table.length === 1 && table[0].length === 1;
  const fields = single ? block.fields : selection.fields.slice(selection.fields.indexOf(block.fields[0])).slice(0, Math.max(...table.map((line) => line.length)));
  const from = rows.indexOf(block.rows[0]);
  const height = single ? block.rows.length : table.length;
  const taken = rows.slice(from, from + height);
  const fresh = Array.from({ length: height - taken.length }, newId);
  const target = [...taken, ...fresh];
  const texts = target.map((_, y) => fields.map((_, x) => (single ? table[0][0] : table[y][x] ?? "")));
  const seen = target.map((row) => fields.map((field) => sheet.text(row, field)));
  const set = { op: "set", rows: target, fields, texts, seen };
  return { target, fields, changes: fresh.length ? [{ op: "add", rows: fresh, before: null }, set] : [set] };
}

/** @param {string} text @returns {string[][]} */
export function parseTable(text) {
  const table = [[""]];
  let inside = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < source.length; i++) {
    const sign = source[i];
    const line = table.at(-1);
    const start = line.at(-1) === "" && !inside;
    if (inside && sign === '"' && source[i + 1] === '"') line[line.length - 1] += source[++i];
    else if (inside && sign === '"') inside = false;
    else if (start && sign === '"' && closes(source, i)) inside = true;
    else if (!inside && sign === "\t") line.push("");
    else if (!inside && sign === "\n") table.push([""]);
    else line[line.length - 1] += sign === "\n" ? " " : sign;
  }
  return table;
}

/** A quote that opens a cell is one that is closed at the cell's end; any other is a letter. */
function closes(source, at) {
  return /^"(?:[^"]|"")*"(?:\t|\n|$)/.test(source.slice(at));
}

function quoted(text) {
  return /["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

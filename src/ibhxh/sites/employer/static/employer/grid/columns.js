/** The columns of the table: the paper's letter above the name, frozen number and name, marks on cells with findings. */

import { make } from "./element.js";
import { say } from "./words.js";

const TONE = { error: "e", warning: "w", info: "n" };

/** @param {import("./sheet.js").Sheet} sheet */
export function tableColumns(sheet) {
  return [numberColumn(sheet), ...sheet.columns.map((column) => tableColumn(sheet, column))];
}

/** Whether a column is shown while not all are asked for: usual ones, and those somebody has used. */
export function isUsed(sheet, column) {
  return column.usual || sheet.order.some((row) => sheet.text(row, column.id) || sheet.said(row, column.id).length);
}

function numberColumn(sheet) {
  return {
    title: say("number"),
    titleFormatter: () => heading("A", say("number"), true),
    headerHozAlign: "right",
    hozAlign: "right",
    cssClass: "no-col",
    width: 44,
    minWidth: 44,
    frozen: true,
    resizable: false,
    headerSort: false,
    formatter: (cell) => String(sheet.order.indexOf(cell.getRow().getIndex()) + 1),
  };
}

function tableColumn(sheet, column) {
  return {
    title: column.name,
    field: column.id,
    titleFormatter: () => heading(column.sign, column.name, column.number),
    headerTooltip: column.help ? `${column.name}. ${column.help}` : column.name,
    width: column.width,
    frozen: column.frozen,
    hozAlign: column.number ? "right" : "left",
    headerHozAlign: column.number ? "right" : "left",
    headerSort: false,
    cssClass: column.frozen ? "name-col" : "",
    formatter: (cell) => cellContent(sheet, column, cell),
  };
}

function heading(sign, name, number) {
  return make("span", { class: number ? "hd num" : "hd" }, make("span", { class: "lt" }, sign || "\u00a0"), make("span", { class: "nm" }, name));
}

function cellContent(sheet, column, cell) {
  const row = cell.getRow().getIndex();
  const text = sheet.text(row, column.id);
  const found = sheet.said(row, column.id);
  const worst = found[0]?.severity;
  const element = cell.getElement();
  element.classList.remove("e", "w", "n");
  element.toggleAttribute("aria-invalid", worst === "error");
  if (worst === "error") element.setAttribute("aria-invalid", "true");
  const name = sheet.name(column.id, text);
  const shown = column.id === "plan" && text ? make("span", { class: `k ${sheet.direction(row) ?? ""}` }, name) : name;
  // What is found is said by tint and foot, in words by the title: a sign would take the room of the value.
  if (worst) element.classList.add(TONE[worst]);
  element.title = found.map((one) => `${one.kind}: ${one.text}`).join("\n");
  return typeof shown === "string" ? make("span", {}, shown || "\u00a0") : shown;
}

/** The columns of the table: the paper's letter above the name, frozen number and name, marks on cells with findings. */

import { icon, make } from "./element.js";
import { say } from "./words.js";

const TONE = { error: "e", warning: "w", info: "n" };
const SIGN = { error: "error", warning: "warn", info: "info" };

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
    titleFormatter: () => heading("A", say("number")),
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
    titleFormatter: () => heading(column.sign, column.name),
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

function heading(sign, name) {
  return make("span", { class: "hd" }, make("span", { class: "lt" }, sign || "\u00a0"), make("span", { class: "nm" }, name));
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
  if (!worst) return typeof shown === "string" ? make("span", {}, shown) : shown;
  element.classList.add(TONE[worst]);
  return make("span", { title: found.map((one) => one.text).join("\n") }, icon(SIGN[worst]), shown || "\u00a0");
}

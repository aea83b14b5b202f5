/** The line above the grid that says the current cell in words, and the totals below it. */

import { say } from "./words.js";

/** @param {HTMLElement} bar @param {import("./sheet.js").Sheet} sheet */
export function drawBar(bar, sheet, place) {
  const [where, name, text, note] = bar.children;
  if (!place || !sheet.rows.has(place.row)) {
    where.textContent = say("no-cell");
    name.textContent = text.textContent = note.textContent = "";
    return;
  }
  const column = sheet.column.get(place.field);
  const row = sheet.order.indexOf(place.row) + 1;
  where.textContent = column.sign ? say("at", { row, sign: column.sign }) : say("at-row", { row });
  name.textContent = column.name;
  const value = sheet.text(place.row, place.field);
  const shown = sheet.name(place.field, value);
  text.textContent = shown === value ? (column.kind === "money" && /^[\d.]+$/.test(value) ? `${value}\u00a0đ` : value) : `${value} · ${shown}`;
  const found = sheet.said(place.row, place.field);
  note.textContent = found[0]?.text ?? column.help;
  note.title = note.textContent;
  note.className = found[0] ? (found[0].severity === "error" ? "err" : "wrn") : "";
}

/** @param {HTMLElement} foot @param {import("./sheet.js").Sheet} sheet */
export function drawTotals(foot, sheet) {
  const { totals } = sheet;
  const values = { lines: String(sheet.order.length), ...totals };
  for (const figure of foot.querySelectorAll("[data-total]")) figure.textContent = values[figure.dataset.total] ?? "";
  for (const span of foot.querySelectorAll("[data-months]")) span.textContent = totals[span.dataset.months] ?? "";
  const arrears = foot.querySelector("[data-arrears]");
  if (arrears) arrears.hidden = !totals.arrears;
  const trouble = foot.querySelector("[data-trouble]");
  if (trouble) {
    trouble.hidden = !totals.trouble;
    trouble.textContent = totals.trouble ?? "";
  }
}

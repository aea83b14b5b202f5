/** The table itself. Tabulator draws it (virtual rows, frozen columns, widths); what is in it comes from the sheet. */

import { TabulatorFull } from "../../tabulator/js/tabulator_esm.min.js";
import { isUsed, tableColumns } from "./columns.js";
import { say } from "./words.js";

/**
 * @param {HTMLElement} holder
 * @param {import("./sheet.js").Sheet} sheet
 * @returns {Promise<any>} the table, built
 */
export function buildGrid(holder, sheet) {
  return new Promise((resolve) => {
    const table = new TabulatorFull(holder, {
      index: "id",
      data: shownRows(sheet),
      columns: tableColumns(sheet),
      height: "100%",
      rowHeight: 34,
      layout: "fitData",
      keybindings: false,
      editTriggerEvent: "none",
      headerVisible: true,
      placeholder: say("empty"),
      columnDefaults: { minWidth: 60 },
      rowFormatter: (row) => row.getElement().setAttribute("aria-rowindex", String(sheet.order.indexOf(row.getIndex()) + 2)),
    });
    table.on("tableBuilt", () => {
      showUsed(table, sheet, false);
      describe(table.element);
      resolve(table);
    });
  });
}

/** Shows all columns, or those in use. */
export function showUsed(table, sheet, all) {
  for (const column of sheet.columns) {
    const shown = all || isUsed(sheet, column);
    if (shown !== table.getColumn(column.id).isVisible()) table[shown ? "showColumn" : "hideColumn"](column.id);
  }
}

/** Brings the table to what the sheet shows: whole where rows came, went or moved, else row by row. */
export async function refresh(table, sheet) {
  const now = table.getData().map((row) => row.id);
  if (now.length !== sheet.order.length || now.some((id, place) => id !== sheet.order[place])) {
    await table.replaceData(shownRows(sheet));
  }
  const columns = sheet.columns.map((column) => column.id);
  for (const row of table.getRows()) {
    const data = row.getData();
    const drawn = columns.map((field) => [sheet.text(data.id, field), ...sheet.said(data.id, field).map((one) => one.text)]).join("\u0001");
    if (data.drawn === drawn) continue;
    data.drawn = drawn;
    row.reformat();
  }
}

function shownRows(sheet) {
  return sheet.order.map((id) => ({ id, plan: sheet.text(id, "plan") }));
}

/** What readers of the screen are told: a grid of rows; boxes that only lay things out have no part in it. */
function describe(element) {
  element.setAttribute("aria-label", say("grid"));
  element.querySelector(".tabulator-header-contents").setAttribute("role", "presentation");
  element.querySelector(".tabulator-table").setAttribute("role", "presentation");
  element.querySelector(".tabulator-tableholder").setAttribute("role", "rowgroup");
}

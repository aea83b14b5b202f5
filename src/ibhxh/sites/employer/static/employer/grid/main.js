/** The page of a sheet: the parts put together. */

import { drawBar, drawTotals } from "./bar.js";
import { Choices } from "./choices.js";
import { bindClipboard } from "./clipboard.js";
import { bindConflicts } from "./conflicts.js";
import { Editing } from "./editing.js";
import { bindFilter } from "./filter.js";
import { Findings } from "./findings.js";
import { buildGrid, refresh, showUsed } from "./grid.js";
import { bindHeader } from "./header.js";
import { bindKeys } from "./keyboard.js";
import { Pen } from "./pen.js";
import { Saver } from "./save.js";
import { Selection } from "./selection.js";
import { Sheet } from "./sheet.js";
import { History } from "./undo.js";
import { Why } from "./why.js";

const $ = (id) => document.getElementById(id);
const given = JSON.parse($("given").textContent);

const sheet = new Sheet(given);
const saver = new Saver(sheet, given.urls, given.key);
sheet.show();

const table = await buildGrid($("grid"), sheet);
const selection = new Selection(table, sheet);
const pen = new Pen($("pen"), $("grid-frame"), selection, sheet);
const choices = new Choices(pen, $("choices"), given.urls);
const editing = new Editing(sheet, saver, selection, (text) => ($("heard").textContent = text));
const history = new History(saver);
const why = new Why($("why"), sheet, given.urls);
const filter = bindFilter($("parts"), table, sheet);
const findings = new Findings($("findings"), sheet, goTo, editing);

pen.addEventListener("nowhere", () => editing.add());
pen.addEventListener("written", ({ detail }) => editing.write(detail));
bindClipboard(pen, editing);
bindConflicts($("conflicts"), sheet, saver);
bindHeader($("header"), given.headerFields, sheet, saver);
bindKeys({ pen, choices, selection, editing, history, findings, goOn: () => $("go-on")?.click() });

saver.addEventListener("told", ({ detail: { text, tone } }) => {
  $("saved").textContent = text;
  $("saved").className = tone === "e" ? "err" : "mut";
});
selection.addEventListener("moved", () => {
  sheet.standOn(selection.anchor.row);
  drawBar($("cell-bar"), sheet, selection.anchor);
  why.show(selection.anchor.row);
});
sheet.addEventListener("shown", async () => {
  await refresh(table, sheet);
  selection.settle();
  drawBar($("cell-bar"), sheet, selection.anchor);
  drawTotals($("totals"), sheet);
  if (selection.anchor) why.show(selection.anchor.row);
  pen.place();
});

history.onchange = () => {
  $("undo").disabled = !history.past.length;
  $("redo").disabled = !history.future.length;
};
history.onchange();
onPress("undo", () => history.undo());
onPress("redo", () => history.redo());
onPress("add-row", () => editing.add());
onPress("remove-row", () => editing.remove());
$("all-columns").addEventListener("change", ({ target }) => showUsed(table, sheet, target.checked));

sheet.show();
const [row, field] = decodeURIComponent(location.hash.slice(1)).split("/");
if (sheet.rows.has(row)) goTo(row, field);
else if (sheet.order.length) selection.go(sheet.order[0], selection.fields[0]);
pen.focus();
saver.send();
$("work").dataset.ready = "true";

/** Brings a cell into view, its column shown and no filter over it, and stands on it. */
function goTo(toRow, toField) {
  filter.all();
  if (!sheet.column.has(toField)) toField = selection.fields[0];
  if (!table.getColumn(toField).isVisible()) table.showColumn(toField);
  selection.go(toRow, toField);
  pen.focus();
}

function onPress(id, act) {
  $(id)?.addEventListener("click", () => {
    act();
    pen.focus();
  });
}

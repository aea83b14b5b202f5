/** Cells that somebody else changed meanwhile: both values side by side, and the reader chooses. */

import { make } from "./element.js";
import { say } from "./words.js";

/** @param {HTMLElement} box @param {import("./sheet.js").Sheet} sheet @param {import("./save.js").Saver} saver */
export function bindConflicts(box, sheet, saver) {
  saver.addEventListener("saved", ({ detail: { answer } }) => {
    for (const conflict of answer.conflicts) box.append(item(conflict));
    box.hidden = !box.childElementCount;
  });

  function item({ row, field, mine, theirs }) {
    const line = make("li", { class: "row wrap" });
    const done = () => {
      line.remove();
      box.hidden = !box.childElementCount;
    };
    const name = sheet.column.get(field)?.name ?? field;
    const number = row === null ? "" : sheet.order.indexOf(row) + 1;
    if (theirs === null) line.append(say("conflict-gone", { name, mine }), " ", button(say("keep-theirs"), done));
    else {
      const overwrite = () => {
        saver.push([{ op: "set", rows: [row], fields: [field], texts: [[mine]], seen: [[theirs]] }]);
        done();
      };
      line.append(say("conflict", { row: number, name, mine: mine || "…", theirs: theirs || "…" }), button(say("keep-theirs"), done), button(say("take-mine"), overwrite));
    }
    return line;
  }
}

function button(words, act) {
  const made = make("button", { type: "button", class: "btn t" }, words);
  made.addEventListener("click", act);
  return made;
}

/** The sheet's header: a field for each of its facts, saved when it is left. */

import { make } from "./element.js";

/** @param {HTMLElement} form @param {any[]} fields @param {import("./sheet.js").Sheet} sheet @param {import("./save.js").Saver} saver */
export function bindHeader(form, fields, sheet, saver) {
  for (const field of fields) form.append(make("div", { class: "ask" }, make("label", { for: `head-${field.id}` }, field.name), control(field, sheet)));
  form.addEventListener("change", ({ target }) => {
    const seen = sheet.text(null, target.name);
    if (target.value !== seen) saver.push([{ op: "set", rows: [null], fields: [target.name], texts: [[target.value]], seen: [[seen]] }]);
  });
  sheet.addEventListener("shown", () => {
    for (const field of fields) {
      const input = form.elements[field.id];
      if (document.activeElement !== input) fill(input, sheet.text(null, field.id));
    }
  });
}

function control(field, sheet) {
  const shared = { id: `head-${field.id}`, name: field.id, class: "fld" };
  if (!field.choices) {
    const input = make("input", { ...shared, autocomplete: "off" });
    input.readOnly = !sheet.editable;
    return input;
  }
  const select = make("select", shared, make("option", { value: "" }, ""));
  for (const [value, name] of Object.entries(field.choices)) select.append(make("option", { value }, name));
  select.disabled = !sheet.editable;
  return select;
}

/** A text that is none of the choices is shown as one, so that it is not lost. */
function fill(input, text) {
  if (input instanceof HTMLSelectElement && ![...input.options].some((option) => option.value === text)) {
    input.append(make("option", { value: text }, text));
  }
  input.value = text;
}

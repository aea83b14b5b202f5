/** The segments above the grid: all, increases, decreases, adjustments, rows with findings. */

/** @param {HTMLElement} segments @param {any} table @param {import("./sheet.js").Sheet} sheet */
export function bindFilter(segments, table, sheet) {
  const buttons = [...segments.querySelectorAll("[data-part]")];
  let part = "all";
  const erring = () => new Set(sheet.findings.filter((found) => found.severity === "error" && found.sheet === sheet.place).map((found) => found.row));
  const belongs = (id, wanted, wrong) => wanted === "all" || (wanted === "errors" ? wrong.has(id) : sheet.direction(id) === wanted);

  function draw() {
    const wrong = erring();
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.part === part));
      button.querySelector("span").textContent = String(sheet.order.filter((id) => belongs(id, button.dataset.part, wrong)).length);
    }
  }

  function choose(wanted) {
    part = wanted;
    // The rows chosen stay chosen until the next choice: one that is mended does not vanish under the hand.
    const wrong = erring();
    const kept = new Set(sheet.order.filter((id) => belongs(id, part, wrong)));
    const known = new Set(sheet.order);
    if (part === "all") table.clearFilter();
    else table.setFilter((data) => kept.has(data.id) || !known.has(data.id));
    draw();
  }

  segments.addEventListener("click", (event) => {
    const button = event.target.closest("[data-part]");
    if (button) choose(button.dataset.part);
  });
  sheet.addEventListener("shown", draw);
  return { all: () => part !== "all" && choose("all") };
}

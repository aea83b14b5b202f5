/** The foot of the differences counts those chosen. Without this script it tells all of them. */

const form = document.getElementById("correct");
const button = /** @type {HTMLButtonElement | null} */ (form?.querySelector(".foot button") ?? null);
const sum = form?.querySelector(".foot .tnum");

function count() {
  if (!form || !button || !sum) return;
  const chosen = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[data-more]:checked")]);
  const more = chosen.reduce((all, one) => all - Number(one.dataset.more), 0);
  const { some = "", none = "" } = button.dataset;
  button.textContent = chosen.length ? some.replace("#", `${chosen.length}`) : none;
  sum.textContent = `${Math.abs(more).toLocaleString("vi-VN")}\u00a0đ`;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-way]"))) {
    part.hidden = (part.dataset.way === "less") !== more < 0;
  }
}

form?.addEventListener("change", count);

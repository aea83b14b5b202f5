/** A list filtered while typing: an input with data-filters="id of the list". Tone marks need not be typed. */

/** @param {string} text @returns {string} without tone marks, small letters */
export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.dataset.filters) return;
  const wanted = plain(field.value.trim());
  for (const entry of document.getElementById(field.dataset.filters)?.children ?? []) {
    if (entry instanceof HTMLElement) entry.hidden = !plain(entry.textContent ?? "").includes(wanted);
  }
});

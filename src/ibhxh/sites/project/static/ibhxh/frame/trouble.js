/** A part of a page that could not be fetched says so in words, instead of leaving things as if they were done. */

const place = document.getElementById("trouble");
let timer = 0;

/** @param {"answered" | "silent"} how */
function tell(how) {
  if (!place) return;
  place.textContent = place.dataset[how] ?? "";
  place.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (place.hidden = true), 12_000);
}

document.addEventListener("htmx:responseError", () => tell("answered"));
document.addEventListener("htmx:sendError", () => tell("silent"));
document.addEventListener("htmx:timeout", () => tell("silent"));
document.addEventListener("htmx:afterSwap", () => place && (place.hidden = true));

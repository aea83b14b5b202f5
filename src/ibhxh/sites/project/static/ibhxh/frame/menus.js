/** Menus are <details class="menu">: closed by Escape, by leaving them, and when another one opens. */

/** @returns {HTMLDetailsElement[]} */
const open = () => [...document.querySelectorAll("details.menu[open]")].filter((menu) => menu instanceof HTMLDetailsElement);

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of open()) if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    event.preventDefault();
  }
});

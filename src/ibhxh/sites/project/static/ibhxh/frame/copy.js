/** Buttons that copy: `data-copies` is what, `data-copied` what the button says for a while. Without this script they
 * stay hidden; what they copy stands beside them and can be copied by hand. */
const AGAIN_AFTER = 4000;
const said = document.getElementById("copied");

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copies]"))) {
  button.hidden = false;
  const asks = button.textContent ?? "";
  let back = 0;
  button.addEventListener("click", async () => {
    const { copies = "", copied = "" } = button.dataset;
    try {
      // Only a page that came over HTTPS, or from this machine, may write to the clipboard.
      await navigator.clipboard.writeText(copies);
    } catch {
      return select(button);
    }
    button.textContent = copied;
    if (said) said.textContent = copied;
    clearTimeout(back);
    back = setTimeout(() => {
      button.textContent = asks;
      if (said) said.textContent = "";
    }, AGAIN_AFTER);
  });
}

/** The browser refused: what stands beside the button is selected, so that Ctrl C takes it.
 * @param {HTMLButtonElement} button */
function select(button) {
  const text = button.closest("div")?.querySelector("code, .big-fig, input");
  if (text instanceof HTMLInputElement) text.select();
  else if (text) getSelection()?.selectAllChildren(text);
}

/** A form that came back with errors begins at their summary. */

/** @param {ParentNode} root */
function begin(root) {
  const faults = root.querySelector("#faults");
  if (faults instanceof HTMLElement) faults.focus();
}

begin(document);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target instanceof Element) begin(event.target);
});

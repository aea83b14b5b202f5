/** A button that copies what a field holds: [data-copies-field="its id"]. Without a script the field can be copied by hand. */
for (const button of document.querySelectorAll("button[data-copies-field]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const field = document.getElementById(button.dataset.copiesField ?? "");
  if (!(field instanceof HTMLInputElement)) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    // Only a page that came over HTTPS, or from this machine, may write to the clipboard; what is selected can be copied.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done ?? button.textContent;
  });
}

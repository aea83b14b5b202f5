/** The upload of a key file is asked for only when another file than a stored one is chosen. */
const upload = document.getElementById("new-key");
const choices = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name="key"]'));

function show() {
  const chosen = [...choices].find((choice) => choice.checked);
  if (upload) upload.hidden = chosen !== undefined && chosen.value !== "new";
}

choices.forEach((choice) => choice.addEventListener("change", show));
show();

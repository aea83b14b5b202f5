/** A form that is answered by a file leaves the page as it was: [data-answers-file] has it shown anew, as things are now. */
document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement && event.target.matches("[data-answers-file]")) {
    setTimeout(() => location.reload(), 2000);
  }
});

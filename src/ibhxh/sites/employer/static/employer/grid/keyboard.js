/** The keys of the grid. Nothing is done while an input method composes: those keys are its own. */

const PAGE = 10;

/** @param {any} parts pen, choices, selection, editing, history, findings, goOn */
export function bindKeys({ pen, choices, selection, editing, history, findings, goOn }) {
  pen.field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const done = pen.writing ? whileWriting(event) : whileMoving(event);
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "F8") {
      event.preventDefault();
      findings.next(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      pen.commit();
      goOn();
    }
  });

  function whileWriting(event) {
    switch (event.key) {
      case "Enter":
        if (event.ctrlKey || event.metaKey) return false;
        pen.commit(choices.chosen);
        return selection.step(event.shiftKey ? -1 : 1, 0) || true;
      case "Tab":
        pen.commit(choices.chosen);
        return selection.step(0, event.shiftKey ? -1 : 1);
      case "Escape":
        pen.cancel();
        return true;
      case "ArrowDown":
      case "ArrowUp":
        if (choices.open) choices.step(event.key === "ArrowDown" ? 1 : -1);
        else {
          pen.commit();
          selection.step(event.key === "ArrowDown" ? 1 : -1, 0);
        }
        return true;
      default:
        return false;
    }
  }

  function whileMoving(event) {
    if (event.ctrlKey || event.metaKey) return withControl(event);
    if (event.altKey) {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return false;
      editing.move(event.key === "ArrowUp" ? -1 : 1);
      return true;
    }
    switch (event.key) {
      case "ArrowUp":
        return selection.step(-1, 0, event.shiftKey) || true;
      case "ArrowDown":
        return selection.step(1, 0, event.shiftKey) || true;
      case "ArrowLeft":
        return selection.step(0, -1, event.shiftKey) || true;
      case "ArrowRight":
        return selection.step(0, 1, event.shiftKey) || true;
      case "PageUp":
        return selection.step(-PAGE, 0, event.shiftKey) || true;
      case "PageDown":
        return selection.step(PAGE, 0, event.shiftKey) || true;
      case "Home":
        return selection.step(0, -Infinity, event.shiftKey) || true;
      case "End":
        return selection.step(0, Infinity, event.shiftKey) || true;
      case "Enter":
        return event.shiftKey ? selection.step(-1, 0) || true : (pen.open(), true);
      case "Tab":
        // At the last cell of a row Tab leaves the grid, at the first Shift+Tab: nobody is caught in it.
        if (selection.step(0, event.shiftKey ? -1 : 1)) return true;
        if (event.shiftKey) pen.leaveBackwards();
        return false;
      case "F2":
        pen.open();
        return true;
      case "Delete":
      case "Backspace":
        editing.clear();
        return true;
      case "Insert":
        editing.add();
        return true;
      default:
        return false;
    }
  }

  function withControl(event) {
    switch (event.key.toLowerCase()) {
      case "z":
        if (event.shiftKey) history.redo();
        else history.undo();
        return true;
      case "y":
        history.redo();
        return true;
      case "a":
        selection.step(-Infinity, -Infinity);
        selection.step(Infinity, Infinity, true);
        return true;
      case "-":
        editing.remove();
        return true;
      case "home":
        return selection.step(-Infinity, -Infinity, event.shiftKey) || true;
      case "end":
        return selection.step(Infinity, Infinity, event.shiftKey) || true;
      default:
        return false;
    }
  }
}

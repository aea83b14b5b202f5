/** Undo and redo: each answer of the server brings the changes that take it back; they are sent like any other. */

export class History {
  /** @param {import("./save.js").Saver} saver */
  constructor(saver) {
    this.saver = saver;
    this.past = [];
    this.future = [];
    saver.addEventListener("saved", ({ detail: { batch, answer } }) => {
      if (!answer.undo.length) return;
      (batch.kind === "undo" ? this.future : this.past).push(answer.undo);
      if (batch.kind === "do") this.future = [];
      this.onchange?.();
    });
  }

  undo() {
    this.#take(this.past, "undo");
  }

  redo() {
    this.#take(this.future, "redo");
  }

  /** Waits for what is being saved, so that the newest change is the one taken back. */
  #take(stack, kind) {
    if (!this.saver.idle) {
      this.saver.addEventListener("saved", () => this.#take(kind === "undo" ? this.past : this.future, kind), { once: true });
    } else if (stack.length) {
      this.saver.push(stack.pop(), kind);
      this.onchange?.();
    }
  }
}

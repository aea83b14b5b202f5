/**
 * Saving: each change at once, one after the other, in order. What the server has not acknowledged lies in the browser's
 * own store, so that neither a lost connection nor a closed window loses it. Sending twice does no harm.
 */

import { say } from "./words.js";

const RETRY = [2000, 5000, 10000, 30000];

export class Saver extends EventTarget {
  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {{change: string}} urls
   * @param {string} key under which the unsent lies in the browser
   */
  constructor(sheet, urls, key) {
    super();
    this.sheet = sheet;
    this.url = urls.change;
    this.key = `ibhxh:grid:${key}`;
    this.token = document.querySelector("#grid-token input").value;
    this.failures = 0;
    /** @type {{changes: import("./sheet.js").Change[], kind: "do"|"undo"|"redo"}[]} */
    this.queue = JSON.parse(localStorage.getItem(this.key) ?? "[]");
    this.#keep();
    window.addEventListener("online", () => this.send());
  }

  get idle() {
    return this.queue.length === 0;
  }

  /** @param {import("./sheet.js").Change[]} changes */
  push(changes, kind = "do") {
    this.queue.push({ changes, kind });
    this.#keep();
    this.sheet.show();
    this.send();
  }

  /** Sends what waits; does nothing while something is under way. */
  async send() {
    if (this.sending || this.idle) return;
    this.sending = true;
    clearTimeout(this.retry);
    while (!this.idle) {
      this.#tell("saving");
      const batch = this.queue[0];
      const answer = await this.#post({ revision: this.sheet.revision, changes: batch.changes });
      if (!answer) break;
      this.queue.shift();
      this.#keep();
      if (answer.problem) {
        this.#tell("refused", { why: answer.problem }, "e");
        this.sheet.show();
        continue;
      }
      this.failures = 0;
      this.sheet.hear(answer);
      this.sheet.show();
      this.dispatchEvent(new CustomEvent("saved", { detail: { batch, answer } }));
      if (this.idle) this.#tell("saved", { at: answer.saved_at });
    }
    this.sending = false;
  }

  /** @returns {Promise<any>} the answer, or nothing where it must be tried again */
  async #post(body) {
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(30000),
      });
      if (response.redirected || response.status === 403) {
        this.#tell("signed-out", {}, "e");
        return null;
      }
      if (response.status >= 500 || response.status === 429) throw new Error(String(response.status));
      return await response.json();
    } catch {
      this.#tell("unsent", {}, "e");
      this.retry = setTimeout(() => this.send(), RETRY[Math.min(this.failures++, RETRY.length - 1)]);
      return null;
    }
  }

  #keep() {
    this.sheet.waiting = this.queue.map((batch) => batch.changes);
    try {
      if (this.idle) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(this.queue));
    } catch {
      this.#tell("no-store", {}, "e");
    }
  }

  #tell(word, values = {}, tone = "") {
    this.dispatchEvent(new CustomEvent("told", { detail: { text: say(word, values), tone } }));
  }
}

/** Which of many options a typed text means, the likeliest first: in any spelling, with tone marks or without. */

/**
 * The options that match: those whose code begins so, then whose name does, then with words that do, then with the text
 * anywhere inside; with the tone marks that were typed before without. In each group the order stays as it was.
 *
 * @template {{value: string, name: string}} Option
 * @param {Option[]} options
 * @param {string} typed
 * @returns {Option[]}
 */
export function ranked(options, typed) {
  const marked = lower(typed);
  const plain = bare(typed);
  const groups = new Map();
  for (const option of options) {
    const exact = place(lower(option.value), lower(option.name), marked);
    const loose = place(bare(option.value), bare(option.name), plain);
    const group = Math.min(2 * exact, 2 * loose + 1);
    if (group < Infinity) groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups.keys()].sort((one, other) => one - other).flatMap((group) => groups.get(group));
}

/** @returns {string} without tone marks and other marks, in small letters */
export function bare(text) {
  return lower(text).replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
}

function lower(text) {
  return text.normalize("NFC").trim().toLowerCase();
}

function place(code, name, typed) {
  if (code.startsWith(typed)) return 0;
  if (name.startsWith(typed)) return 1;
  const words = typed.split(/\s+/);
  const parts = name.split(/[^\p{L}\p{M}\p{N}]+/u);
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 2;
  return words.every((word) => name.includes(word)) ? 3 : Infinity;
}

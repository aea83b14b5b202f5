/** The words of the page, written in the template in the reader's language: <li data-word="saved">Đã lưu {at}</li>. */

/** @type {Map<string, string>} */
const words = new Map(
  Array.from(document.querySelectorAll("#grid-words [data-word]"), (item) => [item.dataset.word, item.textContent.trim()]),
);

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] what stands in the {places}; {n:row|rows} is "row" where n is 1
 * @returns {string}
 */
export function say(key, values = {}) {
  return (words.get(key) ?? key).replace(/\{(\w+)(?::([^{}|]*)\|([^{}]*))?\}/g, (place, name, one, many) => {
    const value = String(values[name] ?? place);
    return many === undefined ? value : value === "1" ? one : many;
  });
}

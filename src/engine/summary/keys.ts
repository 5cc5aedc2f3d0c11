/** By code unit: the same order on every machine, whatever its language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The same text on its own. A part of a string can keep the whole alive: a summary that remembers ten thousand host names would
 * remember the ten thousand log lines that they were cut from.
 */
export function keyOf(text: string): string {
  return text.length < SHORTEST_PART ? text : text.split('').join('');
}

/** JavaScript engines copy parts that are shorter. */
const SHORTEST_PART = 13;

/** The first place of one of some words, or the text's end. */
export function firstOf(text: string, from: number, words: readonly string[]): number {
  let first = text.length;
  for (const word of words) {
    const at = text.indexOf(word, from);
    if (at >= 0 && at < first) first = at;
  }
  return first;
}

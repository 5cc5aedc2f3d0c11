/**
 * Words that admins misspell in texts of their own. They count only where nothing else speaks (see `judge.ts`): a word that is
 * misspelt in English may be right in another language.
 */
import misspellings from '../../catalog/rules/misspellings.json';
import { isLetter } from '../scan/characters';

let meanings: Map<string, string> | null = null;

/** @param word as it stands @returns the word that is meant, in lower case; undefined where it is not known as misspelt */
export function meantBy(word: string): string | undefined {
  if (!meanings) {
    meanings = new Map();
    for (const [right, wrongs] of Object.entries(misspellings)) for (const wrong of wrongs) meanings.set(wrong, right);
  }
  let end = word.length;
  while (end > 0 && !isLetter(word.charCodeAt(end - 1))) end--;
  return meanings.get(word.slice(0, end).toLowerCase().replaceAll('\'', ''));
}

/** Whether a word of the text is known as misspelt. */
export function isMisspelt(text: string): boolean {
  return text.split(/[^a-z.:']+/i).some((word) => meantBy(word) !== undefined);
}

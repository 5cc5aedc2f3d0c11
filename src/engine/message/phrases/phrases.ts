/** Finds any of many phrases in a text, in one pass. The phrases are data: JSON files beside this one, by purpose and language. */

export interface PhraseMatch {
  /** As it stands in the data, without accents. */
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
}

/** Phrases by language, or a plain list. Lower case, single blanks. */
export type PhraseData = readonly string[] | Readonly<Record<string, readonly string[]>>;

export class Phrases {
  /** By the first two letters. */
  readonly #byKey = new Map<number, string[]>();

  constructor(...data: PhraseData[]) {
    for (const some of data) {
      const lists = Array.isArray(some) ? [some as readonly string[]] : Object.values(some as Readonly<Record<string, readonly string[]>>);
      for (const phrase of lists.flat().map(withoutAccents)) {
        const key = keyAt(phrase, 0);
        const same = this.#byKey.get(key);
        if (same) same.push(phrase);
        else this.#byKey.set(key, [phrase]);
      }
    }
    for (const same of this.#byKey.values()) same.sort((a, b) => b.length - a.length);
  }

  /**
   * The first phrase in a text that is already in lower case with single blanks (`normalise`), or null.
   * A phrase begins where a word begins; scripts without blanks are searched everywhere.
   */
  first(text: string, from = 0): PhraseMatch | null {
    for (let i = from; i < text.length; i++) {
      if (i > 0 && isWordLetter(text.charCodeAt(i)) && isWordLetter(text.charCodeAt(i - 1))) continue;
      const phrase = this.#byKey.get(keyAt(text, i))?.find((one) => text.startsWith(one, i));
      if (phrase !== undefined) return { phrase, start: i, end: i + phrase.length };
    }
    return null;
  }

  isIn(text: string): boolean {
    return this.first(text) !== null;
  }
}

function keyAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** Lower case, without accents, runs of blanks as one, typographic apostrophes as plain ones. The length may change. */
export function normalise(text: string): string {
  return withoutAccents(text.toLowerCase()).replace(/[\s\u00a0]+/g, ' ').replace(/[\u2018\u2019\u02bc]/g, "'").trim();
}

/** Many servers write without the accents of a language, `Nedorucitelna zprava`; marks of other scripts stay. */
function withoutAccents(text: string): string {
  return /[\u00c0-\u1eff]/.test(text) ? text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC') : text;
}

/** ASCII letters, digits, Latin, Greek and Cyrillic: scripts that write words apart. */
function isWordLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 0xc0 && c < 0x700);
}

/**
 * Folding: upper and lower case, accents, full-width forms and the many kinds of blank become one letter each,
 * so that a phrase is written once and found however a server writes it. One code unit gives one symbol, so offsets stay exact.
 */

/** Ends a word: blanks, punctuation, everything that is no letter and no digit. */
export const BREAK = 0;
/** Vanishes without ending a word: combining accents, vowel marks, zero-width characters. */
export const NOTHING = 0xffff;

/** Code units below this have a row in the table: Latin, Greek, Cyrillic, Hebrew and Arabic letters. */
const TABLE_END = 0x700;

/** Letters that Unicode does not take apart. */
const SPECIAL: Readonly<Record<string, string>> = { ß: 's', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 't', ı: 'i', ħ: 'h' };

const table = buildTable();

/**
 * The symbol of a code unit: the code of its base letter in lower case, or of its digit; `BREAK`; or `NOTHING`.
 */
export function fold(code: number): number {
  if (code < TABLE_END) return table[code]!;
  if (code >= 0xff01 && code <= 0xff5e) return table[code - 0xfee0]!; // full-width ASCII
  if (code >= 0x1e00 && code <= 0x1eff) return foldSlowly(code); // Latin with two accents (Vietnamese)
  return isLetterBeyondTable(code) ? code : code === 0x200b || code === 0xfeff || code === 0x200d ? NOTHING : BREAK;
}

function isLetterBeyondTable(code: number): boolean {
  if (code < 0x2000) return true; // further alphabets
  if (code < 0x3005) return false; // punctuation, arrows, CJK punctuation
  if (code === 0x30fb) return false; // katakana middle dot
  return code < 0xe000 || (code >= 0xf900 && code < 0xfb00) || (code >= 0xff66 && code <= 0xff9d);
}

function buildTable(): Uint16Array {
  const symbols = new Uint16Array(TABLE_END);
  for (let code = 0; code < TABLE_END; code++) symbols[code] = foldSlowly(code);
  return symbols;
}

function foldSlowly(code: number): number {
  if (code === 0xad || code === 0x640) return NOTHING; // soft hyphen, Arabic stroke that only stretches a word
  if (/\p{M}/u.test(String.fromCharCode(code))) return NOTHING; // combining accents, Hebrew and Arabic vowel marks
  const lower = String.fromCharCode(code).toLowerCase().charAt(0);
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) ? lower.charCodeAt(0) : BREAK;
  const base = SPECIAL[lower] ?? lower.normalize('NFD').charAt(0);
  return /[\p{L}\p{N}]/u.test(base) ? base.charCodeAt(0) : BREAK;
}

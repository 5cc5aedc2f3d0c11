/** How the phrases of rules are written: words with gaps and open ends, or names. */
import { spellOut } from './contractions';
import { BREAK, NOTHING, fold } from './fold';
import { IP, UNSPACED, joins } from './normalise';
import { symbolOf } from './phrase-tree';

/** How many symbols a gap may hold: some eight words. */
export const LONGEST_GAP = 56;
/** After a `*` inside a phrase: the rest of one word and a blank. */
const LONGEST_ENDING = 14;

/**
 * A phrase of a rule as symbols, folded like a diagnostic but with nothing taken out. Breaks stand where a word must begin or end.
 * @param from first character that counts @param to offset after the last one
 * @param openStart true where the first word may begin earlier (`*adresse`) @param openEnd true where the last word may go on (`blacklist*`)
 * @param into gets the symbols, from its start @returns how many
 */
export function phraseSymbols(phrase: string, from: number, to: number, openStart: boolean, openEnd: boolean, into: number[]): number {
  let length = 0;
  let word = 0;
  for (let i = from; i < to; i++) {
    const code = phrase.charCodeAt(i);
    if (code === 123 && phrase.startsWith('{ip}', i)) {
      if (length === 0 && !openStart) into[length++] = BREAK;
      into[length++] = IP;
      i += 3;
      continue;
    }
    const symbol = fold(code);
    if (symbol === NOTHING) continue;
    if (symbol !== BREAK) {
      if (length === 0 && !openStart && symbol < UNSPACED) into[length++] = BREAK;
      if (length === 0 || into[length - 1] === BREAK) word = length;
      into[length++] = symbolOf(symbol);
    } else if (length > 0 && into[length - 1] !== BREAK && !joins(phrase, i, code, to)) {
      length = spellOut(into, word, length);
      into[length++] = BREAK;
    }
  }
  if (length > 0 && into[length - 1] === BREAK) length--;
  else if (!openEnd) length = spellOut(into, word, length);
  if (length > 0 && !openEnd && into[length - 1]! < UNSPACED) into[length++] = BREAK;
  return length;
}

const DOT = 37;
const SLASH = 38;

export function nameSymbol(code: number): number {
  if (code === 46) return DOT;
  if (code === 47) return SLASH;
  const symbol = fold(code);
  return symbol === NOTHING ? BREAK : symbolOf(symbol);
}

export function nameSymbols(phrase: string): number[] {
  return Array.from(phrase, (character) => nameSymbol(character.charCodeAt(0)));
}

/** Phrases with a dot or a slash between letters, and URL words such as `?p=NoSuchUser`, are looked for in names. */
export function isName(phrase: string): boolean {
  if (phrase.startsWith('?')) return true;
  if (!phrase.includes('.') && !phrase.includes('/')) return false;
  for (let i = 1; i < phrase.length - 1; i++) {
    const code = phrase.charCodeAt(i);
    if (code === 46 || code === 47) return !phrase.includes(' ') && fold(phrase.charCodeAt(i - 1)) !== BREAK && fold(phrase.charCodeAt(i + 1)) !== BREAK;
  }
  return false;
}

interface CutPiece {
  readonly symbols: number[];
  readonly gap: number;
  readonly far: boolean;
}

/** `a … b` may have some words between, within one sentence; `a …… b` within two; `stem*` goes on, `*end` began before. */
export function cut(phrase: string): CutPiece[] {
  const pieces: CutPiece[] = [];
  let start = 0;
  let openStart = false;
  let far = false;
  let gap = LONGEST_GAP;
  for (let i = 0; i <= phrase.length; i++) {
    const character = i < phrase.length ? phrase[i]! : '…';
    if (character !== '…' && character !== '*') continue;
    if (i > start) {
      const openEnd = character === '*';
      const symbols: number[] = [];
      symbols.length = phraseSymbols(phrase, start, i, openStart && phrase[start] !== ' ', openEnd, symbols);
      if (symbols.length > 0) {
        pieces.push({ symbols, gap, far });
        far = false;
        gap = openEnd ? LONGEST_ENDING : LONGEST_GAP;
      }
    } else if (character === '…' && phrase[i - 1] === '…') {
      far = true;
    }
    if (character === '…') gap = LONGEST_GAP;
    openStart = character === '*';
    start = i + 1;
  }
  return pieces;
}

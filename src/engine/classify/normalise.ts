/**
 * A diagnostic reduced to the server's words: codes, addresses, IPs, host names and URLs are taken out, lines of one reply are joined,
 * case, accents and punctuation are folded away. What was taken out is kept apart, and every symbol knows where it stood.
 *
 * `550-5.1.1 <a@b.example>: The mailbox\n550 5.1.1 isn't there [10.0.0.1]` becomes ` the mailbox is not there `.
 */
import type { Span } from '../record';
import { spellOut } from './contractions';
import { BREAK, NOTHING, fold } from './fold';
import { mostTellingStatus } from '../scan/codes';
import { meantBy } from './misspellings';
import { Token, classifyToken, nameEnd } from './tokens';
import { symbolOf } from './phrase-tree';

/** What follows is not read: a diagnostic of this length quotes a message, not a reply. */
export const LONGEST_DIAGNOSTIC = 8192;

/** A break at both ends, and what is spelled out: `can't` grows by three. */
const MOST_SYMBOLS = 2 * LONGEST_DIAGNOSTIC;

/** Places in a diagnostic, in order. Used again for each diagnostic, so that nothing is allocated. */
export class Places {
  count = 0;
  readonly starts = new Uint16Array(LONGEST_DIAGNOSTIC);
  /** Exclusive. */
  readonly ends = new Uint16Array(LONGEST_DIAGNOSTIC);

  add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  /** The text at one of the places. */
  textOf(place: number, text: string): string {
    return text.slice(this.starts[place], this.ends[place]);
  }
}

export class Words {
  /** `symbolOf` symbols; begins and ends with a break, no two breaks in a row. */
  readonly symbols = new Uint16Array(MOST_SYMBOLS);
  /** Offset of each symbol in the diagnostic. */
  readonly offsets = new Uint16Array(MOST_SYMBOLS);
  length = 0;
  /** Host names and URLs. */
  readonly names = new Places();
  readonly ips = new Places();
  readonly addresses = new Places();
  /** Some token has capitals and digits, as codes and ids do. */
  mayHoldReference = false;
  /** There is a URL, a capital beside a mark, `(G` or `p=`: without these there is no reference that has no digits (see `named.ts`). */
  mayHoldName = false;
  /** The enhanced status code that says the most, wherever it stands. */
  status: string | null = null;
  private reply = '';
  private readonly marked = new Token();
  private benevolent = false;
  /** By symbol: 1 where a further sentence begins. */
  private readonly beginnings = new Uint8Array(MOST_SYMBOLS);

  /**
   * Reads a diagnostic; what was there before is forgotten.
   * @param benevolent whether capitals begin words, as in the names that services give to their events (`TooManyConnections`), and words
   *   that are often misspelt are read as what is meant (`user unkown`)
   */
  read(text: string, benevolent = false): void {
    this.benevolent = benevolent;
    this.names.count = this.ips.count = this.addresses.count = 0;
    this.reply = '';
    this.beginnings.fill(0, 0, this.length + 1);
    this.length = 0;
    this.mayHoldReference = false;
    this.mayHoldName = text.length > LONGEST_DIAGNOSTIC;
    this.status = null;
    this.put(BREAK, 0);
    const end = Math.min(text.length, LONGEST_DIAGNOSTIC);
    let at = 0;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (isSeparator(code)) {
        if (code === 59 || code === 33 || code >= UNSPACED) this.endSentence();
        else if (code === 40 && text.charCodeAt(at - 1) === 83) this.mayHoldReference = true; // AS(1234)
        else if (code === 40 && text.charCodeAt(at + 1) === 71) this.mayHoldName = true; // (GA)
        else if (code === 61 && text.charCodeAt(at - 1) === 112) this.mayHoldName = true; // ?p=
        this.put(BREAK, at++);
      } else if (code >= UNSPACED) {
        this.letters(text, at, ++at);
      } else {
        at = this.token(text, at, end);
      }
    }
    this.put(BREAK, end);
    if (end < text.length) this.status = mostTellingStatus(text); // it may stand in what is not read, or be cut
  }

  /** The original range of the symbols `from` (inclusive) to `to` (exclusive), breaks at both ends left out. */
  spanOf(from: number, to: number): Span {
    while (from < to && this.symbols[from] === BREAK) from++;
    while (to > from && this.symbols[to - 1] === BREAK) to--;
    return { start: this.offsets[from]!, end: this.offsets[to - 1]! + 1 };
  }

  /** Whether two symbols, close to each other, stand in one sentence: gaps of phrases do not reach into the next one. */
  inOneSentence(first: number, second: number): boolean {
    for (let i = first + 1; i <= second; i++) if (this.beginnings[i] === 1) return false;
    return true;
  }

  /** @returns the offset after the token that starts at `at` */
  private token(text: string, at: number, end: number): number {
    const { symbols, offsets } = this;
    const first = kinds[text.charCodeAt(at)]!;
    const before = this.length;
    let length = before;
    let to = at;
    let marks = 0;
    // most tokens are plain words, so their symbols are put down while they are looked at; what turns out to be more is done again
    for (; to < end; to++) {
      const code = text.charCodeAt(to);
      if (code >= UNSPACED) break;
      const kind = kinds[code]!;
      if (kind === SEPARATOR) break;
      marks |= kind;
      symbols[length] = symbolsOf[code]!;
      offsets[length++] = to;
    }
    if ((marks & (UPPER | DIGIT)) === (UPPER | DIGIT)) this.mayHoldReference = true;
    if ((marks & MARK) === 0 && first !== DIGIT && first !== QUOTE) {
      if ((marks & (NO_LETTER | QUOTE)) === 0 && !this.benevolent) this.length = spellOut(symbols, before, length, offsets);
      else this.letters(text, at, to);
      return to;
    }
    if ((marks & (MARK | UPPER)) === (MARK | UPPER)) this.mayHoldName = true;
    if ((marks & (MARK | DIGIT)) === (MARK | DIGIT)) this.status = mostTellingStatus(text, at, to, this.status);
    const last = text.charCodeAt(to - 1);
    if (last === 46 || last === 58 || last === 63) {
      const next = this.markedToken(text, at, to, end);
      if (last !== 58 || this.addresses.count === 0 || this.addresses.ends[this.addresses.count - 1]! < to - 2) this.endSentence();
      return next;
    }
    return this.markedToken(text, at, to, end);
  }

  /** A token that holds more than letters. */
  private markedToken(text: string, at: number, to: number, end: number): number {
    const { marked: token } = this;
    classifyToken(text, at, to, this.reply, token);
    switch (token.kind) {
      case 'reply':
        if (this.length > 1 && this.reply === '') { this.letters(text, at, to); return to; }
        this.reply = text.slice(token.start, token.start + 3);
        return token.end;
      case 'code':
        return to;
      case 'address':
        if (token.start > at) this.letters(text, at, token.start);
        this.addresses.add(token.start, token.end);
        return token.end;
      case 'ip':
        this.ips.add(token.start, token.end);
        this.put(BREAK, at);
        this.put(IP, token.start);
        this.put(BREAK, token.end);
        return token.end;
      case 'host':
        this.names.add(token.start, token.end);
        return token.end;
      case 'url': {
        const urlEnd = nameEnd(text, token.start, end);
        this.status = mostTellingStatus(text, to, urlEnd, this.status);
        this.names.add(token.start, urlEnd);
        this.mayHoldName = true;
        this.put(BREAK, at);
        return urlEnd;
      }
      case 'words':
        this.letters(text, at, to);
        return to;
    }
  }

  private letters(text: string, at: number, to: number): void {
    if (this.benevolent && this.meant(text, at, to)) return;
    let word = this.length;
    for (let i = at; i < to; i++) {
      const code = text.charCodeAt(i);
      const symbol = fold(code);
      if (symbol === NOTHING) continue;
      if (symbol === BREAK && joins(text, i, code, to)) continue;
      if (this.benevolent && i > at && beginsWord(text, i)) this.put(BREAK, i);
      this.put(symbolOf(symbol), i);
      if (symbol === BREAK) word = this.length;
    }
    this.length = spellOut(this.symbols, word, this.length, this.offsets);
  }

  /** Puts down the word that is meant, where the token is a misspelt one: its letters stand where those of the token do. */
  private meant(text: string, at: number, to: number): boolean {
    const right = meantBy(text.slice(at, to));
    if (right === undefined) return false;
    const word = this.length;
    for (let i = 0; i < right.length; i++) this.put(symbolOf(right.charCodeAt(i)), Math.min(at + i, to - 1));
    this.length = spellOut(this.symbols, word, this.length, this.offsets);
    return true;
  }

  private put(symbol: number, offset: number): void {
    if (symbol === BREAK && this.length > 0 && this.symbols[this.length - 1] === BREAK) return;
    this.symbols[this.length] = symbol;
    this.offsets[this.length++] = offset;
  }

  private endSentence(): void {
    this.beginnings[this.length] = 1;
  }
}

/** Stands for an IP address, as a word of its own; `{ip}` in a phrase. */
export const IP = 37;

/** From here on: scripts written without blanks, where an address may follow a letter directly. */
export const UNSPACED = 0x2e80;

const SEPARATOR = 1;
/** Makes a token worth a closer look: dot, colon, at sign, question mark. */
const MARK = 2;
const DIGIT = 4;
const UPPER = 8;
const QUOTE = 16;
/** Other punctuation, accents that stand alone, and everything else that is not simply one letter. */
const NO_LETTER = 32;

const kinds = new Uint8Array(UNSPACED);
/** Symbols of the letters and digits of the alphabets next to ours; the others take the slower way. */
const symbolsOf = new Uint16Array(0x600);
kinds.fill(NO_LETTER);
for (let code = 0; code < symbolsOf.length; code++) {
  const symbol = fold(code);
  symbolsOf[code] = symbolOf(symbol);
  if (symbol !== BREAK && symbol !== NOTHING) kinds[code] = 0;
}
for (const character of ' \t\r\n<>"()[]{},;|=!\u00a0\u2026\u201c\u201d\u201e\u00ab\u00bb') kinds[character.charCodeAt(0)] = SEPARATOR;
for (const character of '.:@?') kinds[character.charCodeAt(0)] = MARK;
for (const character of '\'#') kinds[character.charCodeAt(0)] = QUOTE;
for (let digit = 48; digit <= 57; digit++) kinds[digit] = DIGIT;
for (let letter = 65; letter <= 90; letter++) kinds[letter] = UPPER;

/** The capital of `Many` in `TooMany`, and of `Policy` in `DMARCPolicy`. */
function beginsWord(text: string, at: number): boolean {
  return kinds[text.charCodeAt(at)] === UPPER && (isSmall(text.charCodeAt(at - 1)) || (kinds[text.charCodeAt(at - 1)] === UPPER && isSmall(text.charCodeAt(at + 1))));
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isSeparator(code: number): boolean {
  return code < UNSPACED ? kinds[code] === SEPARATOR : fold(code) === BREAK;
}

/** Punctuation that joins: the hyphen of `e-mail` or `black-listed`, the apostrophe of `isn't`. Other hyphens part words. */
export function joins(text: string, at: number, code: number, to: number): boolean {
  if (at === 0 || at + 1 >= to) return false;
  if (code === 45 || code === 0x2010 || code === 0x2011) return isAsciiLetter(text.charCodeAt(at + 1)) && JOINED_BEGINNINGS.has(lettersBefore(text, at));
  if (code === 39 || code === 0x2019 || code === 96 || code === 0xb4) {
    const next = text.charCodeAt(at + 1) | 32;
    return (next === 116 || next === 115) && (at + 2 >= to || !isAsciiLetter(text.charCodeAt(at + 2)));
  }
  return false;
}

/** Written with and without a hyphen alike. */
const JOINED_BEGINNINGS = new Set(['e', 'anti', 'non', 'black', 'white', 'grey', 'gray', 'block', 'deny', 'allow', 'un', 're', 'mis', 'auto']);
const LONGEST_BEGINNING = 5;

function lettersBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start <= LONGEST_BEGINNING && isAsciiLetter(text.charCodeAt(start - 1))) start--;
  return text.slice(start, at).toLowerCase();
}

function isAsciiLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

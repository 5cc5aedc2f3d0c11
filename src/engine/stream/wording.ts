/**
 * A hash of what a diagnostic says, with what differs from one reply to the next left out: addresses, IPs, ids, numbers. A log of a
 * million failures holds a few hundred different wordings, and each needs to be judged only once.
 *
 * What a rule could ask for must stay: so a word with digits is only left out where no rule holds it.
 */
import { isDigit } from '../scan/characters';

/** A reply, a mark, a time in seconds: digits up to this many stay, because codes look the same. In names, URLs and times they do not. */
const LONGEST_CODE = 5;

/** Shorter words with digits are parts of ids and IPs. */
const SHORTEST_WORD = 3;

/** What stands for the parts that are left out. */
const ADDRESS = 0x110000;
const NUMBER = 0x110001;
const NAME = 0x110002;
const END_OF_FIELD = 0x110003;

export class Wordings {
  private low = 0;
  private high = 0;
  /** Hashes of the words with digits that rules hold. */
  private readonly known = new Set<number>();
  /** Beginnings of words, of rules that leave the end open: by length. */
  private readonly beginnings = new Map<number, Set<number>>();

  /** @param phrases all texts of all rules */
  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) {
      for (const [word] of phrase.matchAll(/[\p{L}\p{N}]{1,100}\*?/gu)) {
        if (!/\d/.test(word)) continue;
        if (!word.endsWith('*')) {
          this.known.add(hashOfWord(word, 0, word.length));
          continue;
        }
        const length = word.length - 1;
        if (length < SHORTEST_WORD) continue;
        const set = this.beginnings.get(length) ?? new Set();
        this.beginnings.set(length, set.add(hashOfWord(word, 0, length)));
      }
    }
  }

  /**
   * @param text the diagnostic
   * @param fields what else the verdict depends on, all of it
   * @param names what else this record calls by name and no rule looks at: its address, domain and host; each is left out where it stands
   */
  hash(text: string, fields: readonly (string | null)[], names: readonly string[]): number {
    this.low = 0x811c9dc5;
    this.high = 0x1b873593;
    for (const field of fields) {
      this.put(END_OF_FIELD);
      if (field !== null) this.putAll(field, 0, field.length);
    }
    this.put(END_OF_FIELD);
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (isSeparator(code)) {
        this.put(code);
        at++;
      } else {
        at = this.token(text, at, names);
      }
    }
    return (this.high & 0x1fffff) * 0x1_0000_0000 + (this.low >>> 0);
  }

  /** Up to the next blank, bracket or quote. @returns its end */
  private token(text: string, start: number, names: readonly string[]): number {
    let end = start;
    let digits = 0;
    let dots = 0;
    let colons = 0;
    let others = 0;
    let isAddress = false;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (isSeparator(code)) break;
      if (isDigit(code)) digits++;
      else if (code === 46) dots++;
      else if (code === 58) colons++;
      else if (code === 64) isAddress = true;
      else others++;
    }
    if (isAddress) {
      this.put(ADDRESS);
    } else if (digits === 0 && dots === 0) {
      this.putAll(text, start, end);
    } else if ((others === 0 && dots === 3) || (colons > 1 && isHexadecimal(text, start, end))) {
      this.put(NUMBER);
    } else {
      this.parts(text, start, end, dots > 0 || colons > 0, names);
    }
    return end;
  }

  /** A token with digits or dots, part by part. */
  private parts(text: string, start: number, end: number, isName: boolean, names: readonly string[]): void {
    let at = start;
    while (at < end) {
      const name = isName ? names.find((one) => text.startsWith(one, at)) : undefined;
      if (name) {
        this.put(NAME);
        at += name.length;
        continue;
      }
      if (!isWord(text.charCodeAt(at))) {
        this.put(text.charCodeAt(at++));
        continue;
      }
      let to = at;
      let digits = 0;
      for (; to < end && isWord(text.charCodeAt(to)); to++) if (isDigit(text.charCodeAt(to))) digits++;
      const isNumber = digits === to - at;
      const status = isNumber && isName ? endOfStatus(text, at, start, end) : 0;
      if (status > 0) to = status;
      const stays = digits === 0 || status > 0 || (isNumber && (isName ? at === start && digits === 3 : digits <= LONGEST_CODE));
      if (stays || (to - at >= SHORTEST_WORD + (isNumber ? 1 : 0) && this.isKnown(text, at, to))) this.putAll(text, at, to);
      else this.put(NUMBER);
      at = to;
    }
  }

  private isKnown(text: string, from: number, to: number): boolean {
    if (this.known.has(hashOfWord(text, from, to))) return true;
    for (const [length, set] of this.beginnings) if (from + length <= to && set.has(hashOfWord(text, from, from + length))) return true;
    return false;
  }

  /** As `put` for each character; in local variables, because this is where the time goes. */
  private putAll(text: string, from: number, to: number): void {
    let { low, high } = this;
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15);
    }
    this.low = low;
    this.high = high;
  }

  private put(code: number): void {
    this.low = Math.imul(this.low ^ code, 0x01000193);
    this.high = Math.imul(this.high ^ code, 0x5bd1e995) ^ (this.high >>> 15);
  }
}

function hashOfWord(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    hash = Math.imul(hash ^ (code >= 65 && code <= 90 ? code | 32 : code), 0x01000193);
  }
  return hash;
}

/** The end of an enhanced status code that begins here, or 0. */
function endOfStatus(text: string, at: number, start: number, end: number): number {
  const first = text.charCodeAt(at);
  if ((first !== 50 && first !== 52 && first !== 53) || text.charCodeAt(at + 1) !== 46 || (at > start && text.charCodeAt(at - 1) === 46)) return 0;
  let i = at + 2;
  const subject = i;
  while (i < end && isDigit(text.charCodeAt(i))) i++;
  if (i === subject || i > subject + 3 || text.charCodeAt(i) !== 46) return 0;
  const detail = ++i;
  while (i < end && isDigit(text.charCodeAt(i))) i++;
  const isStatus = i > detail && i <= detail + 3 && !(text.charCodeAt(i) === 46 && isDigit(text.charCodeAt(i + 1)));
  return isStatus ? i : 0;
}

/** Blank, and what a token of a diagnostic ends at. */
function isSeparator(code: number): boolean {
  return code <= 32 || code === 34 || code === 39 || code === 40 || code === 41 || code === 44 || code === 59 || code === 60 || code === 61 || code === 62
    || code === 91 || code === 93 || code === 123 || code === 125 || code === 124;
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
}

function isHexadecimal(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i) | 32;
    if (!isDigit(text.charCodeAt(i)) && !(code >= 97 && code <= 102) && code !== 58 && code !== 46) return false;
  }
  return true;
}

/**
 * A hash of what a diagnostic says, with what differs from one reply to the next left out: addresses, IPs, ids, numbers. A log of a
 * million failures holds a few hundred different wordings, and each needs to be judged only once.
 *
 * What a rule could ask for must stay: so a word with digits is only left out where no rule holds it.
 */

/** What follows is not looked at: a diagnostic of this length quotes a message. The judge reads no further either. */
const LONGEST_DIAGNOSTIC = 8192;

/** A reply, a mark, a time in seconds: digits up to this many stay, because codes look the same. In names, URLs and times they do not. */
const LONGEST_CODE = 5;

/** Shorter words with digits are parts of ids and IPs. */
const SHORTEST_WORD = 3;

/** What stands for the parts that are left out. */
const ADDRESS = 0x110000;
const NUMBER = 0x110001;
const NAME = 0x110002;
const END_OF_FIELD = 0x110003;

/** RFC 1035 section 2.3.4; what is longer names nobody. */
const LONGEST_NAME = 255;

/** FNV-1a: what the hash of a word begins with, and what each character multiplies it by. */
const WORD = 0x811c9dc5 | 0;
const SPREAD = 0x01000193;

const encoder = new TextEncoder();

/** Where a record's names stand: the host that answered, the recipient's domain. Empty where it has none. */
export interface NamePlaces {
  readonly bytes: Uint8Array;
  readonly hostFrom: number;
  readonly hostTo: number;
  readonly domainFrom: number;
  readonly domainTo: number;
}

const NO_NAMES: NamePlaces = { bytes: new Uint8Array(0), hostFrom: 0, hostTo: 0, domainFrom: 0, domainTo: 0 };

/** The words with digits that rules hold, as hashes: plain data, which threads can give each other. */
export interface KnownWords {
  readonly whole: ReadonlySet<number>;
  /** Of rules that leave the end open: by length in bytes. */
  readonly beginnings: ReadonlyMap<number, ReadonlySet<number>>;
}

/** @param phrases all texts of all rules */
export function knownWords(phrases: readonly string[]): KnownWords {
  const whole = new Set<number>();
  const beginnings = new Map<number, Set<number>>();
  const seen = new Set<string>();
  const text = phrases.join('\n'); // a search in one long text is a fraction of the time
  for (const { index } of text.matchAll(/\d+/g)) {
    let from = index;
    let to = index;
    while (from > 0 && isWord(text.charCodeAt(from - 1))) from--;
    while (to < text.length && isWord(text.charCodeAt(to))) to++;
    const isOpen = text[to] === '*';
    const word = text.slice(from, isOpen ? to + 1 : to);
    if (seen.has(word)) continue;
    seen.add(word);
    const bytes = encoder.encode(text.slice(from, to));
    const hash = hashOfWord(bytes, 0, bytes.length);
    if (!isOpen) whole.add(hash);
    else if (bytes.length >= SHORTEST_WORD) beginnings.set(bytes.length, (beginnings.get(bytes.length) ?? new Set()).add(hash));
  }
  return { whole, beginnings };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Wordings {
  private low = 0;
  private high = 0;
  /** The text that is looked at, and whether a byte of it was not ASCII. */
  private text: Uint8Array = new Uint8Array(0);
  private notAscii = 0;
  /** A diagnostic as UTF-8: a text that was cut from a line is slow to read character by character. */
  private readonly encoded = new Uint8Array(3 * LONGEST_DIAGNOSTIC);
  /** Names that are left out where they stand. */
  private names: NamePlaces = NO_NAMES;
  private readonly encodedNames: Mutable<NamePlaces> = { bytes: new Uint8Array(6 * LONGEST_NAME), hostFrom: 0, hostTo: 0, domainFrom: 0, domainTo: 0 };

  /** Of `KnownWords`; a list is gone through without an object for each. */
  private readonly beginnings: readonly { readonly length: number; readonly words: ReadonlySet<number> }[];

  constructor(private readonly known: KnownWords) {
    this.beginnings = Array.from(known.beginnings, ([length, words]) => ({ length, words }));
  }

  /**
   * Begins a key with the words of a diagnostic.
   * @param host @param domain what else this record calls by name and no rule looks at; '' where it does not
   */
  begin(diagnostic: string, host: string, domain: string): void {
    const { encoded, encodedNames } = this;
    const length = encoder.encodeInto(diagnostic.length > LONGEST_DIAGNOSTIC ? diagnostic.slice(0, LONGEST_DIAGNOSTIC) : diagnostic, encoded).written;
    encodedNames.hostTo = encoder.encodeInto(host.slice(0, LONGEST_NAME), encodedNames.bytes).written;
    encodedNames.domainFrom = encodedNames.hostTo;
    encodedNames.domainTo = encodedNames.domainFrom + encoder.encodeInto(domain.slice(0, LONGEST_NAME), encodedNames.bytes.subarray(encodedNames.domainFrom)).written;
    this.beginWithBytes(encoded, 0, length, encodedNames);
  }

  /** The same where diagnostic and names are bytes. @returns false where the diagnostic is not ASCII, or long: it asks to be decoded first */
  beginWithBytes(bytes: Uint8Array, from: number, to: number, names: NamePlaces): boolean {
    this.low = 0x811c9dc5;
    this.high = 0x1b873593;
    this.text = bytes;
    this.names = names;
    this.notAscii = 0;
    for (let at = from; at < to;) at = this.token(at, to);
    return this.notAscii === 0 && to - from <= LONGEST_DIAGNOSTIC;
  }

  /** Adds to the key what else a verdict depends on. */
  addField(field: string | null): void {
    this.put(END_OF_FIELD);
    if (field !== null) for (let i = 0; i < field.length; i++) this.put(field.charCodeAt(i));
  }

  /** The same of ASCII bytes. */
  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.put(END_OF_FIELD);
    for (let i = from; i < to; i++) this.put(bytes[i]!);
  }

  /** @returns the key: 53 bits */
  key(): number {
    return (this.high & 0x1fffff) * 0x1_0000_0000 + (this.low >>> 0);
  }

  /** A separator, or all up to the next one. @returns its end */
  private token(start: number, length: number): number {
    const { text } = this;
    let word = WORD;
    let end = start;
    let marks = 0;
    let all = 0;
    // most tokens are plain words, so they are hashed while they are looked at; what turns out to be more is done again
    for (; end < length; end++) {
      const code = text[end]!;
      const kind: Kind = KINDS[code]!;
      if (kind === Kind.separator && end > start) break;
      marks |= 1 << kind;
      all |= code;
      word = Math.imul(word ^ code, SPREAD);
      if (kind === Kind.separator) {
        end++;
        break;
      }
    }
    this.notAscii |= all & 128;
    if ((marks & SPECIAL) === 0) this.put(word);
    else if ((marks & (1 << Kind.at)) !== 0) this.put(ADDRESS);
    else if (isIp(text, start, end)) this.put(NUMBER);
    else this.put(this.hashOfParts(start, end, (marks & NAME_MARKS) !== 0));
    return end;
  }

  /** The hash of a token with digits, dots or colons, part by part. */
  private hashOfParts(start: number, end: number, isName: boolean): number {
    const { text } = this;
    let word = WORD;
    let at = start;
    while (at < end) {
      const name = isName ? this.nameAt(at, end) : 0;
      if (name > 0) {
        word = Math.imul(word ^ NAME, SPREAD);
        at += name;
        continue;
      }
      if (!isWord(text[at]!)) {
        word = Math.imul(word ^ text[at++]!, SPREAD);
        continue;
      }
      let to = at;
      let digits = 0;
      for (; to < end && isWord(text[to]!); to++) if (KINDS[text[to]!] === Kind.digit) digits++;
      const isNumber = digits === to - at;
      const status = isNumber && isName ? endOfStatus(text, at, start, end) : 0;
      if (status > 0) to = status;
      const stays = digits === 0 || status > 0 || (isNumber && (isName ? at === start && digits === 3 : digits <= LONGEST_CODE));
      if (stays || (to - at >= SHORTEST_WORD + (isNumber ? 1 : 0) && this.isKnown(at, to))) for (let i = at; i < to; i++) word = Math.imul(word ^ text[i]!, SPREAD);
      else word = Math.imul(word ^ NUMBER, SPREAD);
      at = to;
    }
    return word;
  }

  /** The length of the name that stands there, or 0. */
  private nameAt(at: number, end: number): number {
    const { text, names: { bytes, hostFrom, hostTo, domainFrom, domainTo } } = this;
    if (standsAt(bytes, hostFrom, hostTo, text, at, end)) return hostTo - hostFrom;
    return standsAt(bytes, domainFrom, domainTo, text, at, end) ? domainTo - domainFrom : 0;
  }

  private isKnown(from: number, to: number): boolean {
    if (this.known.whole.has(hashOfWord(this.text, from, to))) return true;
    for (let i = 0; i < this.beginnings.length; i++) {
      const { length, words } = this.beginnings[i]!;
      if (from + length <= to && words.has(hashOfWord(this.text, from, from + length))) return true;
    }
    return false;
  }

  /** @param word a character, or the hash of several */
  private put(word: number): void {
    this.low = Math.imul(this.low ^ word, SPREAD) ^ (this.low >>> 13);
    this.high = Math.imul(this.high ^ word, 0x5bd1e995) ^ (this.high >>> 15);
  }
}

const enum Kind { other = 0, separator = 1, digit = 2, letter = 3, dot = 4, colon = 5, at = 6 }

const NAME_MARKS = (1 << Kind.dot) | (1 << Kind.colon);
const SPECIAL = NAME_MARKS | (1 << Kind.digit) | (1 << Kind.at);

/** By byte. A letter of another script is several bytes over 127. */
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code <= 32 || '"\'(),;<=>[]{}|'.includes(String.fromCharCode(code))) return Kind.separator;
  if (code >= 48 && code <= 57) return Kind.digit;
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127) return Kind.letter;
  return code === 46 ? Kind.dot : code === 58 ? Kind.colon : code === 64 ? Kind.at : Kind.other;
});

const isDigit = (code: number | undefined): boolean => code !== undefined && KINDS[code] === Kind.digit;

const isWord = (code: number): boolean => code > 127 || KINDS[code] === Kind.letter || KINDS[code] === Kind.digit;

function standsAt(name: Uint8Array, from: number, to: number, text: Uint8Array, at: number, end: number): boolean {
  if (from === to || at + to - from > end || name[from] !== text[at]) return false;
  for (let i = from + 1; i < to; i++) if (text[at + i - from] !== name[i]) return false;
  return true;
}

function hashOfWord(text: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) {
    const code = text[i]!;
    hash = Math.imul(hash ^ (code >= 65 && code <= 90 ? code | 32 : code), 0x01000193);
  }
  return hash;
}

/** Four numbers with dots, or hexadecimal digits with two colons at least. */
function isIp(text: Uint8Array, from: number, to: number): boolean {
  let dots = 0;
  let colons = 0;
  let letters = 0;
  for (let i = from; i < to; i++) {
    const code = text[i]! | 32;
    if (text[i] === 46) dots++;
    else if (text[i] === 58) colons++;
    else if (code >= 97 && code <= 102) letters++;
    else if (!isDigit(text[i])) return false;
  }
  return colons > 1 || (dots === 3 && colons === 0 && letters === 0);
}

/** The end of an enhanced status code that begins here, or 0. */
function endOfStatus(text: Uint8Array, at: number, start: number, end: number): number {
  const first = text[at];
  if ((first !== 50 && first !== 52 && first !== 53) || text[at + 1] !== 46 || (at > start && text[at - 1] === 46)) return 0;
  const subject = at + 2;
  let i = subject;
  while (i < end && isDigit(text[i])) i++;
  if (i === subject || i > subject + 3 || i >= end || text[i] !== 46) return 0;
  const detail = ++i;
  while (i < end && isDigit(text[i])) i++;
  const goesOn = i + 1 < end && text[i] === 46 && isDigit(text[i + 1]);
  return i > detail && i <= detail + 3 && !goesOn ? i : 0;
}

/**
 * All phrases of all rules in two automata, one for words and one for names (host names and URLs), so that a diagnostic is read once.
 * A phrase may have gaps (`mailbox … full`): its parts are found one by one and put together in order.
 */
import type { Span } from '../record';
import { BREAK, NOTHING, fold } from './fold';
import { LONGEST_DIAGNOSTIC, phraseSymbols, type Words } from './normalise';
import { AutomatonBuilder, columnOf, type PhraseAutomaton } from './phrase-automaton';

/** Phrases that were found, as columns: whose each is and where. Used again for each diagnostic, so that nothing is allocated. */
export class Hits {
  count = 0;
  readonly clue = new Int32Array(MOST_HITS);
  /** `from` and `to` count symbols of the words, or characters of the diagnostic for a name. */
  readonly from = new Int32Array(MOST_HITS);
  readonly to = new Int32Array(MOST_HITS);
  /** How many symbols the phrase itself has, gaps left out. */
  readonly length = new Int32Array(MOST_HITS);
  /** 1: found in a host name or URL. */
  readonly name = new Uint8Array(MOST_HITS);

  add(clue: number, from: number, to: number, length: number, name: 0 | 1): void {
    if (this.count === MOST_HITS) return;
    this.clue[this.count] = clue;
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.length[this.count] = length;
    this.name[this.count++] = name;
  }
}

/** A reply of a thousand phrases is not a reply. */
const MOST_HITS = 1000;

/** How many symbols a gap may hold: some eight words. */
const LONGEST_GAP = 56;
/** After a `*` inside a phrase: the rest of one word and a blank. */
const LONGEST_ENDING = 14;

const NO_PARTS: readonly Part[] = [];

/** What a found piece of words completes or carries on. */
interface Part {
  readonly clue: number;
  /** Numbers of the pieces of which one must stand before; null for a phrase of one piece. */
  readonly after: readonly number[] | null;
  /** Id of a phrase of three or more pieces, -1 for others. */
  readonly long: number;
  readonly index: number;
  readonly last: boolean;
  readonly gap: number;
  /** The gap before this part may reach into a further sentence. */
  readonly far: boolean;
  /** Symbols of this part and those before; in a phrase of two, of this one alone. */
  readonly total: number;
}

/** Collects phrases, then `close` makes the automata. */
export class PhraseBook {
  private readonly words = new AutomatonBuilder();
  private readonly names = new AutomatonBuilder();
  /** By piece of words. */
  private readonly parts: Part[][] = [];
  private readonly lengths: number[] = [];
  /** By name. */
  private readonly nameClues: number[][] = [];
  private readonly nameLengths: number[] = [];
  /** Whole addresses, in lower case. */
  private readonly addresses = new Map<string, number[]>();
  private long = 0;

  /** @param clue what a hit is reported as */
  add(phrase: string, clue: number): void {
    if (phrase.includes('@')) {
      const clues = this.addresses.get(phrase.toLowerCase());
      if (clues) clues.push(clue);
      else this.addresses.set(phrase.toLowerCase(), [clue]);
      return;
    }
    if (isName(phrase)) {
      const symbols = nameSymbols(phrase);
      const name = this.names.add(symbols);
      (this.nameClues[name] ??= []).push(clue);
      this.nameLengths[name] = symbols.length;
      if (phrase.includes('/')) return;
    }
    const pieces = cut(phrase);
    const long = pieces.length > 2 ? this.long++ : -1;
    let total = 0;
    let after: number[] | null = null;
    for (let index = 0; index < pieces.length; index++) {
      const { symbols, gap, far } = pieces[index]!;
      total = pieces.length === 2 ? symbols.length : total + symbols.length;
      const piece = this.pieceOf(symbols);
      if (index > 0 || pieces.length === 1) this.partsOf(piece).push({ clue, after, long, index, last: index === pieces.length - 1, gap, far, total });
      after = [piece];
    }
  }

  /** `(user|mailbox) … (unknown|not found)`: any of the first, then any of the second, without a part for each pair. */
  addPairs(firsts: readonly string[], seconds: readonly string[], clue: number): void {
    const after = firsts.map((first) => this.pieceOf(cut(first)[0]!.symbols));
    for (const second of seconds) {
      const { symbols } = cut(second)[0]!;
      this.partsOf(this.pieceOf(symbols)).push({ clue, after, long: -1, index: 1, last: true, gap: LONGEST_GAP, far: false, total: symbols.length });
    }
  }

  private pieceOf(symbols: readonly number[]): number {
    const piece = this.words.add(symbols);
    this.lengths[piece] = symbols.length;
    return piece;
  }

  private partsOf(piece: number): Part[] {
    return this.parts[piece] ??= [];
  }

  close(): PhraseFinder {
    return new PhraseFinder(this.words.build(), this.parts, this.lengths, this.names.build(), this.nameClues, this.nameLengths, this.addresses, this.long);
  }
}

/** Finds all phrases of a book in what `Words` has read. Its scratch memory is used again for each diagnostic. */
export class PhraseFinder {
  /** By piece: the run in which it was found last, and where. */
  private readonly seenIn: Int32Array;
  private readonly startedAt: Int32Array;
  private readonly endedAt: Int32Array;
  private readonly lengths: Int32Array;
  /** By long phrase: run, how many pieces stand in order, where they begin and end. */
  private readonly longSeenIn: Int32Array;
  private readonly reached: Int32Array;
  private readonly longStartedAt: Int32Array;
  private readonly longEndedAt: Int32Array;
  private readonly hits = new Hits();
  private longestAddress = 0;
  private run = 0;
  private sentences = new Uint16Array(0);
  private readonly nameBuffer = new Uint16Array(LONGEST_DIAGNOSTIC + 2);
  private nameStart = 0;

  constructor(
    private readonly words: PhraseAutomaton, private readonly parts: readonly (readonly Part[])[], lengths: readonly number[],
    private readonly names: PhraseAutomaton, private readonly nameClues: readonly (readonly number[])[], private readonly nameLengths: readonly number[],
    private readonly addresses: ReadonlyMap<string, readonly number[]>, long: number,
  ) {
    for (const address of addresses.keys()) this.longestAddress = Math.max(this.longestAddress, address.length);
    const pieces = lengths.length;
    this.seenIn = new Int32Array(pieces);
    this.startedAt = new Int32Array(pieces);
    this.endedAt = new Int32Array(pieces);
    this.lengths = Int32Array.from(lengths);
    this.longSeenIn = new Int32Array(long);
    this.reached = new Int32Array(long);
    this.longStartedAt = new Int32Array(long);
    this.longEndedAt = new Int32Array(long);
  }

  get states(): number {
    return this.words.states + this.names.states;
  }

  /** @returns the hits, valid until the next call */
  find(words: Words, text: string): Hits {
    this.hits.count = 0;
    this.run++;
    this.sentences = words.sentences;
    this.words.scan(words.symbols, words.length, this.onWords);
    for (const name of words.names) this.scanName(text, name);
    for (const ip of words.ips) if (text.startsWith('127.', ip.start)) this.scanName(text, ip); // answers of blocklists; others name nobody
    for (const address of words.addresses) this.lookUpAddress(text, address);
    return this.hits;
  }

  private readonly onWords = (piece: number, end: number): void => {
    const from = end - this.lengths[piece]!;
    const parts = this.parts[piece] ?? NO_PARTS;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      if (part.after === null) {
        this.hits.add(part.clue, from, end, part.total, 0);
      } else {
        for (const before of part.after) if (this.seenIn[before] === this.run && this.onFurtherPart(part, before, from, end)) break;
      }
    }
    this.seenIn[piece] = this.run;
    this.startedAt[piece] = from;
    this.endedAt[piece] = end;
  };

  /** The piece before was found somewhere: does this one stand close enough behind it? */
  private onFurtherPart(part: Part, after: number, from: number, end: number): boolean {
    const { long } = part;
    let start: number;
    let before: number;
    if (part.index === 1) {
      start = this.startedAt[after]!;
      before = this.endedAt[after]!;
    } else {
      if (this.longSeenIn[long] !== this.run || this.reached[long] !== part.index) return false;
      start = this.longStartedAt[long]!;
      before = this.longEndedAt[long]!;
    }
    if (from < before - 1 || from - before > part.gap || (!part.far && this.sentences[from + 1] !== this.sentences[before - 1])) return false;
    if (part.last) {
      this.hits.add(part.clue, start, end, long < 0 ? part.total + this.lengths[after]! : part.total, 0);
    } else {
      this.longSeenIn[long] = this.run;
      this.reached[long] = part.index + 1;
      this.longStartedAt[long] = start;
      this.longEndedAt[long] = end;
    }
    return true;
  }

  /** Only whole addresses (`tosa@rx.t-online.de`) speak; the domain of an address says nothing about who answered. */
  private lookUpAddress(text: string, span: Span): void {
    if (span.end - span.start > this.longestAddress) return;
    const clues = this.addresses.get(text.slice(span.start, span.end).toLowerCase());
    if (clues) for (const clue of clues) this.hits.add(clue, span.start, span.end, span.end - span.start, 1);
  }

  private scanName(text: string, span: Span): void {
    const buffer = this.nameBuffer;
    let length = 0;
    buffer[length++] = BREAK;
    for (let i = span.start; i < span.end; i++) buffer[length++] = nameSymbol(text.charCodeAt(i));
    buffer[length++] = BREAK;
    this.nameStart = span.start - 1;
    this.nameSymbolsRead = length;
    this.names.scan(buffer, length, this.onName);
  }

  private nameSymbolsRead = 0;


  private readonly onName = (phrase: number, end: number): void => {
    const from = end - this.nameLengths[phrase]!;
    const before = from > 0 ? this.nameBuffer[from - 1]! : BREAK;
    const after = end < this.nameSymbolsRead ? this.nameBuffer[end]! : BREAK;
    if (isLetterOrDigit(before) || isLetterOrDigit(after)) return;
    for (const clue of this.nameClues[phrase]!) this.hits.add(clue, this.nameStart + from, this.nameStart + end, end - from, 1);
  };
}

const DOT = 37;
const SLASH = 38;

function nameSymbol(code: number): number {
  if (code === 46) return DOT;
  if (code === 47) return SLASH;
  const symbol = fold(code);
  return symbol === NOTHING ? BREAK : columnOf(symbol);
}

function nameSymbols(phrase: string): number[] {
  return Array.from(phrase, (character) => nameSymbol(character.charCodeAt(0)));
}

function isLetterOrDigit(symbol: number): boolean {
  return symbol > 0 && symbol < DOT;
}

/** Phrases with a dot or a slash between letters, and URL words such as `?p=NoSuchUser`, are looked for in names. */
function isName(phrase: string): boolean {
  if (phrase.startsWith('?')) return true;
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
function cut(phrase: string): CutPiece[] {
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
      const symbols = phraseSymbols(phrase, start, i, openStart && phrase[start] !== ' ', openEnd);
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

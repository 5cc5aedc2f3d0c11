/**
 * All phrases of all rules in two automata, one for words and one for names (host names and URLs), so that a diagnostic is read once.
 * A phrase may have gaps (`mailbox … full`): its parts are found one by one and put together in order.
 */
import type { Span } from '../record';
import { BREAK } from './fold';
import { LONGEST_DIAGNOSTIC, type Words } from './normalise';
import { AutomatonBuilder, type PhraseAutomaton } from './phrase-automaton';
import { LONGEST_GAP, cut, isLetterOrDigit, isName, nameSymbol, nameSymbols, phraseSymbols } from './phrase-pieces';

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
export const MOST_HITS = 1000;

/** A piece of words that completes or carries on a phrase with gaps. */
interface Part {
  readonly clue: number;
  /** Numbers of the pieces of which one must stand before. */
  readonly after: Int32Array;
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
  private readonly words = new AutomatonBuilder(1 << 18);
  private readonly names = new AutomatonBuilder();
  /** What pieces of words stand for, in the order of the phrases: whose piece it is, and the clue of a whole phrase or, below 0, the part of one with gaps. */
  private readonly owners: number[] = [];
  private readonly meanings: number[] = [];
  private readonly parts: Part[] = [];
  private readonly lengths: number[] = [];
  /** By name. */
  private readonly nameClues: number[][] = [];
  private readonly nameLengths: number[] = [];
  /** Whole addresses, in lower case. */
  private readonly addresses = new Map<string, number[]>();
  private long = 0;
  private readonly symbols: number[] = [];
  /** By alternative of a pair: its piece. */
  private readonly alternatives = new Map<string, number>();

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
    if (!/[…*]/.test(phrase)) return this.addWhole(phrase, clue);
    const pieces = cut(phrase);
    if (pieces.length === 1) return this.means(this.pieceOf(pieces[0]!.symbols), clue);
    const long = pieces.length > 2 ? this.long++ : -1;
    let total = 0;
    let before = -1;
    for (let index = 0; index < pieces.length; index++) {
      const { symbols, gap, far } = pieces[index]!;
      total = pieces.length === 2 ? symbols.length : total + symbols.length;
      const piece = this.pieceOf(symbols);
      if (index > 0) this.goesOn(piece, { clue, after: Int32Array.of(before), long, index, last: index === pieces.length - 1, gap, far, total });
      before = piece;
    }
  }

  /** `(user|mailbox) … (unknown|not found)`: any of the first, then any of the second, without a part for each pair. */
  addPairs(firsts: readonly string[], seconds: readonly string[], clue: number): void {
    const after = new Int32Array(firsts.length);
    for (let i = 0; i < firsts.length; i++) after[i] = this.alternative(firsts[i]!);
    for (const second of seconds) {
      const piece = this.alternative(second);
      this.goesOn(piece, { clue, after, long: -1, index: 1, last: true, gap: LONGEST_GAP, far: false, total: this.lengths[piece]! });
    }
  }

  /** Most phrases have neither gaps nor open ends; thousands are added at start, so nothing is allocated for them. */
  private addWhole(phrase: string, clue: number): void {
    const length = phraseSymbols(phrase, 0, phrase.length, false, false, this.symbols);
    if (length > 0) this.means(this.pieceOf(this.symbols, length), clue);
  }

  /** The piece of an alternative in a pair: the same ones come again and again. */
  private alternative(words: string): number {
    let piece = this.alternatives.get(words);
    if (piece === undefined) {
      piece = /[…*]/.test(words) ? this.pieceOf(cut(words)[0]!.symbols) : this.pieceOf(this.symbols, phraseSymbols(words, 0, words.length, false, false, this.symbols));
      this.alternatives.set(words, piece);
    }
    return piece;
  }

  private pieceOf(symbols: readonly number[], length = symbols.length): number {
    const piece = this.words.add(symbols, length);
    this.lengths[piece] = length;
    return piece;
  }

  private means(piece: number, clue: number): void {
    this.owners.push(piece);
    this.meanings.push(clue);
  }

  private goesOn(piece: number, part: Part): void {
    this.means(piece, -this.parts.push(part));
  }

  close(): PhraseFinder {
    return new PhraseFinder(this.words.build(), new Groups(this.owners, this.meanings, this.lengths.length), this.parts, this.lengths, this.names.build(), this.nameClues, this.nameLengths, this.addresses, this.long);
  }
}

/** Values by owner, in the order in which they came: one array for all, because an array for each costs more to make than to use. */
class Groups {
  /** By owner: place of its first value; those of the next owner follow. */
  readonly starts: Int32Array;
  readonly values: Int32Array;

  constructor(owners: readonly number[], values: readonly number[], owned: number) {
    const starts = this.starts = new Int32Array(owned + 1);
    this.values = new Int32Array(values.length);
    for (const owner of owners) starts[owner]!++;
    for (let owner = 0, end = 0; owner <= owned; owner++) starts[owner] = end += starts[owner]!;
    for (let i = values.length - 1; i >= 0; i--) this.values[--starts[owners[i]!]!] = values[i]!;
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
  /** What is being searched. */
  private read: Words | null = null;
  private readonly nameBuffer = new Uint16Array(LONGEST_DIAGNOSTIC + 2);
  private nameStart = 0;

  constructor(
    private readonly words: PhraseAutomaton, private readonly meanings: Groups, private readonly parts: readonly Part[], lengths: readonly number[],
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
    this.read = words;
    this.words.scan(words.symbols, words.length, this.onWords);
    for (const name of words.names) this.scanName(text, name);
    for (const ip of words.ips) if (text.startsWith('127.', ip.start)) this.scanName(text, ip); // answers of blocklists; others name nobody
    for (const address of words.addresses) this.lookUpAddress(text, address);
    return this.hits;
  }

  private readonly onWords = (piece: number, end: number): void => {
    const length = this.lengths[piece]!;
    const from = end - length;
    const { starts, values } = this.meanings;
    for (let i = starts[piece]!; i < starts[piece + 1]!; i++) {
      const meaning = values[i]!;
      if (meaning >= 0) {
        this.hits.add(meaning, from, end, length, 0);
        continue;
      }
      const part = this.parts[-meaning - 1]!;
      const { after } = part;
      for (let k = 0; k < after.length; k++) if (this.seenIn[after[k]!] === this.run && this.onFurtherPart(part, after[k]!, from, end)) break;
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
    if (from < before - 1 || from - before > part.gap || (!part.far && from >= before && !this.read!.inOneSentence(before - 1, from + 1))) return false;
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

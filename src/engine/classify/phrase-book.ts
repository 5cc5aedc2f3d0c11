/**
 * All phrases of all rules in two trees, one for words and one for names (host names and URLs), so that a diagnostic is read once.
 * A phrase may have gaps (`mailbox … full`): its parts are found one by one and put together in order.
 */
import { BREAK } from './fold';
import { LONGEST_DIAGNOSTIC, type Words } from './normalise';
import { LONGEST_GAP, cut, isName, nameSymbol, nameSymbols, phraseSymbols } from './phrase-pieces';
import { PhraseTree, isLetterOrDigit } from './phrase-tree';

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

/** How a piece of words completes or carries on a phrase with gaps. */
interface Part {
  readonly clue: number;
  /** The pieces of which one must stand before. */
  readonly after: readonly Piece[];
  /** Their marks: where none of them was found none of the pieces was. */
  readonly marks: number;
  /** A phrase of three or more pieces. */
  readonly long: Found | null;
  readonly index: number;
  readonly last: boolean;
  readonly gap: number;
  /** The gap before this part may reach into a further sentence. */
  readonly far: boolean;
  /** Symbols of this part and those before; in a phrase of two, of this one alone. */
  readonly total: number;
}

/** Where something was found last: in which search, and how many pieces of a phrase stand in order. */
class Found {
  run = 0;
  from = 0;
  to = 0;
  reached = 0;

  at(run: number, from: number, to: number, reached: number): void {
    this.run = run;
    this.from = from;
    this.to = to;
    this.reached = reached;
  }
}

/** Words between gaps. */
class Piece extends Found {
  readonly parts: Part[] = [];

  /** @param mark a bit that it shares with few others */
  constructor(readonly length: number, readonly mark: number) { super(); }
}

/** Collects phrases, and finds them in what `Words` has read. Its scratch memory is used again for each diagnostic. */
export class PhraseBook {
  private readonly words = new PhraseTree();
  private readonly names = new PhraseTree();
  /** By phrase of `words`: its clue, or, below 0, its piece (`~piece`). */
  private readonly meanings: number[] = [];
  private readonly pieces: Piece[] = [];
  /** By symbols. */
  private readonly pieceOfSymbols = new Map<string, Piece>();
  /** By alternative of a pair: the same ones come again and again. */
  private readonly alternatives = new Map<string, Piece>();
  /** By phrase of `names`. */
  private readonly nameClues: number[] = [];
  /** Whole addresses, in lower case. */
  private readonly addresses = new Map<string, number[]>();
  private readonly symbols: number[] = [];
  private readonly hits = new Hits();
  /** By length of an address of the book: 1. */
  private readonly addressLengths = new Uint8Array(LONGEST_DIAGNOSTIC + 1);
  private run = 0;
  /** Of all pieces that were found in this search. */
  private marks = 0;
  /** What is being searched. */
  private read: Words | null = null;
  private readonly nameBuffer = new Uint16Array(LONGEST_DIAGNOSTIC + 2);
  private nameStart = 0;
  private nameSymbolsRead = 0;

  /** @param clue what a hit is reported as */
  add(phrase: string, clue: number): void {
    if (phrase.includes('@')) {
      const clues = this.addresses.get(phrase.toLowerCase());
      if (clues) clues.push(clue);
      else this.addresses.set(phrase.toLowerCase(), [clue]);
      this.addressLengths[phrase.length] = 1;
      return;
    }
    if (isName(phrase)) {
      this.names.add(nameSymbols(phrase));
      this.nameClues.push(clue);
      if (phrase.includes('/')) return;
    }
    if (!/[…*]/.test(phrase)) return this.addWhole(phrase, clue);
    const cuts = cut(phrase);
    if (cuts.length === 1) return this.means(cuts[0]!.symbols, cuts[0]!.symbols.length, clue);
    const long = cuts.length > 2 ? new Found() : null;
    let total = 0;
    let before: Piece | null = null;
    for (let index = 0; index < cuts.length; index++) {
      const { symbols, gap, far } = cuts[index]!;
      total = cuts.length === 2 ? symbols.length : total + symbols.length;
      const piece = this.pieceOf(symbols, symbols.length);
      if (before) piece.parts.push({ clue, after: [before], marks: before.mark, long, index, last: index === cuts.length - 1, gap, far, total });
      before = piece;
    }
  }

  /** `(user|mailbox) … (unknown|not found)`: any of the first, then any of the second, without a part for each pair. */
  addPairs(firsts: readonly string[], seconds: readonly string[], clue: number): void {
    const after = firsts.map((first) => this.alternative(first));
    const marks = after.reduce((all, piece) => all | piece.mark, 0);
    for (const second of seconds) {
      const piece = this.alternative(second);
      piece.parts.push({ clue, after, marks, long: null, index: 1, last: true, gap: LONGEST_GAP, far: false, total: piece.length });
    }
  }

  /** Most phrases have neither gaps nor open ends; thousands are added at start, so nothing is allocated for them. */
  private addWhole(phrase: string, clue: number): void {
    const length = phraseSymbols(phrase, 0, phrase.length, false, false, this.symbols);
    if (length > 0) this.means(this.symbols, length, clue);
  }

  private alternative(words: string): Piece {
    let piece = this.alternatives.get(words);
    if (!piece) {
      const symbols = /[…*]/.test(words) ? cut(words)[0]!.symbols : this.symbols;
      piece = this.pieceOf(symbols, symbols === this.symbols ? phraseSymbols(words, 0, words.length, false, false, symbols) : symbols.length);
      this.alternatives.set(words, piece);
    }
    return piece;
  }

  private pieceOf(symbols: readonly number[], length: number): Piece {
    const key = String.fromCharCode(...symbols.slice(0, length));
    let piece = this.pieceOfSymbols.get(key);
    if (!piece) {
      piece = new Piece(length, 1 << this.pieces.length);
      this.pieceOfSymbols.set(key, piece);
      this.means(symbols, length, -this.pieces.push(piece));
    }
    return piece;
  }

  private means(symbols: readonly number[], length: number, meaning: number): void {
    this.words.add(symbols, length);
    this.meanings.push(meaning);
  }

  /** How many symbols all phrases have. */
  get size(): number {
    return this.words.size + this.names.size;
  }

  /** @returns the hits, valid until the next call */
  find(words: Words, text: string): Hits {
    this.hits.count = 0;
    this.run++;
    this.marks = 0;
    this.read = words;
    this.words.find(words.symbols, words.length, this.onWords);
    const { names, ips, addresses } = words;
    for (let i = 0; i < names.count; i++) this.scanName(text, names.starts[i]!, names.ends[i]!);
    for (let i = 0; i < ips.count; i++) if (text.startsWith('127.', ips.starts[i])) this.scanName(text, ips.starts[i]!, ips.ends[i]!); // answers of blocklists; others name nobody
    for (let i = 0; i < addresses.count; i++) this.lookUpAddress(text, addresses.starts[i]!, addresses.ends[i]!);
    return this.hits;
  }

  private readonly onWords = (phrase: number, end: number): void => {
    const meaning = this.meanings[phrase]!;
    if (meaning >= 0) {
      const length = this.words.lengthOf(phrase);
      this.hits.add(meaning, end - length, end, length, 0);
      return;
    }
    const piece = this.pieces[~meaning]!;
    const from = end - piece.length;
    for (const part of piece.parts) {
      if ((part.marks & this.marks) === 0) continue;
      for (const before of part.after) if (before.run === this.run && this.onFurtherPart(part, before, from, end)) break;
    }
    piece.at(this.run, from, end, 1);
    this.marks |= piece.mark;
  };

  /** The piece before was found somewhere: does this one stand close enough behind it? */
  private onFurtherPart(part: Part, after: Piece, from: number, end: number): boolean {
    const { long, index } = part;
    const before = index > 1 ? long! : after;
    if (before.run !== this.run || before.reached !== index) return false;
    if (from < before.to - 1 || from - before.to > part.gap || (!part.far && from >= before.to && !this.read!.inOneSentence(before.to - 1, from + 1))) return false;
    if (part.last) this.hits.add(part.clue, before.from, end, long ? part.total : part.total + after.length, 0);
    else long!.at(this.run, before.from, end, index + 1);
    return true;
  }

  /** Only whole addresses (`tosa@rx.t-online.de`) speak; the domain of an address says nothing about who answered. */
  private lookUpAddress(text: string, start: number, end: number): void {
    if (this.addressLengths[end - start] !== 1) return;
    const clues = this.addresses.get(text.slice(start, end).toLowerCase());
    if (clues) for (const clue of clues) this.hits.add(clue, start, end, end - start, 1);
  }

  private scanName(text: string, start: number, end: number): void {
    const buffer = this.nameBuffer;
    let length = 0;
    buffer[length++] = BREAK;
    for (let i = start; i < end; i++) buffer[length++] = nameSymbol(text.charCodeAt(i));
    buffer[length++] = BREAK;
    this.nameStart = start - 1;
    this.nameSymbolsRead = length;
    this.names.find(buffer, length, this.onName, false);
  }

  private readonly onName = (phrase: number, end: number): void => {
    const from = end - this.names.lengthOf(phrase);
    if (end < this.nameSymbolsRead && isLetterOrDigit(this.nameBuffer[end]!)) return;
    this.hits.add(this.nameClues[phrase]!, this.nameStart + from, this.nameStart + end, end - from, 1);
  };
}

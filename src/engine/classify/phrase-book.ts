/**
 * All phrases of all rules in two automata, one for words and one for names (host names and URLs), so that a diagnostic is read once.
 * A phrase may have gaps (`mailbox … full`): its parts are found one by one and put together in order.
 */
import type { Span } from '../record';
import { BREAK, NOTHING, fold } from './fold';
import { LONGEST_DIAGNOSTIC, phraseSymbols, type Words } from './normalise';
import { buildAutomaton, columnOf, type PhraseAutomaton } from './phrase-automaton';

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

interface Part {
  readonly clue: number;
  /** Id of the gapped phrase, -1 for a phrase of one part. */
  readonly phrase: number;
  readonly index: number;
  readonly length: number;
  readonly last: boolean;
  readonly gap: number;
  /** The gap before this part may reach into a further sentence. */
  readonly far: boolean;
  /** Symbols of all parts. */
  readonly total: number;
}

/** Collects phrases, then `close` makes the automata. */
export class PhraseBook {
  private readonly words = new Map<string, { symbols: number[]; parts: Part[] }>();
  private readonly names = new Map<string, { symbols: number[]; clues: number[] }>();
  private gapped = 0;

  /** @param clue what a hit is reported as */
  add(phrase: string, clue: number): void {
    if (isName(phrase)) {
      const symbols = nameSymbols(phrase);
      const key = String.fromCharCode(...symbols);
      const entry = this.names.get(key) ?? { symbols, clues: [] };
      entry.clues.push(clue);
      this.names.set(key, entry);
      if (phrase.includes('/')) return;
    }
    const pieces = cut(phrase);
    const id = pieces.length > 1 ? this.gapped++ : -1;
    const total = pieces.reduce((sum, piece) => sum + piece.symbols.length, 0);
    pieces.forEach((piece, index) => {
      if (piece.symbols.length === 0) return;
      const key = String.fromCharCode(...piece.symbols);
      const entry = this.words.get(key) ?? { symbols: piece.symbols, parts: [] };
      entry.parts.push({ clue, phrase: id, index, length: piece.symbols.length, last: index === pieces.length - 1, gap: piece.gap, far: piece.far, total });
      this.words.set(key, entry);
    });
  }

  close(): PhraseFinder {
    const words = [...this.words.values()];
    const names = [...this.names.values()];
    return new PhraseFinder(
      buildAutomaton(words.map((w) => w.symbols)), words.map((w) => w.parts),
      buildAutomaton(names.map((n) => n.symbols)), names.map((n) => n.clues), names.map((n) => n.symbols.length),
      this.gapped,
    );
  }
}

/** Finds all phrases of a book in what `Words` has read. Its scratch memory is used again for each diagnostic. */
export class PhraseFinder {
  private readonly hits = new Hits();
  private readonly reached: Uint8Array;
  private readonly startedAt: Int32Array;
  private readonly endedAt: Int32Array;
  private readonly seenIn: Int32Array;
  private run = 0;
  private sentences = new Uint16Array(0);
  private readonly nameBuffer = new Uint16Array(LONGEST_DIAGNOSTIC + 2);
  private nameStart = 0;

  constructor(
    private readonly words: PhraseAutomaton, private readonly parts: readonly (readonly Part[])[],
    private readonly names: PhraseAutomaton, private readonly nameClues: readonly (readonly number[])[], private readonly nameLengths: readonly number[],
    gapped: number,
  ) {
    this.reached = new Uint8Array(gapped);
    this.startedAt = new Int32Array(gapped);
    this.endedAt = new Int32Array(gapped);
    this.seenIn = new Int32Array(gapped);
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
    for (const ip of words.ips) this.scanName(text, ip);
    this.inAddress = true;
    for (const address of words.addresses) this.scanName(text, address);
    this.inAddress = false;
    return this.hits;
  }

  private readonly onWords = (phrase: number, end: number): void => {
    for (const part of this.parts[phrase]!) {
      const from = end - part.length;
      if (part.phrase < 0) {
        this.hits.add(part.clue, from, end, part.total, 0);
      } else {
        this.onPart(part, from, end);
      }
    }
  };

  private onPart(part: Part, from: number, end: number): void {
    const id = part.phrase;
    if (this.seenIn[id] !== this.run) {
      this.seenIn[id] = this.run;
      this.reached[id] = 0;
    }
    const reached = this.reached[id]!;
    if (part.index === 0) {
      if (reached > 1) return; // further parts were found: keep them
      this.startedAt[id] = from;
    } else if (reached !== part.index || from < this.endedAt[id]! - 1 || from - this.endedAt[id]! > part.gap || (!part.far && this.sentences[from + 1] !== this.sentences[this.endedAt[id]! - 1])) {
      return;
    }
    this.reached[id] = part.index + 1;
    this.endedAt[id] = end;
    if (part.last) {
      this.hits.add(part.clue, this.startedAt[id]!, end, part.total, 0);
      this.reached[id] = 0;
    }
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
  private inAddress = false;

  private readonly onName = (phrase: number, end: number): void => {
    const from = end - this.nameLengths[phrase]!;
    const before = from > 0 ? this.nameBuffer[from - 1]! : BREAK;
    const after = end < this.nameSymbolsRead ? this.nameBuffer[end]! : BREAK;
    if (isLetterOrDigit(before) || isLetterOrDigit(after)) return;
    if (this.inAddress && from !== 1) return; // only whole addresses (`tosa@rx.t-online.de`) speak: a domain says nothing
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
  return !/\s/.test(phrase) && /[\p{L}\p{N}][./][\p{L}\p{N}]|^\?\w+=|^\?/u.test(phrase);
}

/** `a … b` may have some words between, within one sentence; `a …… b` within two; `stem*` goes on, `*end` began before. */
function cut(phrase: string): { symbols: number[]; gap: number; far: boolean }[] {
  const pieces: { symbols: number[]; gap: number; far: boolean }[] = [];
  let far = false;
  for (const part of phrase.split('…')) {
    if (part === '') {
      far = true;
      continue;
    }
    const stems = part.split('*');
    stems.forEach((stem, i) => {
      if (stem.trim() === '') return;
      const openStart = i > 0 && !stem.startsWith(' ');
      pieces.push({ symbols: phraseSymbols(stem, openStart, i < stems.length - 1), gap: i === 0 ? LONGEST_GAP : LONGEST_ENDING, far });
    });
    far = false;
  }
  return pieces;
}

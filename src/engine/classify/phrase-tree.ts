/**
 * Finds all of many phrases in a text: from each place of the text a way is followed down a tree of the phrases' symbols, as far as it
 * leads. A phrase begins where a word does and most words lead nowhere, so ways are short; none is longer than the longest phrase, so the
 * time grows with the text alone, however hostile it is.
 *
 * The tree grows where texts lead: phrases that begin alike lie in one heap until a text comes that far, and one that is alone is simply
 * compared. So thousands of phrases cost next to nothing until they are met, and what is met often stands close together in memory.
 */
import { BREAK } from './fold';

/** Called for each phrase that ends at `end` (exclusive), the longest first. */
export type OnPhrase = (phrase: number, end: number) => void;

/** Symbols as the tree wants them: a break is 0, a to z 1 to 26, digits 27 to 36; other letters stay as they are. */
export function symbolOf(folded: number): number {
  if (folded >= 97 && folded <= 122) return folded - 96;
  if (folded >= 48 && folded <= 57) return folded - 21;
  return folded;
}

export function isLetterOrDigit(symbol: number): boolean {
  return symbol > 0 && symbol <= 36;
}

/** Symbols below this are those of our alphabet: a break, 26 letters, 10 digits, and two more. */
const ALPHABET = 39;

/**
 * A node is named by the place of its cells: where the symbols stand that all its phrases go on with, and how many these are; then the
 * first phrase that ends behind them, plus one, 0 for none; then how many symbols lead on, and these in their order, each with its step.
 * So a node is as small as can be, and what a way needs of it is mostly one line of the processor's cache.
 */
const LABEL = 0;
const LABEL_LENGTH = 1;
const ENDING = 2;
const BRANCHES = 3;
const FIRST_BRANCH = 4;

/** A step above 0 leads to a node; 0 nowhere; others to phrases of which no text asked more yet: one, or the first of a heap. */
const stepToPhrase = (phrase: number, isHeap: boolean): number => ~(2 * phrase + (isHeap ? 1 : 0));
const phraseOf = (step: number): number => ~step >> 1;
const isHeap = (step: number): boolean => (~step & 1) === 1;

/** No phrase. */
const NONE = -1;

/** As many branches are looked through one by one. */
const FEW = 8;

export class PhraseTree {
  /** The symbols of all phrases, one phrase behind the other. */
  private symbols = new Uint16Array(1 << 12);
  /** By phrase: where its symbols begin; those of the next one follow. */
  private starts = new Int32Array(1 << 8);
  /** By phrase: the next one of its heap, or of those that end at the same node, in the order in which they were added. */
  private nextOf = new Int32Array(0);
  /** By phrase that is the first of its heap: the last one. */
  private lastOf = new Int32Array(0);
  private phrases = 0;
  private cells = new Int32Array(1 << 12);
  /** How many cells the nodes have; 0 before the first search. */
  private used = 0;
  /** By `entryOf` the first symbols of a phrase: the step that leads on. */
  private readonly entries = new Int32Array(OTHERS + OTHER_ENTRIES);
  /** The step to where phrases begin that are too short for an entry. */
  private short = 0;
  // phrases that were found, by their ends, the longest first
  private readonly keptPhrases: number[] = [];
  private readonly keptEnds: number[] = [];
  private kept = 0;

  /**
   * @param symbols as `symbolOf` gives them @param length how many of them count, one at least
   * @returns the phrase's number, counted from 0
   */
  add(symbols: ArrayLike<number>, length = symbols.length): number {
    const phrase = this.phrases++;
    if (this.phrases === this.starts.length) this.starts = longer(this.starts, 2 * this.phrases);
    const start = this.starts[phrase]!;
    if (start + length > this.symbols.length) this.symbols = longer(this.symbols, 2 * (start + length));
    for (let i = 0; i < length; i++) this.symbols[start + i] = symbols[i]!;
    this.starts[phrase + 1] = start + length;
    this.used = 0;
    return phrase;
  }

  /** How many symbols a phrase has. */
  lengthOf(phrase: number): number {
    return this.starts[phrase + 1]! - this.starts[phrase]!;
  }

  /** How many symbols all phrases have together. */
  get size(): number {
    return this.starts[this.phrases]!;
  }

  /** @param symbols the text, as `symbolOf` symbols @param length how many of them count @param withinWords whether phrases may begin behind a letter */
  find(symbols: Uint16Array, length: number, found: OnPhrase, withinWords = true): void {
    if (this.used === 0) this.plant();
    const { entries } = this;
    this.kept = 0;
    for (let start = 0; start < length; start++) {
      if (!withinWords && start > 0 && isLetterOrDigit(symbols[start - 1]!)) continue;
      if (this.short !== 0) this.short = this.follow(this.short, 0, symbols, start, length);
      const entry = entryOf(symbols, start, length);
      if (entry === NONE) continue;
      const step = entries[entry]!;
      if (step !== 0) entries[entry] = this.follow(step, depthOf(entry), symbols, start, length);
    }
    for (let i = 0; i < this.kept; i++) found(this.keptPhrases[i]!, this.keptEnds[i]!);
  }

  /**
   * Goes on as far as the tree leads.
   * @param first the step from where the first `depth` symbols have led @returns the same, once the tree has grown there
   */
  private follow(first: number, depth: number, text: Uint16Array, start: number, length: number): number {
    let at = start + depth;
    let step = first;
    let from = 0;
    for (;;) {
      if (step < 0) {
        const phrase = phraseOf(step);
        if (!isHeap(step)) {
          this.compare(phrase, at - start, text, at, length);
          return first;
        }
        step = this.grow(phrase, at - start);
        if (from === 0) first = step;
        else this.cells[from] = step;
      }
      const { cells } = this;
      const node = step;
      const labelLength = cells[node + LABEL_LENGTH]!;
      if (labelLength > 0) {
        if (!this.goesOn(cells[node + LABEL]!, labelLength, text, at, length)) return first;
        at += labelLength;
      }
      for (let phrase = cells[node + ENDING]! - 1; phrase !== NONE; phrase = this.nextOf[phrase]!) this.keep(phrase, at);
      if (at === length) return first;
      from = branchOf(cells, node, text[at++]!);
      if (from === 0) return first;
      step = cells[from]!;
    }
  }

  /** A phrase that is alone on its way: does the text go on as it does behind its first symbols? */
  private compare(phrase: number, depth: number, text: Uint16Array, at: number, length: number): void {
    const rest = this.lengthOf(phrase) - depth;
    if (this.goesOn(this.starts[phrase]! + depth, rest, text, at, length)) this.keep(phrase, at + rest);
  }

  private goesOn(from: number, count: number, text: Uint16Array, at: number, length: number): boolean {
    if (at + count > length) return false;
    const { symbols } = this;
    for (let i = 0; i < count; i++) if (symbols[from + i] !== text[at + i]) return false;
    return true;
  }

  private keep(phrase: number, end: number): void {
    const { keptPhrases, keptEnds } = this;
    let at = this.kept++;
    for (; at > 0 && keptEnds[at - 1]! > end; at--) {
      keptEnds[at] = keptEnds[at - 1]!;
      keptPhrases[at] = keptPhrases[at - 1]!;
    }
    keptEnds[at] = end;
    keptPhrases[at] = phrase;
  }

  /** Puts each phrase on the heap where it begins. */
  private plant(): void {
    const { phrases, starts } = this;
    this.nextOf = new Int32Array(phrases).fill(NONE);
    this.lastOf = new Int32Array(phrases);
    this.used = 1; // no node stands at 0, which is nowhere
    const heaps = new Int32Array(this.entries.length).fill(NONE);
    let short = NONE;
    for (let phrase = 0; phrase < phrases; phrase++) {
      const entry = entryOf(this.symbols, starts[phrase]!, starts[phrase + 1]!);
      if (entry === NONE) short = this.heaped(short, phrase);
      else heaps[entry] = this.heaped(heaps[entry]!, phrase);
    }
    for (let entry = 0; entry < heaps.length; entry++) this.entries[entry] = this.stepTo(heaps[entry]!);
    this.short = this.stepTo(short);
  }

  private stepTo(heap: number): number {
    return heap === NONE ? 0 : stepToPhrase(heap, this.nextOf[heap] !== NONE);
  }

  /** Makes a node of a heap, whose phrases have their first symbols in common. */
  private grow(heap: number, depth: number): number {
    const { starts, symbols, nextOf } = this;
    const common = this.commonLength(heap, depth);
    const heaps = new Map<number, number>();
    let ending = NONE;
    for (let phrase = heap, next = NONE; phrase !== NONE; phrase = next) {
      next = nextOf[phrase]!;
      nextOf[phrase] = NONE;
      const at = starts[phrase]! + depth + common;
      if (at === starts[phrase + 1]) ending = this.heaped(ending, phrase);
      else heaps.set(symbols[at]!, this.heaped(heaps.get(symbols[at]!) ?? NONE, phrase));
    }
    const node = this.used;
    this.used += FIRST_BRANCH + 2 * heaps.size;
    if (this.used > this.cells.length) this.cells = longer(this.cells, 2 * this.used);
    const { cells } = this;
    cells[node + LABEL] = starts[heap]! + depth;
    cells[node + LABEL_LENGTH] = common;
    cells[node + ENDING] = ending + 1;
    cells[node + BRANCHES] = heaps.size;
    let branch = node + FIRST_BRANCH;
    for (const symbol of [...heaps.keys()].sort((a, b) => a - b)) {
      cells[branch++] = symbol;
      cells[branch++] = this.stepTo(heaps.get(symbol)!);
    }
    return node;
  }

  /** How many more symbols all phrases of a heap have in common. */
  private commonLength(heap: number, depth: number): number {
    const { starts, symbols, nextOf } = this;
    const first = starts[heap]! + depth;
    let common = starts[heap + 1]! - first;
    for (let phrase = nextOf[heap]!; phrase !== NONE && common > 0; phrase = nextOf[phrase]!) {
      const from = starts[phrase]! + depth;
      const most = Math.min(common, starts[phrase + 1]! - from);
      for (common = 0; common < most && symbols[from + common] === symbols[first + common];) common++;
    }
    return common;
  }

  /** @returns the first phrase of a heap after one was put on it */
  private heaped(heap: number, phrase: number): number {
    if (heap === NONE) return this.lastOf[phrase] = phrase;
    this.nextOf[this.lastOf[heap]!] = phrase;
    this.lastOf[heap] = phrase;
    return heap;
  }
}

/** Entries by two symbols of our alphabet; behind them those by a symbol of another one, which several share. */
const OTHERS = 2 * ALPHABET * ALPHABET;
const OTHER_ENTRIES = 1 << 10;

/** The entry for the first two symbols, those behind the break where a word begins; `NONE` where there are no two. */
function entryOf(symbols: Uint16Array, start: number, end: number): number {
  const isWord = symbols[start] === BREAK;
  const at = isWord ? start + 1 : start;
  const first = at < end ? symbols[at]! : BREAK;
  const second = at + 1 < end ? symbols[at + 1]! : BREAK;
  if (first >= ALPHABET || second >= ALPHABET) return OTHERS + ((first >= ALPHABET ? first : second) & (OTHER_ENTRIES - 1));
  return at + 1 < end ? ((isWord ? ALPHABET : 0) + first) * ALPHABET + second : NONE;
}

/** How many symbols lead to an entry for certain. */
const depthOf = (entry: number): number => (entry >= OTHERS ? 0 : entry >= ALPHABET * ALPHABET ? 3 : 2);

/** The place of the step that a symbol leads to from a node; 0 for none. */
function branchOf(cells: Int32Array, node: number, symbol: number): number {
  let branch = node + FIRST_BRANCH;
  let count = cells[node + BRANCHES]!;
  while (count > FEW) {
    const half = count >> 1;
    if (cells[branch + 2 * half]! <= symbol) {
      branch += 2 * half;
      count -= half;
    } else {
      count = half;
    }
  }
  for (const end = branch + 2 * count; branch < end; branch += 2) if (cells[branch] === symbol) return branch + 1;
  return 0;
}

function longer<T extends Int32Array | Uint16Array>(array: T, length: number): T {
  const result = new (array.constructor as new (length: number) => T)(length);
  result.set(array);
  return result;
}

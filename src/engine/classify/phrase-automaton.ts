/**
 * Finds all of many phrases in one pass (Aho and Corasick, 1975): the time grows with the text alone, whatever the phrases and however
 * hostile the text. Symbols of small alphabets go through a dense table, others (Cyrillic, CJK) through a map.
 */

/** Symbols below this have a column of the dense table. */
const COLUMNS = 48;

/** Called for each phrase that ends at `end` (exclusive). */
export type OnPhrase = (phrase: number, end: number) => void;

export interface PhraseAutomaton {
  /** @param symbols the text, as `columnOf` symbols @param length how many of them count */
  scan(symbols: Uint16Array, length: number, found: OnPhrase): void;
  readonly states: number;
}

/**
 * Symbols as the automaton wants them: a break is 0, a to z 1 to 26, digits 27 to 36, some punctuation of names 37 to 47, other
 * letters stay as they are.
 */
export function columnOf(folded: number): number {
  if (folded >= 97 && folded <= 122) return folded - 96;
  if (folded >= 48 && folded <= 57) return folded - 21;
  return folded;
}

/** @param phrases each as `columnOf` symbols, not empty */
export function buildAutomaton(phrases: readonly (readonly number[])[]): PhraseAutomaton {
  // counted first: a table that grows leaves twice its size behind, in each worker
  const dense = new Uint32Array(countStates(phrases) * COLUMNS);
  const sparse = new Map<number, number>();
  /** By state: the far symbols that lead on from it. */
  const sparseEdges = new Map<number, number[]>();
  let states = 1;
  const ends: number[][] = [[]];

  const step = (state: number, symbol: number): number =>
    symbol < COLUMNS ? dense[state * COLUMNS + symbol]! : sparse.get(state * 0x10000 + symbol) ?? 0;

  const addState = (state: number, symbol: number): number => {
    const next = states++;
    ends.push([]);
    if (symbol < COLUMNS) {
      dense[state * COLUMNS + symbol] = next;
    } else {
      sparse.set(state * 0x10000 + symbol, next);
      const edges = sparseEdges.get(state);
      if (edges) edges.push(symbol); else sparseEdges.set(state, [symbol]);
    }
    return next;
  };

  phrases.forEach((phrase, id) => {
    let state = 0;
    for (const symbol of phrase) state = step(state, symbol) || addState(state, symbol);
    ends[state]!.push(id);
  });

  const fail = new Uint32Array(states);
  /** The next state on the way of failures at which a phrase ends. */
  const output = new Uint32Array(states);
  const queue = new Uint32Array(states);
  let tail = 0;
  const failOf = (state: number, symbol: number): number => {
    let from = fail[state]!;
    for (;;) {
      const to = step(from, symbol);
      if (to || from === 0) return to;
      from = fail[from]!;
    }
  };
  const enqueue = (state: number, parent: number, symbol: number): void => {
    fail[state] = parent === 0 ? 0 : symbol < COLUMNS ? dense[fail[parent]! * COLUMNS + symbol]! : failOf(parent, symbol);
    queue[tail++] = state;
  };
  const enqueueChildren = (state: number): void => {
    const row = state * COLUMNS;
    const failRow = fail[state]! * COLUMNS;
    for (let symbol = 0; symbol < COLUMNS; symbol++) {
      const next = dense[row + symbol]!;
      if (next) enqueue(next, state, symbol);
      else if (state !== 0) dense[row + symbol] = dense[failRow + symbol]!; // goto and failure in one table
    }
    for (const symbol of sparseEdges.get(state) ?? []) enqueue(sparse.get(state * 0x10000 + symbol)!, state, symbol);
  };
  enqueueChildren(0);
  for (let head = 0; head < tail; head++) {
    const state = queue[head]!;
    const back = fail[state]!;
    output[state] = ends[back]!.length > 0 ? back : output[back]!;
    enqueueChildren(state);
  }
  const endsAt = ends.map((ids) => (ids.length > 0 ? ids : null));
  const speaks = new Uint8Array(states);
  for (let state = 0; state < states; state++) speaks[state] = endsAt[state] || output[state] ? 1 : 0;

  return {
    states,
    scan(symbols, length, found) {
      let state = 0;
      for (let i = 0; i < length; i++) {
        const symbol = symbols[i]!;
        if (symbol < COLUMNS) {
          state = dense[state * COLUMNS + symbol]!;
        } else {
          let next = sparse.get(state * 0x10000 + symbol);
          while (next === undefined && state !== 0) {
            state = fail[state]!;
            next = sparse.get(state * 0x10000 + symbol);
          }
          state = next ?? 0;
        }
        if (speaks[state] === 0) continue;
        for (let at = state; at !== 0; at = output[at]!) {
          const ids = endsAt[at];
          if (ids) for (const id of ids) found(id, i + 1);
        }
      }
    },
  };
}

/** States of the automaton: one for each different beginning of a phrase. In sorted order each phrase adds what it does not share with the one before. */
function countStates(phrases: readonly (readonly number[])[]): number {
  const sorted = [...phrases].sort((a, b) => {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
    return a.length - b.length;
  });
  let states = 1;
  let before: readonly number[] = [];
  for (const phrase of sorted) {
    let shared = 0;
    while (shared < phrase.length && phrase[shared] === before[shared]) shared++;
    states += phrase.length - shared;
    before = phrase;
  }
  return states;
}

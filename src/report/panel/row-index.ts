/** Numbers in the place of texts that are compared again and again: made once, so that filtering only counts. */
import { addressKey, type PanelRow } from './row';

export interface RowIndex {
  /** By row id: rows of the same address have the same number; rows without an address have each their own. */
  readonly address: Int32Array;
  /** By row id: rows in which a server said the same have the same number; -1 where it said nothing. */
  readonly words: Int32Array;
}

export function indexRows(rows: readonly PanelRow[]): RowIndex {
  const address = new Int32Array(rows.length);
  const words = new Int32Array(rows.length).fill(-1);
  const addresses = new Map<string, number>();
  const sayings = new Map<string, number>();
  for (const row of rows) {
    address[row.id] = numberOf(addresses, row.recipient === '' ? `\n${row.id}` : addressKey(row.recipient));
    if (row.diagnostic !== '') words[row.id] = numberOf(sayings, sameWords(row.diagnostic));
  }
  return { address, words };
}

function numberOf(known: Map<string, number>, key: string): number {
  let number = known.get(key);
  if (number === undefined) known.set(key, number = known.size);
  return number;
}

/** Two replies say the same if they differ only in what names the message: the first words tell, without digits and addresses. */
function sameWords(diagnostic: string): string {
  return diagnostic.slice(0, 120).replace(/\S{0,64}@\S{0,64}/g, '@').replace(/[0-9a-f]{6,}|\d+/gi, '0').slice(0, 60);
}

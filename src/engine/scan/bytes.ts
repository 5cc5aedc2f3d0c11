/** Looks for ASCII words in bytes: what string methods do, where making a string first would cost more than the looking. */

/** The bytes of an ASCII word. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

export function startsWith(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false;
  return true;
}

/** The same of any of several; asked of so many lines that a function for each would cost. */
export function startsWithOne(bytes: Uint8Array, at: number, words: readonly Uint8Array[]): boolean {
  for (let i = 0; i < words.length; i++) if (startsWith(bytes, at, words[i]!)) return true;
  return false;
}

/** @returns where `what` first stands within `from` and `to`, or -1 */
export function find(bytes: Uint8Array, from: number, to: number, what: Uint8Array): number {
  const first = what[0]!;
  for (let i = from, last = to - what.length; i <= last; i++) if (bytes[i] === first && startsWith(bytes, i, what)) return i;
  return -1;
}

/** @returns where `what` last stands within `from` and `to`, or -1 */
export function findLast(bytes: Uint8Array, from: number, to: number, what: Uint8Array): number {
  const first = what[0]!;
  for (let i = to - what.length; i >= from; i--) if (bytes[i] === first && startsWith(bytes, i, what)) return i;
  return -1;
}

/** @returns where the byte first stands within `from` and `to`, or -1 */
export function findByte(bytes: Uint8Array, from: number, to: number, what: number): number {
  for (let i = from; i < to; i++) if (bytes[i] === what) return i;
  return -1;
}

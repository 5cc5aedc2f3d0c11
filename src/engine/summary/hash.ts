/**
 * A 53-bit hash of an address, host or place: what sets of millions remember instead of the text. Deterministic on every machine,
 * because summaries of many machines are added up. Not for security: who can choose addresses can make two of them count as one.
 * ASCII letters count as lower case: `Anna@Example.com` and `anna@example.com` are one recipient.
 */
export function hashOf(text: string): number {
  let low = 0x2c1b3c6d;
  let high = 0x297a2d39;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit >= 65 && unit <= 90) unit |= 32;
    low = Math.imul(low ^ unit, 0x9e3779b1);
    high = Math.imul(high ^ unit, 0x5f356495);
  }
  return combined(low, high);
}

/** The same of ASCII text that is still bytes. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let low = 0x2c1b3c6d;
  let high = 0x297a2d39;
  for (let i = from; i < to; i++) {
    let unit = bytes[i]!;
    if (unit >= 65 && unit <= 90) unit |= 32;
    low = Math.imul(low ^ unit, 0x9e3779b1);
    high = Math.imul(high ^ unit, 0x5f356495);
  }
  return combined(low, high);
}

function combined(low: number, high: number): number {
  low = mix(low ^ (high >>> 15));
  high = mix(high ^ (low >>> 13));
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}

/** Spreads every bit over the whole word (the finishing step of MurmurHash3). */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** Base64 (RFC 4648) to bytes, as a string of characters below 256. What is not base64 is skipped, as RFC 2045 section 6.8 asks. */

const VALUES = new Int8Array(128).fill(-1);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((letter, value) => { VALUES[letter.charCodeAt(0)] = value; });
VALUES['-'.charCodeAt(0)] = 62; // the URL alphabet, which some senders mix up
VALUES['_'.charCodeAt(0)] = 63;
const PAD = 61;
/** String.fromCharCode takes its bytes as arguments: more than this at once would overflow the stack. */
const CHUNK = 8192;

/**
 * Decodes `text` between two offsets. Padding ends a quantum, not the text: joined base64 blocks are read on.
 */
export function decodeBase64(text: string, from = 0, to = text.length): string {
  const bytes = new Uint8Array(Math.ceil(((to - from) * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    const value = c < 128 ? VALUES[c]! : -1;
    if (value === -1) {
      if (c === PAD) count = 0;
      continue;
    }
    bits = ((bits << 6) | value) & 0xffffff;
    count++;
    if (count === 2) bytes[length++] = (bits >> 4) & 255;
    else if (count === 3) bytes[length++] = (bits >> 2) & 255;
    else if (count === 4) {
      bytes[length++] = bits & 255;
      count = 0;
    }
  }
  return latin1(bytes, length);
}

/** Bytes as a string of characters below 256. */
export function latin1(bytes: Uint8Array, length = bytes.length): string {
  if (length <= CHUNK) return String.fromCharCode(...bytes.subarray(0, length));
  const chunks: string[] = [];
  for (let i = 0; i < length; i += CHUNK) chunks.push(String.fromCharCode(...bytes.subarray(i, Math.min(length, i + CHUNK))));
  return chunks.join('');
}

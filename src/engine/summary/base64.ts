/** Base64 (RFC 4648 section 4) without a platform's help: the engine knows neither Buffer nor btoa. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
const EQUALS = 61;
const ascii = new TextDecoder();

const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) VALUES[DIGITS.charCodeAt(i)] = i;

export function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text[at++] = CODES[word >> 18]!;
    text[at++] = CODES[(word >> 12) & 63]!;
    text[at++] = i + 1 < bytes.length ? CODES[(word >> 6) & 63]! : EQUALS;
    text[at++] = i + 2 < bytes.length ? CODES[word & 63]! : EQUALS;
  }
  return ascii.decode(text);
}

/** @throws RangeError where the text is not base64 */
export function fromBase64(text: string): Uint8Array {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let word = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? VALUES[code]! : -1;
    if (value < 0) throw new RangeError('not base64');
    word = ((word << 6) | value) & 0xffffff;
    const bits = (i & 3) * 6;
    if (bits > 0) bytes[at++] = (word >> (6 - (i & 3) * 2)) & 255;
  }
  return bytes;
}

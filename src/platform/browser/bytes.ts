import type { ByteAccess } from '../../engine/stream/bytes';
import { createFastLineFinder } from '../../engine/stream/fast-line-finder';
import { createPlainLineFinder } from '../../engine/stream/plain-line-finder';

/** More arguments at once than this are too many for some browsers. */
const AT_ONCE = 8192;

/** `TextDecoder('latin1')` reads windows-1252, which is another thing between 0x80 and 0x9F: right for pure ASCII only. */
const decoder = new TextDecoder('latin1');

export const byteAccess: ByteAccess = {
  latin1(bytes, from, to) {
    const part = bytes.subarray(from, to);
    if (part.every(isAscii)) return decoder.decode(part);
    let text = '';
    for (let at = 0; at < part.length; at += AT_ONCE) text += String.fromCharCode(...part.subarray(at, at + AT_ONCE));
    return text;
  },
  lineFinder(wanted) {
    const plain = createPlainLineFinder(wanted);
    return createFastLineFinder(wanted, plain) ?? plain;
  },
};

const isAscii = (byte: number): boolean => byte < 128;

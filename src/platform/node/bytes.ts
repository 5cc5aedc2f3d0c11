import { Buffer } from 'node:buffer';
import type { ByteAccess } from '../../engine/stream/bytes';
import { createPlainLineFinder } from '../../engine/stream/plain-line-finder';

/** A view, not a copy: Buffer's own search and decoding are native code. */
const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

export const byteAccess: ByteAccess = {
  latin1: (bytes, from, to) => buffer(bytes).toString('latin1', from, to),
  lineFinder: (needles) => createPlainLineFinder(needles, (bytes, needle, from) => buffer(bytes).indexOf(needle, from)),
};

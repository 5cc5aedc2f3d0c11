import { Buffer } from 'node:buffer';
import type { ByteAccess } from '../../engine/stream/bytes';
import { createFastLineFinder } from '../../engine/stream/fast-line-finder';
import { createPlainLineFinder } from '../../engine/stream/plain-line-finder';

/** A view, not a copy: Buffer's own search and decoding are native code. */
const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Of the chunk that is being read: its lines are asked for one after the other. */
let last: { bytes: Uint8Array; buffer: Buffer } | undefined;

export const byteAccess: ByteAccess = {
  latin1(bytes, from, to) {
    if (last?.bytes !== bytes) last = { bytes, buffer: buffer(bytes) };
    return last.buffer.toString('latin1', from, to);
  },
  lineFinder(wanted) {
    const plain = createPlainLineFinder(wanted, (bytes, needle, from) => buffer(bytes).indexOf(needle, from));
    return createFastLineFinder(wanted, plain) ?? plain;
  },
};

import { Buffer } from 'node:buffer';
import type { ByteAccess, LineFinder } from '../../engine/stream/bytes';
import { createFastLineFinder } from '../../engine/stream/fast-line-finder';
import { createPlainLineFinder } from '../../engine/stream/plain-line-finder';

/** A view, not a copy: Buffer's own search and decoding are native code. */
const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Of the chunk that is being read: its lines are asked for one after the other. */
let last: { bytes: Uint8Array; buffer: Buffer } | undefined;

/** A file is read in many pieces, and a finder has a megabyte to itself. */
let lastFinder: { readonly needles: readonly string[]; readonly finder: LineFinder } | undefined;

function newFinder(needles: readonly string[]): LineFinder {
  const plain = createPlainLineFinder(needles, (bytes, needle, from) => buffer(bytes).indexOf(needle, from));
  return createFastLineFinder(needles, plain) ?? plain;
}

export const byteAccess: ByteAccess = {
  latin1(bytes, from, to) {
    if (last?.bytes !== bytes) last = { bytes, buffer: buffer(bytes) };
    return last.buffer.toString('latin1', from, to);
  },
  lineFinder(needles) {
    if (lastFinder?.needles !== needles) lastFinder = { needles, finder: newFinder(needles) };
    return lastFinder.finder;
  },
};

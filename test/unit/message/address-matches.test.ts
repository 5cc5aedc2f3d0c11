import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ADDRESS, addressMatches, withoutAddresses } from '../../../src/engine/message/address';
import { assertGrowsLinearly } from '../support/growth';

const ALL = new RegExp(ADDRESS.source, 'g');
const plainly = (text: string) => [...text.matchAll(ALL)].map((match) => ({ index: match.index, text: match[0] }));

describe('addresses in a text', () => {
  it('are those that one pattern over the whole text finds', () => {
    const piece = fc.constantFrom('@', 'kim', '.', ' ', '"', '<', '>', 'shop.example', '@@', '[192.0.2.1]', '-', '様', ',', 'a b', '\n', 'x'.repeat(300), '"lee k"', ';');
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      assert.deepEqual([...addressMatches(text)], plainly(text));
      assert.equal(withoutAddresses(text), text.replace(ALL, ' '));
    }), { numRuns: 2000 });
  });

  it('are found in time that grows with the text, also where it is one endless word', () => {
    assertGrowsLinearly((size) => { Array.from(addressMatches(`${'x'.repeat(size)} kim@shop.example`)); }, 4_000_000);
    assertGrowsLinearly((size) => { Array.from(addressMatches('kim@@ '.repeat(size))); }, 200_000);
  });
});

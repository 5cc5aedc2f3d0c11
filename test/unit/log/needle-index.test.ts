import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NeedleIndex } from '../../../src/engine/log/needle-index';

describe('One pass for the words of many formats', () => {
  it('tells the same as asking for every word', () => {
    const word = fc.string({ minLength: 2, maxLength: 4, unit: fc.constantFrom('a', 'b', '=', ' ', 'ä') });
    fc.assert(fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), fc.string({ maxLength: 60, unit: fc.constantFrom('a', 'b', '=', ' ', 'ä') }), (owners, text) => {
      const found = new Uint8Array(owners.length);
      new NeedleIndex(owners).find(text, found);
      assert.deepEqual([...found], owners.map((needles) => needles.some((needle) => text.includes(needle)) ? 1 : 0));
    }));
  });

  it('always tells those who want every line', () => {
    const found = new Uint8Array(2);
    new NeedleIndex([undefined, ['xy']]).find('abc', found);
    assert.deepEqual([...found], [1, 0]);
  });
});

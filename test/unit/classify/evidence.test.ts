import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sortByWeight, type Piece } from '../../../src/engine/classify/evidence';

describe('pieces of evidence', () => {
  it('stand heaviest first, and of the same weight in the order in which they were found, few or many', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }), (weights) => {
      const pieces = weights.map((weight, from) => ({ weight, from }) as Piece);
      const wanted = [...pieces].sort((a, b) => b.weight - a.weight || a.from - b.from);
      sortByWeight(pieces);
      assert.deepEqual(pieces, wanted);
    }));
  });
});

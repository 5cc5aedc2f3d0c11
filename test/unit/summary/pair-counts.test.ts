import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PairCounts } from '../../../src/engine/summary/pair-counts';

describe('counts of pairs', () => {
  it('are those of counting each by its name, however many rows and columns come, and start anew', () => {
    const pairs = fc.array(fc.tuple(fc.nat(300), fc.nat(40)), { maxLength: 200 });
    fc.assert(fc.property(pairs, pairs, (first, second) => {
      const counts = new PairCounts();
      for (const pairs of [first, second]) {
        const expected: Record<string, number> = {};
        for (const [row, column] of pairs) {
          counts.add(row, column);
          expected[`${row} ${column}`] = (expected[`${row} ${column}`] ?? 0) + 1;
        }
        const found: Record<string, number> = {};
        counts.forEach((row, column, count) => { found[`${row} ${column}`] = count; });
        assert.deepEqual(found, expected);
        counts.clear();
      }
    }));
  });
});

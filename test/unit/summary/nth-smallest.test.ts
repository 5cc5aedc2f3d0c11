import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nthSmallest } from '../../../src/engine/summary/nth-smallest';

describe('the smallest number but so many', () => {
  it('is what stands there in order', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.nat(5), fc.double({ noNaN: true })), { minLength: 1, maxLength: 300 }), fc.nat(), (numbers, n) => {
      const index = n % numbers.length;
      assert.ok(nthSmallest(Float64Array.from(numbers), index) === Float64Array.from(numbers).sort()[index]);
    }));
  });

  it('is found in numbers that all are equal, and in such as are in order already', () => {
    assert.equal(nthSmallest(new Float64Array(100_000).fill(7), 50_000), 7);
    assert.equal(nthSmallest(Float64Array.from({ length: 100_000 }, (_, i) => i), 33_333), 33_333);
    assert.equal(nthSmallest(Float64Array.from({ length: 100_000 }, (_, i) => -i), 0), -99_999);
  });
});

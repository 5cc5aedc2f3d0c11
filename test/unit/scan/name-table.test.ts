import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CASELESS, EXACT, NameTable } from '../../../src/engine/scan/name-table';

const never = (): void => assert.fail('it was not full');

describe('numbers for names', () => {
  it('are the same for the same name and for no other, whatever its case where case does not count', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.', '\0'), maxLength: 5 }), { maxLength: 2000, size: 'max' }), fc.boolean(), (names, caseless) => {
      const table = new NameTable(caseless ? CASELESS : EXACT, 10_000, never);
      const known = new Map<string, number>();
      for (const name of names) {
        const bytes = Buffer.from(`x${name}y`);
        const key = caseless ? name.toLowerCase() : name;
        const number = table.numberOf(bytes, 1, bytes.length - 1);
        assert.equal(number, known.get(key) ?? known.size);
        known.set(key, number);
      }
      assert.equal(table.size, known.size);
    }), { numRuns: 30 });
  });

  it('are not given to names that are not ASCII', () => {
    assert.equal(new NameTable(EXACT, 10, never).numberOf(Buffer.from('mäx'), 0, 4), -1);
  });

  it('begin anew when there are too many, and say so', () => {
    let full = 0;
    const table = new NameTable(EXACT, 600, () => { full++; });
    const numbers = Array.from({ length: 1300 }, (_, i) => table.numberOf(Buffer.from(`d${i}`), 0, `d${i}`.length));
    assert.deepEqual([full, Math.max(...numbers), numbers[600], table.numberOf(Buffer.from('d1299'), 0, 5)], [2, 599, 0, numbers[1299]]);
  });
});

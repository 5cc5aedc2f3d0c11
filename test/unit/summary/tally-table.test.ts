import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countInto, newTally, type Tally } from '../../../src/engine/summary/tally';
import { TallyTable, tallyType } from '../../../src/engine/summary/tally-table';

const verdicts = [{ bounceType: 'hard', blocked: false }, { bounceType: 'soft', blocked: false }, { bounceType: 'soft', blocked: true }] as const;

describe('tallies in one array', () => {
  it('are those that counting one by one gives, and are gone when they are cleared', () => {
    const bounce = fc.record({ number: fc.nat(300), verdict: fc.constantFrom(...verdicts), delayed: fc.boolean(), time: fc.constantFrom(Number.NaN, 1000, 2000, 3000) });
    const table = new TallyTable();
    fc.assert(fc.property(fc.array(bounce, { maxLength: 200 }), (bounces) => {
      const expected = new Map<number, Tally>();
      bounces.forEach(({ number, verdict, delayed, time }, i) => {
        table.add(number, tallyType(verdict), delayed, time, i + 1, 100 * i, 100 * i + 90);
        const place = { file: 'f', line: i + 1, start: 100 * i, end: 100 * i + 90, time: Number.isNaN(time) ? null : time };
        if (!expected.has(number)) expected.set(number, newTally(place));
        countInto(expected.get(number)!, { verdict: { category: 'unknown-user', provider: null, rule: '', ...verdict }, delayed, place });
      });
      assert.deepEqual(new Map(table.touched.map((number) => [number, table.tally(number, 'f')])), expected);
      table.clear();
      assert.deepEqual(table.touched, []);
    }));
  });
});

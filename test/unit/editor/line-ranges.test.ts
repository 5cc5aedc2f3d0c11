import assert from 'node:assert/strict';
import { LineRanges } from '../../../src/editor/line-ranges';

function drained(ranges: LineRanges): string {
  const all: string[] = [];
  for (let range = ranges.take(1000); range; range = ranges.take(1000)) all.push(`${range.from}-${range.to}`);
  return all.join(' ');
}

describe('the lines that are still to be read', () => {
  it('joins ranges that touch', () => {
    const ranges = new LineRanges();
    ranges.add(10, 20);
    ranges.add(30, 40);
    ranges.add(18, 30);
    assert.equal(drained(ranges), '10-40');
  });

  it('gives them out in portions, first lines first', () => {
    const ranges = new LineRanges();
    ranges.add(0, 100);
    assert.deepEqual(ranges.take(64), { from: 0, to: 64 });
    assert.deepEqual(ranges.take(64), { from: 64, to: 100 });
    assert.equal(ranges.take(64), null);
  });

  it('marks edited lines', () => {
    const ranges = new LineRanges();
    ranges.change(5, 5, 5);
    assert.equal(drained(ranges), '5-6');
  });

  it('moves what comes after an edit, and keeps what comes before', () => {
    const ranges = new LineRanges();
    ranges.add(0, 3);
    ranges.add(50, 60);
    ranges.change(10, 12, 30); // three lines became twenty-one
    assert.equal(drained(ranges), '0-3 10-31 68-78');
  });

  it('forgets lines that were deleted', () => {
    const ranges = new LineRanges();
    ranges.add(20, 30);
    ranges.change(10, 40, 10);
    assert.equal(drained(ranges), '10-11');
  });
});

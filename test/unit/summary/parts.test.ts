import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromBase64, toBase64 } from '../../../src/engine/summary/base64';
import { Deliveries } from '../../../src/engine/summary/deliveries';
import { DistinctCount } from '../../../src/engine/summary/distinct';
import { hashOf } from '../../../src/engine/summary/hash';
import { HyperLogLog } from '../../../src/engine/summary/hyper-log-log';
import { OpenMap } from '../../../src/engine/summary/open-map';
import { SmallestHashes } from '../../../src/engine/summary/smallest-hashes';
import { bouncesOf } from '../../../src/engine/summary/tally';
import { Timeline } from '../../../src/engine/summary/timeline';

const place = { file: 'a', line: 1, start: 0, end: 1, time: null };
const bounce = { verdict: { category: 'unknown-user', bounceType: 'hard', blocked: false, provider: null, rule: '' }, delayed: false, place } as const;

describe('counting different addresses', () => {
  it('is exact up to its limit and says so', () => {
    const distinct = new DistinctCount(100, 10);
    for (let i = 0; i < 300; i++) distinct.add(hashOf(`u${i % 100}@example.com`));
    assert.equal(distinct.count(), 100);
    assert.equal(distinct.isExact, true);
    distinct.add(hashOf('one.more@example.com'));
    assert.equal(distinct.isExact, false);
    assert.ok(distinct.standardError > 0);
  });

  it('estimates above the limit within three standard errors', () => {
    for (const size of [1_000, 20_000, 60_000, 300_000]) {
      const sketch = new HyperLogLog(14);
      for (let i = 0; i < size; i++) sketch.add(hashOf(`user.${i}@d${i % 97}.example`));
      assert.ok(Math.abs(sketch.count() / size - 1) < 3 * sketch.standardError, `${size}: ${sketch.count()}`);
    }
  });

  it('merges into what the whole would have given, exact or estimated', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(60), fc.boolean()), { maxLength: 120 }), (items) => {
      const [a, b, whole] = [new DistinctCount(20, 6), new DistinctCount(20, 6), new DistinctCount(20, 6)];
      for (const [user, inA] of items) {
        (inA ? a : b).add(hashOf(`u${user}`));
        whole.add(hashOf(`u${user}`));
      }
      const other = b.copy();
      other.merge(a);
      a.merge(b);
      assert.deepEqual(a.state(), whole.state());
      assert.deepEqual(other.state(), whole.state());
      assert.deepEqual(DistinctCount.of(20, 6, a.state()).state(), whole.state());
    }));
  });
});

describe('an open map', () => {
  it('is exact up to its limit', () => {
    const map = new OpenMap(3);
    for (const key of ['a', 'b', 'b', 'c']) map.add(key, bounce);
    assert.deepEqual(map.sorted().map(([key, tally]) => [key, bouncesOf(tally)]), [['b', 2], ['a', 1], ['c', 1]]);
    assert.equal(map.rest.error, 0);
  });

  it('keeps the largest of any number of keys, loses no bounce, and no figure is wrong by more than it says', () => {
    const keys = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('big', 'large', 'huge') }, { weight: 5, arbitrary: fc.nat(400).map((n) => `d${n}`) }), { maxLength: 800 });
    fc.assert(fc.property(keys, fc.nat(), (all, cut) => {
      const [a, b] = [new OpenMap(20), new OpenMap(20)];
      const truth = new Map<string, number>();
      all.forEach((key, i) => {
        (i < cut % (all.length + 1) ? a : b).add(key, bounce);
        truth.set(key, (truth.get(key) ?? 0) + 1);
      });
      a.merge(b);
      assert.ok(a.entries.size <= 20);
      let sum = bouncesOf(a.rest);
      for (const [key, { tally }] of a.entries) {
        sum += bouncesOf(tally);
        assert.ok(bouncesOf(tally) <= truth.get(key)! && truth.get(key)! <= bouncesOf(tally) + a.rest.error);
      }
      assert.equal(sum, all.length);
      assert.ok(a.rest.error <= all.length / 10, `error ${a.rest.error} of ${all.length}`);
      for (const [key, count] of truth) if (count > a.rest.error) assert.ok(a.entries.has(key), `${key} (${count}) was lost`);
    }));
  });
});

describe('a timeline', () => {
  it('takes minutes for an hour and hours for a month', () => {
    const timeline = new Timeline(100);
    for (let minute = 0; minute < 60; minute++) timeline.add(minute * 60_000, 'hard');
    assert.equal(timeline.step, 60_000);
    for (let hour = 0; hour < 30 * 24; hour++) timeline.add(hour * 3_600_000, 'soft');
    assert.equal(timeline.step, 86_400_000);
    assert.equal(timeline.sorted().reduce((sum, [, step]) => sum + step.hard, 0), 60);
    assert.equal(timeline.sorted().reduce((sum, [, step]) => sum + step.soft, 0), 720);
  });

  it('is the same in whatever parts it was counted', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -1e9, max: 4e9 }), fc.boolean()), { maxLength: 60 }), (times) => {
      const [a, b, whole] = [new Timeline(10), new Timeline(10), new Timeline(10)];
      for (const [time, inA] of times) {
        (inA ? a : b).add(time, 'hard');
        whole.add(time, 'hard');
      }
      a.merge(b);
      assert.equal(a.step, whole.step);
      assert.deepEqual(a.sorted(), whole.sorted());
    }));
  });
});

describe('a bounded sample', () => {
  it('holds all below its limit and the same part above, in whatever parts it was gathered', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(80), fc.boolean()), { maxLength: 150 }), (items) => {
      const [a, b, whole] = [0, 1, 2].map(() => new SmallestHashes<{ n: number }>(15)) as [SmallestHashes<{ n: number }>, SmallestHashes<{ n: number }>, SmallestHashes<{ n: number }>];
      const put = (into: SmallestHashes<{ n: number }>, user: number): void => into.put(hashOf(`u${user}`), () => ({ n: 1 }), (item) => { item.n++; });
      for (const [user, inA] of items) {
        put(inA ? a : b, user);
        put(whole, user);
      }
      a.merge(b, (item) => ({ ...item }), (into, item) => { into.n += item.n; });
      assert.deepEqual(a.sorted(), whole.sorted());
      const different = new Set(items.map(([user]) => user)).size;
      assert.equal(a.items.size, Math.min(15, different));
      assert.equal(a.threshold === Number.POSITIVE_INFINITY, different <= 15);
    }));
  });

  it('of deliveries keeps first and last', () => {
    const deliveries = new Deliveries(4);
    for (let i = 0; i < 50; i++) deliveries.add(i, 100 - i, 100 + i);
    for (let i = 0; i < 50; i++) deliveries.add(i, 100 + i);
    assert.deepEqual([...deliveries.state()], [0, 100, 100, 1, 99, 101, 2, 98, 102, 3, 97, 103]);
    assert.equal(deliveries.of(40), undefined);
  });

  it('of deliveries keeps the same ones in whatever order and parts they came, and makes room on the way', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(99)), { maxLength: 800, size: 'max' }), fc.nat(800), (items, cut) => {
      const [whole, backwards, a, b] = Array.from({ length: 4 }, () => new Deliveries(20)) as [Deliveries, Deliveries, Deliveries, Deliveries];
      items.forEach(([user, time], i) => { for (const into of [whole, i < cut ? a : b]) into.add(hashOf(`${user}`), time); });
      for (const [user, time] of [...items].reverse()) backwards.add(hashOf(`${user}`), time);
      const different = [...new Set(items.map(([user]) => hashOf(`${user}`)))].sort((x, y) => x - y);
      const kept = different.filter((hash) => whole.of(hash));
      assert.ok(kept.length <= 40);
      for (const state of [whole.state(), backwards.state()]) assert.deepEqual([...state].filter((_, i) => i % 3 === 0), different.slice(0, 20));
      a.merge(b);
      assert.deepEqual([...a.state()], [...whole.state()]);
      assert.equal(a.threshold, whole.threshold);
    }));
  });
});

describe('base64', () => {
  it('comes back as it was, and agrees with the platform', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual([...fromBase64(toBase64(bytes))], [...bytes]);
    }));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MANY_DELIVERIES, MOST_DELIVERIES, Summary } from '../../../src/engine/summary/summary';
import { deliveredLater } from '../../../src/engine/summary/warnings';
import { unsureRemovals } from '../../../src/report/summary-words';
import { bouncedAddresses, byCategory, causesBySize } from '../../../src/engine/summary/totals';
import { readState } from '../../../src/engine/summary/read-state';
import { writeState } from '../../../src/engine/summary/write-state';
import { summaryFromJson, summaryToJson } from '../../../src/report/json';
import { anyExample, blocked, delivered, example, soft, summaryOf, type Example } from './examples';

/** The summary of all; the parts stay as they are. */
function mergeSummaries(parts: readonly Summary[]): Summary {
  const whole = new Summary();
  for (const part of parts) whole.merge(part);
  return whole;
}

describe('a summary', () => {
  it('counts events by action and bounces by type', () => {
    const summary = summaryOf([example(), soft(), blocked(), delivered(), delivered()]);
    assert.deepEqual({ ...summary.actions }, { failed: 2, delayed: 1, delivered: 2, relayed: 0, expanded: 0, rejected: 0, expired: 0 });
    assert.equal(summary.total?.hard, 1);
    assert.equal(summary.total.soft, 1);
    assert.equal(summary.total.blocked, 1);
    assert.equal(summary.total.delayed, 1);
    assert.equal(summary.read.records, 5);
  });

  it('counts a greylisted recipient that is tried ten times as ten events and one recipient', () => {
    const tries = Array.from({ length: 10 }, (_, i) => soft({ line: i + 1, category: 'greylisted', recipient: i % 2 ? 'Anna@example.com' : 'anna@EXAMPLE.com' }));
    const summary = summaryOf(tries);
    assert.equal(summary.actions.delayed, 10);
    assert.equal(summary.addresses.delayed.count(), 1);
    assert.equal(bouncedAddresses(summary), 1);
  });

  it('keeps what is no bounce out of the bounces: refusals of foreign mail, deliveries', () => {
    const summary = summaryOf([example({ action: 'rejected', bounceType: null, category: 'relay-denied', line: 7 }), delivered()]);
    assert.equal(summary.total, null);
    assert.equal(summary.byDomain.entries.size, 0);
    assert.deepEqual([...summary.others.values()].map(({ action, category, count, place }) => [action, category, count, place.line]), [['rejected', 'relay-denied', 1, 7]]);
  });

  it('groups by cause: one category at one provider, the most frequent first', () => {
    const summary = summaryOf([example({ provider: 'google' }), soft(), soft({ line: 2 }), example({ provider: 'microsoft', line: 3 })]);
    assert.deepEqual(causesBySize(summary).map((cause) => [cause.category, cause.provider]), [['mailbox-full', null], ['unknown-user', 'google'], ['unknown-user', 'microsoft']]);
    assert.deepEqual(byCategory(summary).map(([category, tally]) => [category, tally.hard + tally.soft]), [['mailbox-full', 2], ['unknown-user', 2]]);
  });

  it('leads from every figure to its first line', () => {
    const summary = summaryOf([example({ line: 90, time: 2000 }), example({ line: 12, time: 1000 }), example({ line: 40, time: null })]);
    assert.equal(summary.byDomain.entries.get('example.com')?.tally.place.line, 12);
    assert.deepEqual(causesBySize(summary)[0]?.earliest.map((place) => place.line), [12, 90, 40]);
    assert.equal(causesBySize(summary)[0]?.tally.first, 1000);
    assert.equal(causesBySize(summary)[0]?.tally.last, 2000);
  });

  it('knows it of the same addresses in whatever parts they were counted, and of more where it is asked to remember more', () => {
    const DELIVERED = MOST_DELIVERIES * 1.5;
    const bounces = Array.from({ length: 200 }, (_, n) => example({ recipient: `u${n}@example.com`, line: n + 1, time: 1_000 }));
    const later = Array.from({ length: DELIVERED }, (_, n) => delivered({ recipient: `u${n}@example.com`, line: n + 1000, time: 5_000_000 }));
    const counted = (examples: readonly Example[], into: Summary): Summary => {
      for (const { file, record, verdict } of examples) into.add(file, record, verdict);
      return into;
    };
    const whole = counted([...bounces, ...later], new Summary());
    const parts = counted(later.slice(0, 100), new Summary()).merge(counted([...bounces, ...later.slice(100)], new Summary()));
    assert.deepEqual(deliveredLater(parts), deliveredLater(whole));
    assert.ok(deliveredLater(whole).length < 200 && unsureRemovals(whole) !== null);
    const all = counted([...bounces, ...later], new Summary(MANY_DELIVERIES));
    assert.equal(deliveredLater(all).length, 200);
    assert.equal(unsureRemovals(all), null);
  });

  it('knows when mail was delivered to an address that had bounced hard', () => {
    const summary = summaryOf([example({ time: 60_000 }), delivered({ time: 90_000 })]);
    const [hash, address] = summary.hardAddresses.sorted()[0]!;
    assert.equal(address.address, 'anna@example.com');
    assert.deepEqual(summary.deliveries.of(hash), { first: 90, last: 90 });
  });

  it('is the same in whatever parts and order it was counted', () => {
    fc.assert(fc.property(fc.array(fc.tuple(anyExample, fc.integer({ min: 0, max: 2 })), { maxLength: 60 }), (examples) => {
      const parts = [0, 1, 2].map((part) => summaryOf(examples.filter(([, of]) => of === part).map(([e]) => e)));
      const [a, b, c] = parts as [Summary, Summary, Summary];
      const whole = summaryToJson(summaryOf(examples.map(([e]) => e)));
      assert.equal(summaryToJson(mergeSummaries([a, b, c])), whole);
      assert.equal(summaryToJson(mergeSummaries([c, b, a])), whole);
      assert.equal(summaryToJson(mergeSummaries([mergeSummaries([a, b]), c])), whole);
      assert.equal(summaryToJson(mergeSummaries([a, mergeSummaries([b, c])])), whole);
    }), { numRuns: 60 });
  });

  it('comes back from its JSON as it was, and adds up from it', () => {
    fc.assert(fc.property(fc.array(anyExample, { maxLength: 40 }), fc.array(anyExample, { maxLength: 40 }), (one, two) => {
      const [a, b] = [summaryOf(one), summaryOf(two)];
      a.addNotUnderstood('x.log', { line: 3, span: { start: 1, end: 2 }, text: 'odd 550' });
      b.addLimit({ limit: 'longest-line', message: 'Only the beginning was read.' });
      const saved = summaryToJson(a);
      assert.equal(summaryToJson(summaryFromJson(saved)), saved);
      assert.equal(summaryToJson(readState(structuredClone(writeState(a)))), saved, 'what a thread hands over');
      assert.equal(summaryToJson(mergeSummaries([summaryFromJson(saved), summaryFromJson(summaryToJson(b))])), summaryToJson(mergeSummaries([a, b])));
    }), { numRuns: 60 });
  });

  it('refuses JSON that is something else, with a clear word', () => {
    for (const text of ['', '{}', '[]', 'null', '{"state":{"version":99}}', '{"state":{"version":1}}', '{"state":{"version":2}}', '{"state":{"version":2,"names":["a"],"read":{"files":-1}}}']) {
      assert.throws(() => summaryFromJson(text), { message: /not|missing|version|whole/ });
    }
  });

  it('refuses damaged figures instead of counting them', () => {
    const good = summaryToJson(summaryOf([example(), delivered()]));
    fc.assert(fc.property(fc.integer({ min: good.indexOf('"state"'), max: good.length - 2 }), fc.constantFrom('x', '1', '[', 'null,', '-'), (at, put) => {
      const damaged = good.slice(0, at) + put + good.slice(at + 1);
      try {
        summaryToJson(summaryFromJson(damaged));
      } catch (error) {
        assert.equal((error as Error).constructor.name, 'NotAsExpected', String((error as Error).stack));
      }
    }), { numRuns: 300 });
  });
});

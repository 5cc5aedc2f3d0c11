/** What counts as one bounce: attempts of a message are one row, and what arrived in the end is none. */
import assert from 'node:assert/strict';
import { Folding, foldRecords } from '../../../../src/report/panel/rows';
import type { JudgedRecord } from '../../../../src/engine/record';
import { at, bounce, delivery } from './bounces';

const fold = (...records: JudgedRecord[]): ReturnType<typeof foldRecords> => foldRecords(records.map((record) => ({ file: 0, record })));

describe('rows of the panel', () => {
  it('splits bounces without overlap: a refused sender is blocked, not soft', () => {
    const { rows } = fold(bounce('unknown-user', 'kim@example.org'), bounce('mailbox-full', 'lee@example.org'), bounce('blocklisted', 'ana@example.org'));
    assert.deepEqual(rows.map((row) => row.type), ['hard', 'soft', 'blocked']);
  });

  it('folds the attempts of a deferred message into one row', () => {
    const again = { action: 'delayed', status: '4.2.2', queueId: 'A1' } as const;
    const { rows, deferrals } = fold(bounce('mailbox-full', 'kim@example.org', again), bounce('mailbox-full', 'kim@example.org', again), bounce('mailbox-full', 'kim@example.org', again));
    assert.equal(rows.length, 1);
    assert.deepEqual([rows[0]!.attempts, rows[0]!.waiting, deferrals], [3, true, 3]);
  });

  it('keeps another message to the same recipient apart', () => {
    const { rows } = fold(bounce('mailbox-full', 'kim@example.org', { action: 'delayed', queueId: 'A1' }), bounce('mailbox-full', 'kim@example.org', { action: 'delayed', queueId: 'B2' }));
    assert.equal(rows.length, 2);
  });

  it('does not list what was deferred and delivered later, but counts it', () => {
    const { rows, deferredThenDelivered } = fold(bounce('greylisted', 'kim@example.org', { action: 'delayed', queueId: 'A1' }), delivery('kim@example.org', { queueId: 'A1' }));
    assert.deepEqual([rows.length, deferredThenDelivered], [0, 1]);
  });

  it('takes mail that the address took later as the end of a deferral, where deliveries were only counted', () => {
    const folding = new Folding();
    for (const [address, time] of [['kim@example.org', '02:00:00'], ['lee@example.org', '04:00:00'], ['ana@example.org', '02:00:00']] as const) {
      folding.add({ file: 0, record: bounce('greylisted', address, { action: 'delayed', queueId: address, time: at(time) }) });
    }
    const delivered = { first: at('01:00:00'), last: at('03:00:00') };
    const { rows, deferredThenDelivered } = folding.finish((address) => (address === 'ana@example.org' ? undefined : delivered));
    assert.deepEqual([rows.map((row) => row.recipient), deferredThenDelivered], [['lee@example.org', 'ana@example.org'], 1]);
  });

  it('knows by the message, not by the address alone, what arrived in the end, where deliveries were only counted', () => {
    const folding = new Folding();
    for (const queueId of ['A1', 'B2', null]) folding.add({ file: 0, record: bounce('greylisted', 'kim@example.org', { action: 'delayed', queueId, time: at('02:00:00') }) });
    const { rows, deferredThenDelivered } = folding.finish(() => ({ first: at('03:00:00'), last: at('03:00:00') }), (queueId) => queueId === 'A1');
    assert.deepEqual([rows.length, deferredThenDelivered], [1, 2]); // B2 still waits although other mail reached the address; a deferral without an id goes by the address
  });

  it('follows a message through the files of a rotated log', () => {
    const { rows } = foldRecords([
      { file: 0, record: bounce('connection-failed', 'kim@example.org', { action: 'delayed', queueId: 'A1' }) },
      { file: 1, record: bounce('expired', 'kim@example.org', { action: 'expired', queueId: 'A1' }) },
    ]);
    assert.deepEqual(rows.map((row) => [row.category, row.attempts]), [['expired', 2]]);
  });

  it('shows only the end of a message that was deferred and then failed', () => {
    const { rows } = fold(bounce('connection-failed', 'kim@example.org', { action: 'delayed', queueId: 'A1' }), bounce('expired', 'kim@example.org', { action: 'expired', queueId: 'A1' }));
    assert.deepEqual(rows.map((row) => [row.category, row.attempts, row.waiting]), [['expired', 2, false]]);
  });

  it('marks an address that mail reached after it had bounced, whatever its case', () => {
    const { rows } = fold(bounce('unknown-user', 'Kim@Example.org', { time: at('02:00:00') }), delivery('kim@example.org', { time: at('03:00:00') }));
    assert.equal(rows[0]!.deliveredLater, true);
  });

  it('does not take an earlier delivery for a later one', () => {
    const { rows } = fold(delivery('kim@example.org', { time: at('01:00:00') }), bounce('unknown-user', 'kim@example.org', { time: at('02:00:00') }));
    assert.equal(rows[0]!.deliveredLater, false);
  });

  it('does not count the hand-over to a filter on the same machine as a delivery', () => {
    const { deliveries } = fold(delivery('kim@example.org', { remoteMta: '127.0.0.1' }), delivery('lee@example.org', { remoteMta: 'mx.example.org' }));
    assert.equal(deliveries.total, 1);
  });

  it('leaves auto-replies and complaints out', () => {
    assert.equal(fold(bounce('not-a-bounce', 'kim@example.org', { kind: 'auto-reply' })).rows.length, 0);
  });

  it('gives each blocklist a cause of its own', () => {
    const { rows } = fold(bounce('blocklisted', 'a@example.org', { named: { blocklist: { name: 'List A' } } }), bounce('blocklisted', 'b@example.org', { named: { blocklist: { name: 'List B' } } }));
    assert.deepEqual(rows.map((row) => row.cause), ['blocklisted:List A', 'blocklisted:List B']);
  });

  it('cuts what a server said for the table, not for exports', () => {
    const { rows, records } = fold(bounce('unknown-user', 'kim@example.org', { diagnostic: 'x'.repeat(10_000) }));
    assert.ok(rows[0]!.diagnostic.length < 400);
    assert.equal(records[0]!.record.diagnostic!.length, 10_000);
  });
});

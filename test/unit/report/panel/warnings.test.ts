/** Mistakes that the panel warns of before they are made. */
import assert from 'node:assert/strict';
import { toHtml } from '../../../../src/report/panel/element';
import { filterRows, NO_FILTERS } from '../../../../src/report/panel/filters';
import { PanelModels } from '../../../../src/report/panel/model';
import { keepNote } from '../../../../src/report/panel/sections/keep-note';
import { warnings } from '../../../../src/report/panel/sections/warnings';
import { firstStep } from '../../../../src/report/panel/first-step';
import { at, bounce, delivery, prepare, times } from './bounces';

const MINUTE = 60_000;

/** Sixty unknown users at one provider within thirteen minutes; before, it accepted a lot. */
const outage = [
  ...times(200, (i) => delivery(`ok${i}@cloud.example`, { time: at('01:00:00') + i * 25_000 })),
  ...times(60, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('02:31:00') + i * 13_000, provider: 'apple' })),
];

describe('warnings', () => {
  it('say first how far a reading came that was stopped, and offer the rest', () => {
    const html = toHtml(warnings(prepare([], { stopped: 'after 150 MB of 300 MB' }).data)!);
    assert.match(html, /Stopped after 150 MB of 300 MB\./);
    assert.equal(warnings(prepare([]).data), null);
  });

  it('sees an outage: many unknown users at once where mail was accepted before', () => {
    const { data } = prepare(outage);
    const [warning] = data.warnings;
    assert.ok(warning?.kind === 'outage');
    assert.deepEqual([warning.provider, warning.domain, warning.count, warning.acceptedBefore], ['apple', 'cloud.example', 60, 200]);
    assert.equal(data.rows.filter((row) => row.held).length, 60);
    const [cause] = new PanelModels(data).model(NO_FILTERS).figures.causes;
    assert.deepEqual([cause!.removable, cause!.held], [0, 60]);
    assert.equal(firstStep(cause!, data.causes[cause!.cause]!, data), 'For each address: remove it; but wait with 60 that may be an outage.');
  });

  it('sees none where the same provider refuses as many all the time: a bad list', () => {
    const { data } = prepare([
      ...times(100, (i) => delivery(`ok${i}@cloud.example`, { time: at('01:00:00') + i * MINUTE })),
      ...times(100, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('01:00:30') + i * MINUTE })),
    ]);
    assert.deepEqual(data.warnings.filter(({ kind }) => kind === 'outage'), []);
  });

  it('sees none in a few', () => {
    const { data } = prepare([...times(50, (i) => delivery(`ok${i}@cloud.example`, { time: at('01:00:00') + i * MINUTE })), ...times(5, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('02:00:00') + i }))]);
    assert.deepEqual(data.warnings.filter(({ kind }) => kind === 'outage'), []);
  });

  it('sees one where the addresses themselves had taken mail before', () => {
    const { data } = prepare([
      ...times(12, (i) => delivery(`u${i}@cloud.example`, { time: at('01:00:00') + i * MINUTE })),
      ...times(12, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('02:00:00') + i * MINUTE })),
      ...times(30, (i) => bounce('unknown-user', `x${i}@cloud.example`, { time: at('03:10:00') + i * 10 * MINUTE })),
    ]);
    assert.deepEqual(data.warnings.map(({ kind, count }) => [kind, count]), [['outage', 12]]);
  });

  it('takes deliveries that were counted elsewhere into account', () => {
    const bounces = times(12, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('02:00:00') + i * MINUTE }));
    const before = prepare(bounces, { deliveredAt: () => ({ first: at('01:00:00'), last: at('01:00:00') }) });
    assert.deepEqual(before.data.warnings.map(({ kind, count }) => [kind, count]), [['outage', 12]]);
    const later = prepare(bounces, { deliveredAt: (address) => (address.startsWith('u1@') ? { first: at('03:00:00'), last: at('03:00:00') } : undefined) });
    assert.deepEqual(later.data.warnings.map(({ kind, count }) => [kind, count]), [['delivered-later', 1]]);
    assert.match(JSON.stringify(warnings(later.data)), /"Show it"/);
  });

  it('sees a peak in dated mails, where deliveries are not known', () => {
    const { data } = prepare([
      ...times(10, (i) => bounce('unknown-user', `o${i}@cloud.example`, { time: at('00:00:00') + i * 120 * MINUTE })),
      ...times(40, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('09:00:00') + i * MINUTE })),
    ]);
    assert.equal(data.warnings[0]?.kind, 'outage');
  });

  it('makes no outage of one mailing whose bounces all come at once', () => {
    const { data } = prepare(times(40, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('09:00:00') + i * 1000 })));
    assert.deepEqual(data.warnings.filter(({ kind }) => kind === 'outage'), []);
  });

  it('tells of addresses that got mail after a hard bounce', () => {
    const { data } = prepare([bounce('unknown-user', 'kim@example.org', { time: at('01:00:00') }), delivery('kim@example.org', { time: at('02:00:00') })]);
    assert.deepEqual(data.warnings.map(({ kind }) => kind), ['delivered-later']);
  });

  it('counts an address once, however often it bounced', () => {
    const { data } = prepare([
      ...times(200, (i) => delivery(`ok${i}@cloud.example`, { time: at('01:00:00') + i * 25_000 })),
      ...times(60, (i) => bounce('unknown-user', `u${i % 5}@cloud.example`, { time: at('02:31:00') + i * 13_000, queueId: `Q${i}` })),
    ]);
    assert.deepEqual(data.warnings, []);
  });

  it('says so of no address whose code begins with 4, though the message came back for good', () => {
    const expired = bounce('connection-failed', 'pat@slow.example', { status: '4.4.7' });
    const { data } = prepare([{ ...expired, verdict: { ...expired.verdict, permanence: 'permanent' } }]);
    assert.equal(keepNote(data.rows, false), null);
  });

  it('says beside the list which addresses stay although their code begins with 5', () => {
    const { data } = prepare([
      bounce('blocklisted', 'kim@example.org', { status: '5.7.1' }), bounce('mailbox-full', 'lee@example.org', { status: '5.2.2' }), bounce('mailbox-full', 'ana@example.org', { status: '4.2.2' }),
      bounce('blocklisted', 'gone@example.org', { status: '5.7.1' }), bounce('unknown-user', 'gone@example.org', { status: '5.1.1' }),
    ]);
    assert.match(toHtml(keepNote(data.rows, false)!), /Keep 2 addresses although their code begins with 5\./);
    assert.match(JSON.stringify(keepNote(data.rows, true)), /"Show them"/);
    assert.match(JSON.stringify(keepNote(data.rows.slice(0, 1), true)), /Keep 1 address although its code.*"Show it"/);
    assert.equal(keepNote(data.rows.filter(({ type }) => type === 'hard'), false), null);
    assert.deepEqual(filterRows(data.rows, { ...NO_FILTERS, chips: [{ facet: 'mark', value: 'refused', not: false }] }, []).map(({ recipient }) => recipient), ['kim@example.org', 'lee@example.org', 'gone@example.org']);
  });
});

/** Filters combine, and the head line and all figures follow them. */
import assert from 'node:assert/strict';
import { NO_FILTERS, toggleChip, type Chip } from '../../../../src/report/panel/filters';
import { headlineText } from '../../../../src/report/panel/headline';
import { nextSorting, sortRows, SOURCE_ORDER } from '../../../../src/report/panel/sorting';
import { at, bounce, modelOf, times } from './bounces';

const chip = (facet: Chip['facet'], value: string, not = false): Chip => ({ facet, value, not });

const some = [
  bounce('unknown-user', 'kim@example.org', { status: '5.1.1', time: at('01:00:00'), diagnostic: '550 5.1.1 User unknown' }),
  bounce('unknown-user', 'lee@example.net', { status: '5.1.1', time: at('02:00:00') }),
  bounce('mailbox-full', 'ana@example.org', { status: '5.2.2', time: at('03:00:00'), provider: 'google' }),
  bounce('blocklisted', 'ben@example.org', { status: '5.7.1', time: at('04:00:00'), remoteMta: 'mx.example.org' }),
];
const shown = (filters: Parameters<typeof modelOf>[1]): string[] => modelOf(some, filters).model.rows.map((row) => row.recipient);

describe('filters of the panel', () => {
  it('shows everything without any', () => assert.equal(shown({}).length, 4));
  it('takes any of the values of one facet', () => assert.deepEqual(shown({ chips: [chip('type', 'hard'), chip('type', 'blocked')] }), ['kim@example.org', 'lee@example.net', 'ben@example.org']));
  it('wants all facets to fit', () => assert.deepEqual(shown({ chips: [chip('type', 'hard'), chip('domain', 'example.org')] }), ['kim@example.org']));
  it('leaves out what is excluded', () => assert.deepEqual(shown({ chips: [chip('domain', 'example.org', true)] }), ['lee@example.net']));
  it('filters by cause, provider and host', () => {
    assert.deepEqual(shown({ chips: [chip('cause', 'mailbox-full')] }), ['ana@example.org']);
    assert.deepEqual(shown({ chips: [chip('provider', 'google')] }), ['ana@example.org']);
    assert.deepEqual(shown({ chips: [chip('remote', 'mx.example.org')] }), ['ben@example.org']);
  });
  it('finds words anywhere in the row, the cause included, whatever their case', () => {
    assert.deepEqual(shown({ text: 'USER unknown' }), ['kim@example.org']);
    assert.deepEqual(shown({ text: 'mailbox full' }), ['ana@example.org']);
    assert.deepEqual(shown({ text: '5.7.1 ben' }), ['ben@example.org']);
  });
  it('takes a span of time with both its ends', () => assert.deepEqual(shown({ from: at('02:00:00'), to: at('03:00:00') }), ['lee@example.net', 'ana@example.org']));
  it('lets the head line follow', () => {
    assert.equal(headlineText(modelOf(some, { chips: [chip('type', 'hard')] }).model.headline), '2 bounces to 2 addresses: 2 hard. Main cause: No such mailbox (2).');
    assert.equal(modelOf(some, { text: 'nothing like it' }).model.headline.count, 'No bounce fits these filters');
  });
  it('keeps the timeline whole while a span is picked, so that another one can be picked', () => {
    const { model } = modelOf(some, { from: at('02:00:00'), to: at('02:30:00') });
    assert.equal(model.figures.bounces, 1);
    assert.equal(model.timeline!.buckets.reduce((sum, bucket) => sum + bucket.hard + bucket.soft + bucket.blocked, 0), 4);
  });
  it('turns a chip on, off and round', () => {
    const on = toggleChip(NO_FILTERS, chip('domain', 'example.org'));
    assert.deepEqual(on.chips, [chip('domain', 'example.org')]);
    assert.deepEqual(toggleChip(on, chip('domain', 'example.org', true)).chips, [chip('domain', 'example.org', true)]);
    assert.deepEqual(toggleChip(on, chip('domain', 'example.org')).chips, []);
  });
});

describe('sorting of the table', () => {
  const { data } = modelOf([
    bounce('unknown-user', 'b@example.org', { status: '5.1.10', time: null }),
    bounce('mailbox-full', 'a@example.org', { status: '5.1.2', time: at('02:00:00') }),
    bounce('blocklisted', 'c@example.net', { status: null, time: at('01:00:00') }),
  ]);
  const order = (column: Parameters<typeof nextSorting>[1], descending = false): string[] => sortRows(data.rows, { column, descending }, (cause) => data.causes[cause]!.label).map((row) => row.recipient[0]!);

  it('takes codes as numbers: 5.1.10 comes after 5.1.2', () => assert.deepEqual(order('status'), ['a', 'b', 'c']));
  it('puts unknown times last', () => assert.deepEqual(order('time'), ['c', 'a', 'b']));
  it('puts addresses of a domain together', () => assert.deepEqual(order('recipient'), ['c', 'a', 'b']));
  it('puts hard before soft before blocked', () => assert.deepEqual(order('type'), ['b', 'a', 'c']));
  it('goes back to the order of the source at the third press', () => {
    const one = nextSorting(SOURCE_ORDER, 'status');
    assert.deepEqual(one, { column: 'status', descending: false });
    assert.deepEqual(nextSorting(nextSorting(one, 'status'), 'status'), SOURCE_ORDER);
  });
  it('leaves equal rows in source order in both directions', () => {
    const many = modelOf(times(50, (i) => bounce('unknown-user', `x${i}@example.org`, { status: '5.1.1' }))).data.rows;
    for (const descending of [false, true]) assert.deepEqual(sortRows(many, { column: 'status', descending }, String).map((row) => row.id), many.map((row) => row.id));
  });
});

/** What the panel says: the sentence, the order of what to do, the pictures. */
import assert from 'node:assert/strict';
import { headlineText } from '../../../../src/report/panel/headline';
import { el, toHtml } from '../../../../src/report/panel/element';
import { firstStep } from '../../../../src/report/panel/first-step';
import { causes } from '../../../../src/report/panel/sections/causes';
import { NO_FILTERS } from '../../../../src/report/panel/filters';
import { PanelModels } from '../../../../src/report/panel/model';
import { empty } from '../../../../src/report/panel/sections/empty';
import { head } from '../../../../src/report/panel/sections/head';
import { whereSection } from '../../../../src/report/panel/sections/where';
import { at, bounce, modelOf, prepare, times } from './bounces';

describe('the head line', () => {
  it('says how many, to whom, how they split and why', () => {
    const { model } = modelOf([
      ...times(3, (i) => bounce('unknown-user', `gone${i}@example.org`, { time: at('01:00:00') })),
      ...times(6, (i) => bounce('authentication-failed', `reader${i}@gmail.example`, { time: at(`02:1${i}:00`), provider: 'google' })),
      bounce('mailbox-full', 'full@example.org', { time: at('04:00:00') }),
      bounce('mailbox-full', 'full@example.org', { time: at('04:30:00') }),
    ]);
    assert.match(headlineText(model.headline), /^11 bounces to 10 addresses: 3 hard · 2 soft · 6 blocked\. Main cause: Message not authenticated, at Gmail.* \(6, since 02:10\)\.$/);
  });

  it('does not name a provider that gave only some of the main cause', () => {
    const { model } = modelOf([bounce('unknown-user', 'a@example.org', { provider: 'google' }), bounce('unknown-user', 'b@example.org', { provider: 'yahoo' })]);
    assert.equal(model.headline.cause, 'Main cause: No such mailbox (2)');
  });

  it('uses the singular', () => assert.equal(modelOf([bounce('unknown-user', 'a@example.org')]).model.headline.count, '1 bounce to 1 address'));
  it('says so when there is none', () => assert.equal(modelOf([]).model.headline.count, 'Nothing recognised'));

  it('tells an empty file, a folder without files and what could not be read from what is no mail log', () => {
    const says = (more: Parameters<typeof prepare>[1]): string => {
      const { data } = prepare([], more);
      return toHtml(el('main', {}, head(new PanelModels(data).model(NO_FILTERS), data), empty(data))).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();
    };
    const left = (...empties: boolean[]): { count: number; files: { file: string; empty: boolean }[] } => ({ count: empties.length, files: empties.map((isEmpty) => ({ file: 'x', empty: isEmpty })) });
    assert.match(says({ files: [], notRecognised: left(false) }), /^Nothing recognised in mail\.log Bounce Lens reads/);
    assert.equal(says({ files: [], notRecognised: left(true) }), 'Nothing to read in mail.log The file is empty.');
    assert.equal(says({ files: [], notRecognised: left(true, true) }), 'Nothing to read in mail.log All 2 files are empty.');
    assert.match(says({ files: [], notRecognised: left(true, false) }), /^Nothing recognised/);
    assert.match(says({ files: [] }), /^Nothing to read There is no mail, log or event file here\./);
    assert.equal(says({ files: [], limits: [{ limit: 'problem', message: 'closed: it could not be read.' }] }), 'Nothing could be read The reason stands below.');
  });

  it('counts an address once, and bounces without an address each', () => {
    const { model } = modelOf([bounce('unknown-user', 'A@example.org'), bounce('unknown-user', 'a@EXAMPLE.org'), bounce('unknown-user', null), bounce('unknown-user', null)]);
    assert.equal(model.figures.addresses, 3);
  });
});

describe('what to do', () => {
  it('puts what the reader can mend first, then what others have to, then what is small, each by size', () => {
    const { data, model } = modelOf([...times(10, () => bounce('mailbox-full', 'a@example.org')), ...times(5, () => bounce('reverse-dns', 'b@example.org')), ...times(50, () => bounce('system-busy', 'c@example.org')), ...times(8, () => bounce('unknown-user', 'd@example.org')), bounce('authentication-failed', 'e@example.org')]);
    assert.deepEqual(model.figures.causes.map((cause) => cause.cause), ['unknown-user', 'reverse-dns', 'system-busy', 'mailbox-full', 'authentication-failed']);
    assert.match(toHtml(causes(model, data, { open: new Set(), all: true, masked: false })!), /You can fix 13 of these, the largest cause first; then what others have to mend; then small causes\./);
  });

  it('names mail software as what it is: the servers of many', () => {
    const { model } = modelOf([bounce('unknown-user', 'kim@example.org', { provider: 'postfix' })]);
    assert.equal(model.headline.cause, 'Main cause: No such mailbox, at Postfix servers (1)');
  });

  it('asks the provider first that gave most of a cause', () => {
    const { data, model } = modelOf([bounce('authentication-failed', 'a@gmail.example', { provider: 'google', rule: 'google-26' })]);
    const cause = model.figures.causes[0]!;
    const text = { ...data.causes[cause.cause]!, advice: [{ provider: data.providers['google']!, meaning: 'It passed neither.', steps: ['Sign it.'] }] };
    assert.equal(firstStep(cause, text, data), 'Sign it.');
    assert.equal(firstStep({ ...cause, count: 10 }, text, data), text.steps[0]);
  });

  it('does not ask to wait for a message that is given up', () => {
    const step = (action: 'failed' | 'delayed'): string => {
      const { data, model } = modelOf([bounce('greylisted', 'a@example.org', { action })]);
      return firstStep(model.figures.causes[0]!, data.causes['greylisted']!, data);
    };
    assert.match(step('delayed'), /^Do nothing|^Wait/);
    assert.doesNotMatch(step('failed'), /^Do nothing|^Wait/);
  });

  it('shows different words as examples, not the same with other numbers', () => {
    const { model } = modelOf([
      ...times(20, (i) => bounce('unknown-user', `u${i}@example.org`, { diagnostic: `550 5.1.1 <u${i}@example.org>: unknown user ${i}` })),
      bounce('unknown-user', 'z@example.org', { diagnostic: '550 No such person here' }),
    ]);
    assert.equal(model.figures.causes[0]!.examples.length, 2);
  });

  it('collects typing errors with the likely domain', () => {
    const { model } = modelOf([bounce('unknown-domain', 'kim@gmial.com', { named: { likelyDomain: 'gmail.com' } })]);
    assert.deepEqual(model.figures.causes[0]!.typos, [{ domain: 'gmial.com', likely: 'gmail.com' }]);
  });

  it('takes every step and link from the catalog, and names the list and the IP', () => {
    const { data } = modelOf([bounce('blocklisted', 'a@example.org', { named: { ip: '192.0.2.44', blocklist: { name: 'Example List', url: 'https://list.example/192.0.2.44' } } })]);
    const text = data.causes['blocklisted:Example List']!;
    assert.deepEqual([text.label, text.actor, text.links], ['On a blocklist: Example List', 'you: owner of 192.0.2.44', [{ url: 'https://list.example/192.0.2.44', label: 'Look up at Example List' }]]);
    assert.ok(text.steps.length > 0);
  });
});

describe('the pictures', () => {
  it('cuts time into steps of a clock, as many as fit', () => {
    const { timeline } = modelOf(times(100, (i) => bounce('unknown-user', `u${i}@example.org`, { time: at('01:00:00') + i * 120_000 }))).model;
    assert.equal(timeline!.step, 5 * 60_000);
    assert.ok(timeline!.buckets.length <= 41);
    assert.equal(timeline!.buckets.reduce((sum, bucket) => sum + bucket.hard, 0), 100);
  });

  it('survives one wrong clock', () => {
    const { timeline } = modelOf([bounce('unknown-user', 'a@example.org', { time: 0 }), bounce('unknown-user', 'b@example.org', { time: at('01:00:00') })]).model;
    assert.ok(timeline!.buckets.length <= 400);
  });

  it('draws no picture of a single bar', () => {
    const { timeline } = modelOf([bounce('unknown-user', 'a@example.org', { time: at('01:00:02') }), bounce('unknown-user', 'b@example.org', { time: at('01:00:59') })]).model;
    assert.equal(timeline, null);
  });

  it('draws none where time says nothing', () => assert.equal(modelOf([bounce('unknown-user', 'a@example.org'), bounce('unknown-user', 'b@example.org')]).model.timeline, null));

  it('lists the largest places and counts the rest', () => {
    const { domains } = modelOf(times(20, (i) => bounce('unknown-user', `a@d${i}.example`))).model.figures;
    assert.deepEqual([domains.largest.length, domains.others, domains.inOthers], [8, 12, 12]);
  });
});

describe('where', () => {
  const { model } = modelOf(times(12, (i) => bounce('unknown-user', `kim@d${String(i).padStart(2, '0')}.example`)));

  it('names the largest, and all the others at a press', () => {
    const shown = (all: boolean): string => toHtml(whereSection(model.figures, 'domain', NO_FILTERS, all)!);
    assert.match(shown(false), /4 others<\/[a-z]+> with 4/);
    assert.doesNotMatch(shown(false), /d11\.example/);
    assert.match(shown(true), /d11\.example/);
  });
});

describe('who sent', () => {
  const records = [bounce('unknown-user', 'a@example.org', { reportingMta: 'mta1', queue: 'bulk' }), bounce('unknown-user', 'b@example.org', { reportingMta: 'mta1', queue: 'bulk' }), bounce('unknown-user', 'c@example.org', { reportingMta: 'mta2' })];

  it('is counted by host and queue, and can be looked at alone', () => {
    const { figures } = modelOf(records).model;
    assert.deepEqual(figures.senders.largest.map(({ label, count }) => [label, count]), [['mta1 · bulk', 2], ['mta2', 1]]);
    assert.equal(modelOf(records, { chips: [{ facet: 'sender', value: 'mta1 · bulk', not: false }] }).model.rows.length, 2);
    assert.match(toHtml(whereSection(figures, 'sender', NO_FILTERS)!), /mta1 · bulk/);
  });

  it('is offered only where several did', () => {
    const tabs = (some: typeof records): string => JSON.stringify(whereSection(modelOf(some).model.figures, 'domain', NO_FILTERS));
    assert.ok(tabs(records).includes('Sent by'));
    assert.ok(!tabs(records.slice(0, 2)).includes('Sent by'));
  });
});

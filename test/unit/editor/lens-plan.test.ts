import assert from 'node:assert/strict';
import { engine } from '../../../src/editor/engine-room';
import { planLenses, type PlannedLens } from '../../../src/editor/lens-plan';
import { failureTitle, recordTitle, totalsTitle } from '../../../src/editor/lens-titles';
import { explain, headlineText } from '../../../src/report/explanation';
import { open, postfixLog } from './support/open';

const HARD = { status: '5.1.1', to: 'kim@example.org' };
const FULL = { status: '4.2.2', to: 'al@example.org' };
const SENT = { status: '2.0.0', to: 'jo@example.org' };

function lines(lenses: readonly PlannedLens[]): string[] {
  return lenses.map((lens) => `${lens.kind} ${lens.line}`);
}

describe('where lenses stand', () => {
  it('in a log: the totals, and the first line of each kind of failure', async () => {
    const { model } = await open(postfixLog(SENT, HARD, FULL, HARD, SENT, FULL, HARD));
    const plan = planLenses(model, 'distinct');
    assert.deepEqual(lines(plan), ['totals 0', 'failure 1', 'failure 2']);
    assert.deepEqual(plan.map((lens) => (lens.kind === 'failure' ? lens.failure.count : 0)), [0, 3, 2]);
  });

  it('on every bounce for those who want it', async () => {
    const { model } = await open(postfixLog(SENT, HARD, FULL, HARD));
    assert.deepEqual(lines(planLenses(model, 'every')), ['totals 0', 'record 1', 'record 2', 'record 3']);
  });

  it('nowhere for those who do not, nor where nothing bounced', async () => {
    const { model } = await open(postfixLog(HARD));
    assert.deepEqual(planLenses(model, 'off'), []);
    const { model: calm } = await open(postfixLog(SENT, SENT));
    assert.deepEqual(planLenses(calm, 'distinct'), []);
  });

  it('in a mail: above the block of each bounced recipient', async () => {
    const { model } = await open('Reporting-MTA: dns; relay.example.com\n\nFinal-Recipient: rfc822; kim@example.org\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; al@example.org\nAction: failed\nStatus: 5.2.2\n', 'mail');
    assert.deepEqual(lines(planLenses(model, 'distinct')), ['totals 0', 'record 2', 'record 6']);
  });

  it('few in a log of ten thousand bounces', async () => {
    const { model } = await open(postfixLog(...Array.from({ length: 10_000 }, (_, i) => (i % 2 ? HARD : FULL))));
    assert.equal(planLenses(model, 'distinct').length, 3);
  });
});

describe('what lenses say', () => {
  const plain = (title: string): string => title.replace(/\u00a0/g, ' ');

  it('verdict, address and what to do with it', async () => {
    const { model } = await open(postfixLog(HARD));
    assert.equal(plain(recordTitle(model.records.get(0)!, engine.catalog)), '$(error) Hard: no such mailbox · kim@example.org · remove it');
  });

  it('how often a failure occurs', async () => {
    const { model } = await open(postfixLog(HARD));
    assert.equal(plain(failureTitle(model.records.get(0)!, 1633, engine.catalog)), '$(error) Hard: 5.1.1 no such mailbox · first of 1,633');
    assert.match(plain(failureTitle(model.records.get(0)!, 1, engine.catalog)), /· only here$/);
  });

  it('which blocklist it was, one lens for each', async () => {
    const blocked = (list: string) => ({ status: '5.7.1', words: `554 5.7.1 Service unavailable; Client host [198.51.100.25] blocked using ${list}` });
    const { model } = await open(postfixLog(blocked('zen.spamhaus.org'), blocked('bl.spamcop.net'), blocked('zen.spamhaus.org')));
    const titles = planLenses(model, 'distinct').flatMap((lens) => (lens.kind === 'failure' ? plain(failureTitle(lens.record, lens.failure.count, engine.catalog)) : []));
    assert.deepEqual(titles, [
      '$(circle-slash) Blocked: 5.7.1 sender is on a blocklist (Spamhaus ZEN) · first of 2',
      '$(circle-slash) Blocked: 5.7.1 sender is on a blocklist (SpamCop) · only here',
    ]);
  });

  it('what is still tried in the words of the hover', async () => {
    const { model } = await open(postfixLog(FULL));
    const record = model.records.get(0)!;
    const { headline } = explain(record, engine.catalog)!;
    assert.equal(headline.word, 'Delayed (soft)');
    assert.ok(plain(recordTitle(record, engine.catalog)).startsWith(`$(clock) ${headlineText(headline)} ·`));
  });

  it('the totals, with the word for each kind', async () => {
    const { model } = await open(postfixLog(HARD, FULL, { status: '5.7.1' }, { status: '5.7.1' }));
    assert.equal(plain(totalsTitle(model)), '$(error) 1 hard · $(history) 1 soft · $(circle-slash) 2 blocked · Summarize Bounces');
  });

  it('no icon that an address brings along', async () => {
    const { model } = await open(postfixLog({ to: '$(trash)a@example.org' }));
    assert.ok(!recordTitle(model.records.get(0)!, engine.catalog).includes('$(trash)'));
  });
});

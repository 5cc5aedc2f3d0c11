/** Threads that read one log share their verdicts, so that only one of them needs the rules: what they count together is what one alone counts. */
import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Summarizer, type UnjudgedRecord } from '../../../src/engine/summarizer';
import type { VerdictExchange } from '../../../src/engine/stream/verdict-cache';
import { byteAccess } from '../../../src/platform/node/bytes';
import { summaryToJson } from '../../../src/report/json';

const REPLIES = [
  '550 5.1.1 <anna@example.com>: User unknown', '552 5.2.2 Mailbox full', '451 4.7.1 Greylisted, try again later', '554 5.7.1 Service unavailable; Client host blocked using zen.example.org',
  '550 no such person', '421 4.3.2 The server is being maintained', '450 4.2.1 too many messages for this recipient', '550 5.7.1 Message rejected as spam',
];

const line = (reply: string, second: number): string => `2026-10-01T07:${String(10 + (second % 50))}:00+00:00 mx1 postfix/smtp[4711]: 4F5G6H${second % 10}: to=<user${second % 7}@example.com>, relay=mx1.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=${reply.startsWith('4') ? '4.0.0' : '5.0.0'}, status=${reply.startsWith('4') ? 'deferred' : 'bounced'} (host mx1.example.net[192.0.2.1] said: ${reply} (in reply to RCPT TO command))\n`;

/** As a queue between two threads. */
function exchange(): { readonly leader: VerdictExchange; readonly follower: VerdictExchange; readonly told: unknown[] } {
  const told: Parameters<NonNullable<VerdictExchange['tell']>>[] = [];
  return { leader: { tell: (...verdict) => { told.push(verdict); } }, follower: { hear: () => told.shift() }, told };
}

function read(summarizer: Summarizer, lines: readonly string[], from: number): void {
  const reading = summarizer.open('mail.log', { as: 'postfix', referenceTime: 0, startOffset: from, isContinued: true });
  reading.push(Buffer.from(lines.join('')));
  reading.end();
}

function addUp(leader: Summarizer, follower: Summarizer, unjudged: readonly UnjudgedRecord[]): string {
  for (const { file, record } of unjudged) leader.add(file, record);
  return summaryToJson(leader.summary.merge(follower.summary));
}

describe('threads that share verdicts', function () {
  this.timeout(20_000);

  it('count together what one alone counts, whoever comes first to a wording', () => {
    const lines = fc.array(fc.tuple(fc.constantFrom(...REPLIES), fc.nat(3000)).map(([reply, second]) => line(reply, second)), { minLength: 1, maxLength: 30 });
    fc.assert(fc.property(fc.array(fc.tuple(lines, fc.boolean()), { minLength: 1, maxLength: 6 }), (parts) => {
      const { leader, follower } = exchange();
      const alone = new Summarizer(byteAccess);
      const [leads, follows] = [new Summarizer(byteAccess, {}, leader), new Summarizer(byteAccess, {}, follower)];
      let from = 0;
      for (const [part, isFollower] of parts) {
        for (const summarizer of [alone, isFollower ? follows : leads]) read(summarizer, part, from);
        from += part.join('').length;
      }
      assert.equal(addUp(leads, follows, follows.takeUnjudged()), summaryToJson(alone.summary));
    }), { numRuns: 20 });
  });

  it('wait for a verdict and take it when it has come', () => {
    const { leader, follower, told } = exchange();
    const [leads, follows] = [new Summarizer(byteAccess, {}, leader), new Summarizer(byteAccess, {}, follower)];
    read(follows, [line(REPLIES[0]!, 1), line(REPLIES[1]!, 2)], 0);
    assert.equal(follows.summary.read.records, 0);
    read(leads, [line(REPLIES[0]!, 3)], 1000);
    assert.equal(told.length, 1);
    const unjudged = follows.takeUnjudged();
    assert.deepEqual([unjudged.map(({ record }) => record.line), follows.summary.actions.failed], [[2], 1]);
  });

  it('judge for themselves where nobody tells anything for long', () => {
    const follows = new Summarizer(byteAccess, {}, exchange().follower);
    read(follows, Array.from({ length: 6000 }, (_, i) => line(REPLIES[i % REPLIES.length]!, i)), 0);
    assert.deepEqual([follows.takeUnjudged().length, follows.summary.read.records], [0, 6000]);
  });

  it('wait for nobody where bounces are kept for a table', () => {
    const follows = new Summarizer(byteAccess, { mostRecords: 10 }, exchange().follower);
    read(follows, [line(REPLIES[0]!, 1)], 0);
    assert.deepEqual([follows.records.length, follows.takeUnjudged().length], [1, 0]);
  });
});

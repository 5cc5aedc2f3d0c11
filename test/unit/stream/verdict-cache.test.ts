import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bounceService, createVerdictCache } from '../../../src/engine/bundled-service';
import { newRecord } from '../../../src/engine/new-record';
import type { BounceRecord } from '../../../src/engine/record';
import { knownWords, Wordings } from '../../../src/engine/stream/wording';

const wordings = new Wordings(knownWords(['mailbox unavailable (S2017062302)', 'block list S3150', 'policy* AUP#1350']));
function hash(text: string, host = ''): number {
  wordings.begin(text, host, '');
  return wordings.key();
}

describe('the wording of a diagnostic', () => {
  it('is the same whatever the address, IP, id, time or host of the record', () => {
    const same = [
      ['550 5.1.1 <anna@example.com>: unknown', '550 5.1.1 <ben.12@other.example>: unknown'],
      ['host [192.0.2.1] blocked', 'host [203.0.113.250] blocked'],
      ['see https://example.org/query/ip/10.1.2.3', 'see https://example.org/query/ip/203.0.113.44'],
      ['host [2001:db8::1] blocked', 'host [2001:db8::aacc:7264] blocked'],
      ['queued 4F5G6H7J8K as', 'queued 9A8B7C6D5E as'],
      ['550 gone [AB12.prod.example 2026-10-01T07:28:36.448Z E31CCD1D]', '550 gone [77A5.prod.example 2026-11-11T17:08:00.001Z 0B1CCD12]'],
    ];
    for (const [a, b] of same) assert.equal(hash(a!), hash(b!), a);
    assert.equal(hash('no mx1.anna.example here', 'mx1.anna.example'), hash('no mx2.ben.example here', 'mx2.ben.example'));
  });

  it('differs with the words, the codes, and what rules ask for', () => {
    const different = [
      ['550 user unknown', '550 mailbox full'], ['550 x', '551 x'], ['550 5.1.1 x', '550 5.1.2 x'], ['550-5.1.1 x', '550-5.7.1 x'],
      ['gone (S2017062302)', 'gone (S2017062399)'], ['code S3150', 'code S3140'], ['try again in 300 seconds', 'try again in 600 seconds'],
      ['to <a@example.com> no', 'to nobody no'],
    ];
    for (const [a, b] of different) assert.notEqual(hash(a!), hash(b!), a);
  });

  it('takes text of any kind and length', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => { assert.ok(Number.isSafeInteger(hash(text))); }));
    assert.ok(Number.isSafeInteger(hash('5.'.repeat(100_000))));
  });
});

describe('verdicts for counting', () => {
  it('are those of the judge, record by record', () => {
    const cache = createVerdictCache();
    const words = fc.constantFrom(
      '550 5.1.1 <%a>: Recipient address rejected: User unknown', '550 5.7.1 Service unavailable; Client host [%i] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/%i',
      '452-4.2.2 The email account that you tried to reach is over quota. 452 4.2.2 https://support.google.com/mail/?p=OverQuotaTemp %x - gsmtp', '421 4.7.0 [%i] rate limited %x',
      'connect to mx.example.net[%i]:25: Connection timed out', '550 5.5.0 mailbox unavailable (S2017062302). [%x.prod.example %x]', '554 delivery error: dd %x', '%x', '451 4.7.1 Greylisted, try again in %n seconds',
    );
    const filled = fc.tuple(words, fc.integer({ min: 0, max: 99_999 })).map(([text, n]) => text
      .replace(/%a/g, `user${n}@d${n % 9}.example`).replace(/%i/g, `192.0.2.${n % 250}`).replace(/%x/g, (n * 7919 + 11).toString(16).toUpperCase().padStart(10, '0')).replace(/%n/g, String(n % 900)));
    fc.assert(fc.property(filled, fc.constantFrom('failed', 'delayed', 'rejected'), fc.constantFrom(null, 'mx.example.com', 'gmail-smtp-in.l.google.com'), (diagnostic, action, remoteMta) => {
      const record: BounceRecord = Object.assign(newRecord('postfix', 1, { start: 0, end: 1 }), { diagnostic, action, remoteMta, recipient: 'a@example.com' } as const);
      const { category, bounceType, blocked, provider, rule } = bounceService().judge({ ...record }).verdict;
      assert.deepEqual(cache.judgeForCounting(record), { category, bounceType, blocked, provider, rule });
    }), { numRuns: 400 });
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { postfix } from '../../../src/engine/log/postfix';
import { PostfixFacts } from '../../../src/engine/log/postfix-facts';
import type { BounceRecord } from '../../../src/engine/record';
import type { LogFormat, SourceFormat } from '../../../src/engine/source';
import { SourceStream } from '../../../src/engine/stream/source-stream';
import { Summarizer, type SummarizerOptions } from '../../../src/engine/summarizer';
import { stateSections } from '../../../src/engine/summary/write-state';
import { byteAccess } from '../../../src/platform/node/bytes';

const REFERENCE = Date.UTC(2026, 10, 25);
const two = (n: number): string => String(n).padStart(2, '0');

/** The stamps that rsyslog, journald and others write, wrappers around them, and broken ones. */
const stamps: ((second: number) => string)[] = [
  (s) => `Oct  1 ${clock(s)} mx1 postfix`, (s) => `2026-10-01T${clock(s)}.${two(s % 97)}1234+00:00 mx1 postfix`, (s) => `<22>1 2026-10-01T${clock(s)}.123456+02:00 mx2 postfix`,
  (s) => `Oct 12 ${clock(s)} 192.0.2.7 postfix-out`, (s) => `2026-10-01T${clock(s)}Z MX1 postfix`, (s) => `<22>Oct  1 ${clock(s)} mx1 mail.info postfix`,
  (s) => `mail_1  | Oct  1 ${clock(s)} mx1 postfix`, (s) => `2026-10-01T${clock(s)}.5Z stdout F Oct  1 ${clock(s + 7)} mx1 postfix`, (s) => `Oct  1 ${clock(s)} 2025 mx1 postfix`,
  (s) => `Oct  1 ${clock(s)} postfix`, () => 'postfix', () => '99:99:99 x postfix', (s) => `10:20:30 Oct  1 ${clock(s)} mx1 postfix`, () => 'Oct  1 00:00', (s) => `1759276800 ${clock(s)} mx1 postfix`, (s) => `Oct  1 ${clock(s)} mäx postfix`,
];
function clock(second: number): string {
  return `${two(Math.floor(second / 3600) % 24)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}

/** Plain values four times of five, so that many lines are plain in all. */
const mostly = (plain: readonly string[], odd: readonly string[]): fc.Arbitrary<string> => fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const recipients = mostly(['anna@example.com', 'Ben.12@Example.COM', 'c@mx1.example.net', 'd+x@example', 'gone@gmail.com'], ['root', 'x@', '', '"a b"@example.com', '"a>, b"@example.com', 'jürgen@example.com', '@', 'e@@f.example']);
const relays = fc.constantFrom('mx1.example.net[192.0.2.1]:25', 'none', 'local', 'MX2.Example.NET[198.51.100.2]:25', 'gmail-smtp-in.l.google.com[2001:db8::1]:25', 'mail.example.org[private/dovecot-lmtp]', '127.0.0.1[127.0.0.1]:10024', 'host[/var/run/x]', '[192.0.2.9]:25', 'localhost[::1]:10025');
const words = fc.constantFrom(
  'host mx1.example.net[192.0.2.1] said: 550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command)',
  'host gmail-smtp-in.l.google.com[192.0.2.5] said: 552-5.2.2 The email account that you tried to reach is over quota. 552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm abc123 - gsmtp (in reply to RCPT TO command)',
  'host mx1.example.net[192.0.2.1] said: 554 delivery error: see 5.7.1 there (in reply to end of DATA command)', 'host mx1.example.net[192.0.2.1] said: 421 too many connections from 198.51.100.7 (in reply to MAIL FROM command)',
  'host mx1.example.net[192.0.2.1] refused to talk to me: 554 5.7.1 no', 'connect to mx9.example.org[192.0.2.8]:25: Connection timed out', 'connect to mx9.example.org:25: no', 'lost connection with mx1.example.net[192.0.2.1] while sending end of data -- message may be sent more than once',
  'conversation with mx1.example.net[192.0.2.1] timed out while receiving the initial server greeting', 'Server certificate not trusted', 'TLS is required, but was not offered by host mx1.example.net[192.0.2.1]', 'unknown user: "anna"', 'mail for example.com loops back to myself',
  '550 5.1.1 unknown', 'host [192.0.2.3] said: 550 no', ' said: 550', 'a said: b said: c', '', '550', 'Empfänger unbekannt', 'host mx1.example.net[192.0.2.1] said: 450 4.7.1 Greylisted for 300 seconds (in reply to RCPT TO command) (in reply to ', 'the ghost said: 550 x',
  'host mx1.example.net[192.0.2.1] said: 550 5.7.1 client 203.0.113.9 for Example.COM at MX1.EXAMPLE.NET refused', 'delivery temporarily suspended: connect to mx3.example.net[192.0.2.3]:25: Connection refused', '250 2.0.0 Ok: queued as 12', '250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 ok', '4.2.0 x', '5.0.0 see 4.3.1', '\0 550 \0',
);
const statuses = mostly(['bounced', 'deferred', 'sent'], ['expired', 'undeliverable', 'SOFTBOUNCE', 'bouncedx']);
const codes = mostly([', dsn=5.1.1', ', dsn=4.0.0', ', dsn=5.0.0', ', dsn=2.0.0', ', dsn=4.7.25'], ['', ', dsn=5.1', ', dsn=5.1.1.']);

const delivery = fc.tuple(recipients, relays, codes, statuses, words, mostly(['', ', orig_to=<root>'], [', orig_to=<a, relay=b>']), mostly([')'], ['', ') trailing']))
  .map(([to, relay, dsn, status, said, orig, end]) => `smtp[4711]: 4F5G6H7J: to=<${to}>${orig}, relay=${relay}, delay=1.2, delays=0/0/1/0${dsn}, status=${status} (${said}${end}`);
const refusal = fc.tuple(
  mostly(['NOQUEUE: ', '4F5G6H7J: '], ['', 'a: b: ']), mostly(['', 'milter-', 'proxy-'], ['x-']),
  mostly(['RCPT from mail.example.org[192.0.2.9]: ', 'RCPT from [192.0.2.9]:2413: ', 'END-OF-MESSAGE: ', 'CONNECT from unknown[192.0.2.9]: '], ['header Subject: x from local; ', 'body x', 'VRFY from unknown[192.0.2.9']),
  words, mostly(['; from=<x@example.org> to=<%> proto=ESMTP helo=<y>', '; from=<> proto=SMTP'], ['; to=<%> proto=ESMTP', '', '; from=<a; from=<b> to=<%>: 5.7.1 no', '; from=<x> to=<% proto', ', status=sent (x)']), recipients,
).map(([id, verb, what, said, envelope, to]) => `smtpd[99]: ${id}${verb}reject: ${what}${said}${envelope.replace('%', to)}`);
const others = fc.constantFrom('qmgr[1]: 4F5G6H7J: from=<b@example.org>, status=expired, returned to sender', 'qmgr[1]: 4F5G6H7J: removed', 'smtp[1]: , status=sent (', 'smtp[1]: to=<, status=bounced (x)', 'smtp: 4F5: to=<a@example.com>, relay=none, dsn=5.4.4, status=bounced (x)', 'smtp[12345678901]: 4F: to=<a@example.com>, relay=none, dsn=5.4.4, status=bounced (x)');
const line = fc.tuple(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...stamps.slice(0, 6)) }, { weight: 1, arbitrary: fc.constantFrom(...stamps) }), fc.nat(90_000), fc.oneof({ weight: 5, arbitrary: delivery }, { weight: 3, arbitrary: refusal }, { weight: 1, arbitrary: others }), fc.boolean())
  .map(([stamp, second, text, isRfc5424]) => {
    const head = stamp(second);
    return head.startsWith('<22>1 ') && isRfc5424 ? `${head}/${text.replace(/^(\w+)\[(\d+)\]: /, '$1 $2 - - ')}` : `${head}/${text}`;
  });
/** Lines of one kind are many, as in a real log: what was learned of one must fit the next. */
const log = fc.tuple(fc.array(line, { minLength: 1, maxLength: 150, size: 'max' }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([lines, end, twice]) => [...lines, ...(twice ? lines : [])].join(end));

function summary(text: string, options: SummarizerOptions, formats: readonly SourceFormat[]): unknown {
  const summarizer = new Summarizer(byteAccess, options);
  for (const file of ['b.log', 'a.log']) {
    const reading = summarizer.open(file, { as: 'postfix', formats, referenceTime: REFERENCE });
    reading.push(Buffer.from(text));
    reading.end();
  }
  const { records, recordsLeftOut } = summarizer;
  return { state: Object.fromEntries(stateSections(summarizer.summary)), records: records.map(({ record }) => record.line), recordsLeftOut };
}

describe('counting lines by their facts', function () {
  this.timeout(60_000); // rules are compiled anew for each log

  it('gives the summary that reading every line as a record gives, whatever stands in the log', () => {
    const slow: { openFacts?: unknown } & LogFormat = { ...postfix };
    delete slow.openFacts;
    fc.assert(fc.property(log, fc.constantFrom<SummarizerOptions>({}, { only: 'hard' }, { only: 'soft' }, { mostRecords: 3 }), (text, options) => {
      assert.deepEqual(summary(text, options, [postfix]), summary(text, options, [slow]));
    }), { numRuns: 25 });
  });

  it('quotes the latest lines of a log that goes on and on, and once back in time, as reading each as a record does', () => {
    const slow: { openFacts?: unknown } & LogFormat = { ...postfix };
    delete slow.openFacts;
    const seconds = [...Array.from({ length: 20 }, (_, i) => i), 7, 8, 20, 20, 21];
    for (const [to, said] of [['a', 'no'], ['b'.repeat(400), 'no'], ['c', 'no '.repeat(120)], ['d'.repeat(250), `${'x'.repeat(299)}y`]]) {
      const text = seconds.map((s, i) => `Oct  1 ${clock(s)} mx1 postfix/smtp[4711]: 4F5G6H${i}: to=<${to}${i}@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 ${said})`).join('\n');
      assert.deepEqual(summary(text, {}, [postfix]), summary(text, {}, [slow]));
    }
  });

  it('tells of a line what its record says', () => {
    let told = 0;
    fc.assert(fc.property(log, (text) => {
      const records = new Map<number, BounceRecord[]>();
      const slow = new SourceStream(byteAccess, { as: 'postfix', referenceTime: REFERENCE }, {
        record: (record) => { records.set(record.line, [...(records.get(record.line) ?? []), record]); }, notUnderstood: () => undefined, limit: () => undefined, message: () => undefined,
      });
      slow.push(Buffer.from(text));
      slow.end();
      const quick = new SourceStream(byteAccess, { as: 'postfix', referenceTime: REFERENCE }, {
        record: () => undefined, notUnderstood: () => undefined, limit: () => undefined, message: () => undefined,
        facts: (facts, bytes, number) => {
          told++;
          const of = (from: number, to: number): string | null => (from === to ? null : Buffer.from(bytes.subarray(from, to)).toString());
          const [record, ...more] = records.get(number) ?? [];
          assert.equal(more.length, 0);
          assert.ok(record);
          const { action, time, recipient, status, replyCode, remoteMta, stage, reportingMta, queue, queueId, diagnostic } = record;
          assert.deepEqual([facts.action, facts.time, of(facts.recipientFrom, facts.recipientTo)], [action, time ?? Number.NaN, recipient]);
          if (action !== 'rejected') assert.equal(of(facts.queueIdFrom, facts.queueIdTo), queueId);
          if (action === 'delivered') return true;
          assert.deepEqual([facts.stage, facts.reportingMta, facts.queue, of(facts.remoteFrom, facts.remoteTo)?.toLowerCase() ?? null], [stage, reportingMta, queue, remoteMta]);
          assert.deepEqual([of(facts.statusFrom, facts.statusTo), of(facts.replyFrom, facts.replyTo), of(facts.wordsFrom, facts.wordsTo) ?? ''], [status, replyCode, diagnostic ?? '']);
          return true;
        },
      });
      quick.push(Buffer.from(text));
      quick.end();
    }), { numRuns: 100 });
    assert.ok(told > 400, String(told));
  });

  it('knows the usual lines of all usual stamps', () => {
    for (const stamp of stamps.slice(0, 6)) {
      const rest = stamp(0).startsWith('<22>1 ') ? 'smtp 4711 - - 4F5G6H7J: ' : 'smtp[4711]: 4F5G6H7J: ';
      const text = `${stamp(3)}/${rest}to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))`;
      assert.ok(new PostfixFacts({ referenceTime: REFERENCE }).read(Buffer.from(text), 0, text.length, text.indexOf(', status=')), text);
    }
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mbox } from '../../../src/engine/message/mbox-format';
import type { BounceRecord } from '../../../src/engine/record';
import type { LineFacts, Sink } from '../../../src/engine/source';
import { LONGEST_LINE, SourceStream, type StreamRequest } from '../../../src/engine/stream/source-stream';
import { byteAccess as inBrowser } from '../../../src/platform/browser/bytes';
import { byteAccess } from '../../../src/platform/node/bytes';
import { postfixLines } from '../platform/files';

interface Seen { records: BounceRecord[]; limits: string[]; delivered: [number | null, string, string][]; lines: number; format: string | undefined }

function stream(chunks: readonly Uint8Array[], request: Partial<StreamRequest> = {}, shortcut = false, access = byteAccess): Seen {
  const seen: Seen = { records: [], limits: [], delivered: [], lines: 0, format: undefined };
  const sink: Sink = {
    record: (record) => { seen.records.push(record); },
    notUnderstood: () => undefined,
    limit: ({ limit }) => { seen.limits.push(limit); },
    message: () => undefined,
    ...(shortcut && { facts: ({ action, time, recipientFrom, recipientTo, queueIdFrom, queueIdTo }: LineFacts, bytes: Uint8Array) => {
      const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString();
      if (action === 'delivered') seen.delivered.push([time, text(recipientFrom, recipientTo), text(queueIdFrom, queueIdTo)]);
      return action === 'delivered';
    } }),
  };
  const source = new SourceStream(access, { referenceTime: Date.UTC(2026, 10, 25), ...request }, sink);
  for (const chunk of chunks) source.push(chunk);
  source.end();
  return { ...seen, lines: source.lines, format: source.format?.id };
}

/** The same memory again and again, as files are read. */
function chunked(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

describe('a source as a stream', () => {
  const log = postfixLines(1200);

  it('reads a mailbox in pieces as it reads the whole', function () {
    this.timeout(30_000);
    const mails = Array.from({ length: 3000 }, (_, i) => [
      `From MAILER-DAEMON Thu Mar 12 10:20:30 2015`, 'From: MAILER-DAEMON@relay.example', 'To: sender@example.com', 'Subject: Undelivered mail', '',
      `<user${i}@shop.example>: host mx.shop.example[192.0.2.1] said: 550 5.1.1 User unknown`, '', 'x'.repeat(70).concat('\n').repeat(100), ''].join(i % 2 === 0 ? '\n' : '\r\n'));
    const bytes = utf8(mails.join(''));
    assert.ok(bytes.length > 20_000_000);
    const whole: BounceRecord[] = [];
    mbox.read({ text: bytes.toString('latin1'), binary: true }, { referenceTime: 0 }, { record: (record) => { whole.push(record); }, notUnderstood: () => undefined, limit: () => undefined, message: () => undefined });
    const pieces = stream(chunked(bytes, [1_000_000, 77_777, 9_000_000]));
    assert.equal(pieces.format, 'mbox');
    assert.equal(whole.length, 3000);
    assert.deepEqual(pieces.records, whole);
  });

  it('holds a large mail of a mailbox until it is complete', function () {
    this.timeout(30_000);
    const mail = (name: string, body: string): string => `From MAILER-DAEMON Thu Mar 12 10:20:30 2015\nFrom: MAILER-DAEMON@relay.example\nTo: sender@example.com\nSubject: Undelivered mail\n\n<${name}@shop.example>: 550 5.1.1 unknown\n\n${body}\n\n`;
    const { records, limits } = stream(chunked(utf8(mail('ann', 'x'.repeat(76).concat('\n').repeat(300_000)) + mail('bob', '')), [4_000_000]));
    assert.deepEqual(records.map(({ recipient, line }) => [recipient, line]), [['ann@shop.example', 6], ['bob@shop.example', 300_015]]);
    assert.ok(!limits.includes('longest-text'));
  });

  it('gives records with the line and offset that they have in the whole', () => {
    const { records, lines, format } = stream([utf8(log)]);
    assert.equal(format, 'postfix');
    assert.equal(lines, 1200);
    const all = log.split('\n');
    assert.ok(records.length > 300);
    for (const { line, span } of records) assert.equal(log.slice(span.start, span.end), all[line - 1]);
  });

  it('does not care where the chunks end', () => {
    for (const text of [log, log.replace(/\n/g, '\r\n'), log.slice(0, -1)]) {
      const whole = stream([utf8(text)]);
      fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        // each chunk is overwritten after it was pushed: nothing may be kept of it
        const bytes = new Uint8Array(utf8(text));
        const source = chunked(bytes, sizes);
        const copy = source.map((chunk) => new Uint8Array(chunk));
        assert.deepEqual(stream(copy), whole);
      }), { numRuns: 15 });
    }
  });

  it('skips lines of no interest in a log of several programs, and none of a program that begins to log far below', () => {
    const login = 'Oct  1 00:00:00 mx1 dovecot: imap-login: Login: user=<ann@example.org>, rip=192.0.2.7, lip=10.2.5.1, mpid=4711\n';
    const exim = '2026-10-01 00:00:01 1abcDE-000000005vi-0000 ** bob@example.net R=r T=t: Unrouteable address\n';
    const python = "2026-10-01 00:00:02 ERROR smtplib.SMTPRecipientsRefused: {'dan@example.net': (550, b'5.1.1 unknown')}\n";
    const text = `${exim}${log}${login.repeat(2000)}${python}${login}${python.replace('dan', 'eve')}${exim}`;
    const whole = stream([utf8(text)]);
    assert.equal(whole.format, 'mixed');
    assert.deepEqual(whole.records.slice(-3).map(({ source, line, recipient }) => [source, line, recipient]), [
      ['python', 3202, 'dan@example.net'], ['python', 3204, 'eve@example.net'], ['exim', 3205, 'bob@example.net'],
    ]);
    for (const { line, span } of whole.records) assert.equal(text.slice(span.start, span.end), text.split('\n')[line - 1]);
    for (const sizes of [[100_000], [4096, 77], [250_000, 1]]) assert.deepEqual(stream(chunked(utf8(text), sizes)), whole);
    assert.deepEqual(stream([utf8(text.replace(/\n/g, '\r\n'))], {}, false, inBrowser).records.map(({ line }) => line), whole.records.map(({ line }) => line));
  });

  it('keeps nothing of a chunk that its giver uses again', () => {
    const buffer = Buffer.alloc(1000);
    const seen: BounceRecord[] = [];
    const source = new SourceStream(byteAccess, { referenceTime: 0, as: 'postfix' }, { record: (record) => { seen.push(record); }, notUnderstood: () => undefined, limit: () => undefined, message: () => undefined });
    const bytes = utf8(log);
    for (let at = 0; at < bytes.length; at += buffer.length) source.push(buffer.subarray(0, bytes.copy(buffer, 0, at, at + buffer.length)));
    source.end();
    assert.deepEqual(seen.map(({ line }) => line), stream([bytes]).records.map(({ line }) => line));
  });

  it('tells the same deliveries from their bytes as from the lines', () => {
    const quick = stream([utf8(log)], {}, true);
    const slow = stream([utf8(log)]);
    const delivered = slow.records.filter(({ action }) => action === 'delivered').map(({ time, recipient, queueId }) => [time, recipient, queueId]);
    assert.ok(delivered.length > 100);
    assert.deepEqual(quick.delivered, delivered);
    assert.deepEqual(quick.records, slow.records.filter(({ action }) => action !== 'delivered'));
  });

  it('reads UTF-8 lines as UTF-8 and others byte by byte', () => {
    const line = (word: string): string => `Oct  1 00:00:00 mx1 postfix/smtp[1]: A1: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 ${word})\n`;
    assert.match(stream([utf8(line('Empfänger unbekannt'))]).records[0]!.diagnostic!, /Empfänger/);
    assert.match(stream([Buffer.from(line('Empfänger unbekannt'), 'latin1')]).records[0]!.diagnostic!, /Empfänger/);
  });

  it('reads UTF-16 with and without a byte order mark, and UTF-8 with one', () => {
    const le = Buffer.from(log, 'utf16le');
    const be = Buffer.from(le).swap16();
    const lines = stream([utf8(log)]).records.map(({ line }) => line);
    for (const bytes of [le, be, Buffer.concat([Buffer.from([0xff, 0xfe]), le]), Buffer.concat([Buffer.from([0xfe, 0xff]), be]), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(log)])]) {
      assert.deepEqual(stream(chunked(bytes, [70_001, 333])).records.map(({ line }) => line), lines);
    }
  });

  it('takes no harm from a line without end: its beginning is read, and what follows has the right place', () => {
    const tail = postfixLines(9);
    const text = `${log}${'x'.repeat(3 * LONGEST_LINE)}\n${tail}`;
    const { records, lines, limits } = stream(chunked(utf8(text), [100_000]));
    assert.equal(lines, 1200 + 1 + 9);
    assert.ok(limits.includes('longest-line'));
    const last = records[records.length - 1]!;
    assert.equal(last.line, 1201 + 7);
    assert.equal(text.slice(last.span.start, last.span.end), text.split('\n')[last.line - 1]);
  });

  it('reads an array of events whole that stands on one line, far over the limit of log lines, in linear time', () => {
    const event = (i: number): object => ({ eventType: 'Bounce', bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: `a${i}@example.com`, status: '5.1.1' }] }, mail: { messageId: 'x'.repeat(500) } });
    const seconds = (count: number): number => {
      const text = `${JSON.stringify(Array.from({ length: count }, (_, i) => event(i)))}\n${JSON.stringify(event(count))}`;
      const before = process.cpuUsage().user;
      const { records, limits } = stream(chunked(utf8(text), [65_536]));
      assert.equal(records.length, count + 1);
      assert.deepEqual([limits, records[count - 1]!.line, records[count]!.line], [[], 1, 2]);
      return (process.cpuUsage().user - before) / 1e6;
    };
    assert.ok(LONGEST_LINE * 2 < 5000 * 600);
    seconds(5000);
    assert.ok(seconds(40_000) < 10, 'a line of 24 MB');
  }).timeout(60_000);

  it('finds CR line ends also where the first is far away', () => {
    const text = `${'x'.repeat(200_000)}\r${postfixLines(9).replace(/\n/g, '\r')}`;
    assert.equal(stream(chunked(utf8(text), [50_000]), { as: 'postfix' }).records.length, stream([utf8(postfixLines(9))]).records.length);
  });

  it('takes the name of a format instead of guessing', () => {
    const replies = stream([utf8('550 5.1.1 User unknown\n')], { as: 'replies' });
    assert.equal(replies.format, 'replies');
    assert.equal(replies.records.length, 1);
    assert.equal(stream([utf8(log)], { as: 'no-such-format' }).format, undefined);
  });

  it('reads the same in a browser', () => {
    const text = utf8(`${log}${log.replace(/example/g, 'bücher')}`);
    assert.deepEqual(stream([text], {}, false, inBrowser), stream([text]));
  });

  it('gives nothing of nothing, and throws on no bytes at all', () => {
    assert.deepEqual(stream([]).records, []);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => { stream([bytes]); }));
  });
});

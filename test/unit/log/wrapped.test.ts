import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../../../src/engine/formats';
import { logFormats } from '../../../src/engine/log/logs';
import type { BounceRecord } from '../../../src/engine/record';
import type { SourceFormat } from '../../../src/engine/source';
import { read, states } from './reading';

const fixtures = join(__dirname, '../../fixtures/logs');
const wrapped = logFormats.find((format) => format.id === 'wrapped')!;
const words = '4F5G: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 <ann@example.net>: "Ann" unknown (in reply to RCPT TO command))';
const line = `Mar 14 09:26:53 mx1 postfix/smtp[2]: ${words}`;
const bounced = { source: 'postfix', action: 'failed', recipient: 'ann@example.net', status: '5.1.1', replyCode: '550', remoteMta: 'mx.example.net', diagnostic: '550 5.1.1 <ann@example.net>: "Ann" unknown' } as const;

describe('Logs in other things', () => {
  const cases: Readonly<Record<string, string>> = {
    'journald JSON': JSON.stringify({ __REALTIME_TIMESTAMP: '1773480413000000', _HOSTNAME: 'mx1', SYSLOG_IDENTIFIER: 'postfix/smtp', _PID: '2', MESSAGE: words }),
    'journald JSON with a byte array': JSON.stringify({ __REALTIME_TIMESTAMP: '1773480413000000', _HOSTNAME: 'mx1', SYSLOG_IDENTIFIER: 'postfix/smtp', _PID: '2', MESSAGE: [...Buffer.from(words)] }),
    'docker json-file': JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-03-14T09:26:53.000Z' }),
    'CloudWatch': JSON.stringify({ events: [{ timestamp: Date.UTC(2026, 2, 14, 9, 26, 53), message: line }], searchedLogStreams: [] }, null, 2),
    'Graylog': JSON.stringify({ version: '1.1', host: 'mx1', short_message: `postfix/smtp[2]: ${words}`, timestamp: Date.UTC(2026, 2, 14, 9, 26, 53) / 1000 }),
    'Azure': JSON.stringify({ TimeGenerated: '2026-03-14T09:26:53Z', Computer: 'mx1', ProcessName: 'postfix/smtp', SyslogMessage: words }),
    'Vector': JSON.stringify({ appname: 'postfix/smtp', hostname: 'mx1', message: words, timestamp: '2026-03-14T09:26:53Z' }),
    'Google Cloud': JSON.stringify([{ textPayload: line, timestamp: '2026-03-14T09:26:53.000Z' }]),
  };
  for (const [name, text] of Object.entries(cases)) {
    it(name, () => {
      assert.equal(detectFormat({ text })?.id, 'wrapped');
      const { records } = read(wrapped, text);
      assert.equal(records.length, 1);
      states(records[0], { ...bounced, time: Date.UTC(2026, 2, 14, 9, 26, 53), reportingMta: 'mx1' });
      const { recipient } = records[0]!.at;
      if (!name.includes('byte array')) assert.equal(recipient && text.slice(recipient.start, recipient.end), 'ann@example.net');
    });
  }

  it('FortiMail', () => {
    const text = 'date=2026-03-14 time=09:26:53 device_id=FE1 log_id=0003 type=event subtype=smtp pri=information session_id="q" msg="to=<ann@example.net>, delay=00:00:03, mailer=esmtp, pri=1, relay=mx.example.net. [192.0.2.7], dsn=5.1.1, stat=User unknown"';
    assert.equal(detectFormat({ text })?.id, 'wrapped');
    states(read(wrapped, text).records[0], { source: 'sendmail', action: 'failed', recipient: 'ann@example.net', status: '5.1.1', remoteMta: 'mx.example.net', time: Date.UTC(2026, 2, 14, 9, 26, 53) });
  });

  it('Haraka in JSON and logfmt: results, deliveries, refusals', () => {
    const uuid = '6C2D0F0A.1.1';
    const events = [
      { level: 'NOTICE', uuid, source: 'outbound', message: 'recipient <ann@example.net> rejected: 550 5.1.1 no such user' },
      { level: 'NOTICE', uuid, source: 'core', message: 'delivered', domain: 'example.net', host: 'mx.example.net', response: 'OK' },
      { level: 'INFO', uuid, source: 'core', message: '', hook: 'rcpt', plugin: 'rcpt_to', function: 'hook_rcpt', params: '<bob@example.com>', retval: 'DENY', msg: 'no such user' },
    ];
    const row = (r: BounceRecord) => [r.source, r.action, r.recipient, r.replyCode, r.remoteMta, r.diagnostic, r.line];
    const expected = [
      ['haraka', 'failed', 'ann@example.net', '550', null, '550 5.1.1 no such user', 1], ['haraka', 'delivered', null, null, 'mx.example.net', 'OK', 2],
      ['haraka', 'rejected', 'bob@example.com', null, null, 'no such user', 3],
    ];
    const json = events.map((event) => JSON.stringify(event)).join('\n');
    assert.equal(detectFormat({ text: json })?.id, 'wrapped');
    assert.deepEqual(read(wrapped, json).records.map(row), expected);
    const logfmt = events.map((event) => Object.entries(event).map(([key, value]) => `${key}=${/^[\w.]+$/.test(value) ? value : `"${value}"`}`).join(' ')).join('\n').replace('message=delivered', 'message="delivered"');
    assert.equal(detectFormat({ text: logfmt })?.id, 'haraka');
    assert.deepEqual(read(logFormats.find((format) => format.id === 'haraka')!, logfmt).records.map(row), expected);
  });

  it('JSON behind a container platform\'s prefix: wrapped logs and events of services', () => {
    const event = JSON.stringify({ eventType: 'Bounce', bounce: { bouncedRecipients: [{ emailAddress: 'ann@example.net', status: '5.1.1' }] }, mail: {} });
    for (const prefix of ['2026-03-14T09:26:53.123456789Z stdout F ', '2026-03-14T09:26:53.1+01:00 stderr F ', 'app_1  | ']) {
      for (const [json, id, source] of [[cases['docker json-file']!, 'wrapped', 'postfix'], [event, 'ses', 'ses']] as const) {
        const text = `${prefix}${json}\n${prefix}${json}\n`;
        const format = detectFormat({ text });
        assert.equal(format?.id, id);
        assert.deepEqual(read(format, text).records.map((r) => [r.source, r.line, r.recipient]), [[source, 1, 'ann@example.net'], [source, 2, 'ann@example.net']]);
      }
    }
  });

  it('JSON below lines of another program, also behind the names of containers', () => {
    const error = JSON.stringify({ message: 'Expected response code "250/251/252" but got code "550", with message "550 5.7.1 Relaying denied".', context: { code: 550 }, level_name: 'ERROR', datetime: '2026-03-14T10:00:00+00:00' });
    const lines = ['  2026-03-14 10:00:00 App\\Mail\\Welcome ......... RUNNING', '  2026-03-14 10:00:02 App\\Mail\\Welcome ......... 2s FAIL', error];
    for (const prefix of ['', 'queue-1  | ']) {
      const text = lines.map((one) => prefix + one).join('\n');
      assert.deepEqual(read(detectFormat({ text })!, text).records.map((r) => [r.source, r.line, r.status, r.replyCode]), [['php', 3, '5.7.1', '550']]);
    }
  });

  it('gives each record the line on which its object stands', () => {
    const entry = cases['docker json-file']!;
    assert.deepEqual(read(wrapped, ['{"log":"started\\n"}', entry, '{"log":"cut', entry].join('\n')).records.map((r) => r.line), [2, 4]);
  });

  it('leads every record to its own line where several formats are inside, which looks at many lines before it reads them', () => {
    const entry = (log: string): string => JSON.stringify({ log: `${log}\n`, stream: 'stdout' });
    const text = [entry('started'), entry(line), entry('2026-03-14 10:00:02 1abcDE-000000005vi-0000 ** bob@example.net R=r T=t: Unrouteable address'), entry('stopped')].join('\n');
    const { records } = read(wrapped, text);
    assert.deepEqual(records.map((r) => [r.source, r.line, r.recipient]), [['postfix', 2, 'ann@example.net'], ['exim', 3, 'bob@example.net']]);
    for (const { at, recipient } of records) assert.equal(text.slice(at.recipient!.start, at.recipient!.end), recipient);
  });

  it('reads plain lines among those in JSON: a program started before its logger did', () => {
    assert.deepEqual(read(wrapped, [line, cases['docker json-file']!, '', line].join('\n')).records.map((r) => r.line), [1, 2, 4]);
  });

  const time = Date.UTC(2026, 2, 14, 9, 26, 53);
  it('journald with one field on a line: time, host and program stand around the message', () => {
    const exported = ['__CURSOR=s=1', `__REALTIME_TIMESTAMP=${time}123`, '_HOSTNAME=mx1', 'SYSLOG_IDENTIFIER=postfix/smtp', `MESSAGE=${words}`, '_PID=2', '', '__CURSOR=s=2', `MESSAGE=${words}`, '_HOSTNAME=mx2', ''].join('\n');
    const verbose = ['Sat 2026-03-14 09:26:53.123456 UTC [s=a;i=1;b=c;m=1;t=2;x=3]', '    _HOSTNAME=mx1', `    MESSAGE=${words}`, '    _PID=2', 'Sat 2026-03-14 09:26:54.123456 UTC [s=a;i=2;b=c;m=1;t=2;x=3]', '    MESSAGE=5.1.1 is a version'].join('\n');
    for (const [text, first] of [[exported, 5], [verbose, 3]] as const) {
      assert.equal(detectFormat({ text })?.id, 'wrapped');
      const { records } = read(wrapped, text);
      states(records[0], { ...bounced, line: first, reportingMta: 'mx1' });
      assert.equal(Math.floor(records[0]!.time! / 1000), time / 1000);
    }
    assert.deepEqual(read(wrapped, exported).records.map((r) => [r.line, r.reportingMta]), [[5, 'mx1'], [9, 'mx2']]);
  });

  it('journald export of a message with its length before it', () => {
    const text = ['__CURSOR=s=1', '_HOSTNAME=mx1', 'MESSAGE', `\u00d2\0\0\0\0\0\0\0${words}`, 'SYSLOG_IDENTIFIER=postfix/smtp', ''].join('\n');
    assert.deepEqual(read(wrapped, text).records.map((r) => [r.line, r.queueId, r.recipient]), [[4, '4F5G', 'ann@example.net']]);
  });

  it('reads in a container, among lines of other programs, what each format reads of its lines alone, however their signs are escaped', () => {
    const escapes: ((json: string) => string)[] = [(json) => json, (json) => json.replace(/[<>&'+/]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)];
    const login = 'Oct  1 00:00:00 mx1 dovecot: imap-login: Login: user=<ann@example.org>, rip=192.0.2.7';
    for (const file of readdirSync(fixtures).filter((name) => name.endsWith('.log') && name !== 'generic.log')) {
      const once = readFileSync(join(fixtures, file), 'utf8').trimEnd().split('\n');
      const lines = [...once, ...Array.from({ length: 150 }, () => login), ...once];
      const told = (text: string, format: SourceFormat): unknown[] => read(format, text).records.map(({ action, recipient, status, replyCode }) => [action, recipient, status, replyCode]);
      const alone = told(`${lines.join('\n')}\n`, detectFormat({ text: once.join('\n'), fileName: file })!);
      assert.ok(alone.length > 0, file);
      for (const escape of escapes) {
        const text = lines.map((one) => `{"log":${escape(JSON.stringify(`${one}\n`))},"stream":"stdout","time":"2026-10-01T00:00:00.123456789Z"}\n`).join('');
        assert.deepEqual(told(text, wrapped), alone, file);
      }
    }
  });

  it('leaves JSON logs without mail alone', () => {
    for (const text of ['{"log":"hello\\n","stream":"stdout"}', '{"MESSAGE":"usb 5.1.1 found"}', '{"message":"GET / 550"}']) assert.equal(wrapped.detect({ text }), 0);
  });
});

describe('Several formats in one log', () => {
  const mixed = logFormats.find((format) => format.id === 'mixed')!;
  const exim = '2026-03-14 10:00:02 1abcDE-000000005vi-0000 ** bob@example.net R=r T=t H=mx.example.net [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 no';

  it('gives every line to the format that knows it', () => {
    const text = `${line}\n${exim}\nsmtplib.SMTPDataError: (554, b'5.7.1 spam')\n`;
    assert.equal(detectFormat({ text })?.id, 'mixed');
    assert.deepEqual(read(mixed, text).records.map((r) => [r.source, r.line]), [['postfix', 1], ['exim', 2], ['python', 3]]);
  });

  it('makes no record of an attempt of a daemon that it knows', () => {
    assert.deepEqual(read(mixed, `${exim}\nMar 14 09:26:53 mx1 postfix/smtp[2]: 4F: host mx.example.net[192.0.2.7] said: 450 4.7.1 <ann@example.net> rejected\n${line}`).records.map((r) => r.line), [1, 3]);
  });

  it('notices a program that begins to log far below', () => {
    const filler = `${exim.replace('**', '=>')}\n`.repeat(52_500);
    assert.equal(read(mixed, `${line}\n${filler}smtplib.SMTPDataError: (554, b'5.7.1 spam')\n`).records.filter((r) => r.source === 'python').length, 1);
  });

  it('reads a dialogue: the refused recipient stands above the reply', () => {
    const generic = logFormats.find((format) => format.id === 'generic')!;
    states(read(generic, '-> RCPT TO:<ann@example.net>\n<- 550 5.1.1 no such user\n').records[0], { action: 'rejected', recipient: 'ann@example.net', status: '5.1.1', replyCode: '550', line: 2 });
    assert.deepEqual(read(generic, '-> RCPT TO:<ann@example.net>\n<- 250 OK\n-> AUTH LOGIN\n<- 535 5.7.8 no\n').records, []);
  });

  it('shows what it could not understand', () => {
    const generic = logFormats.find((format) => format.id === 'generic')!;
    const { records, notUnderstood } = read(generic, 'something 550 5.1.1 something\n');
    assert.equal(records.length, 0);
    assert.equal(notUnderstood[0]?.line, 1);
  });
});

/** Logs as they look in mails, chats, consoles and web pages: every line wears something. What is read and where it stands stay the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../../../src/engine/formats';
import type { BounceRecord } from '../../../src/engine/record';
import { read, states } from './reading';

const sample = (name: string): string[] => readFileSync(join(__dirname, '../../fixtures/logs', name), 'utf8').trimEnd().split(/\r?\n/);
const row = (r: BounceRecord): string => [r.source, r.line, r.action, r.recipient, r.status, r.replyCode].join(' ');
const records = (text: string): BounceRecord[] => {
  const format = detectFormat({ text });
  return format ? read(format, text).records : [];
};

const dresses: Readonly<Record<string, (line: string, i: number) => string>> = {
  'quoted in a mail': (line) => `> ${line}`,
  'quoted twice': (line) => `> > ${line}`,
  'in a list': (line) => `- ${line}`,
  'in bold type': (line) => `**${line}**`,
  'as code': (line) => `\`${line}\``,
  'with file names': (line, i) => `/var/log/mail/main.log:${i + 1}:${line}`,
  'with line numbers': (line, i) => `${String(i + 1).padStart(6)}\t${line}`,
  'of a pod': (line) => `[pod/mail-0/smtp] ${line}`,
  'of a pod, by stern': (line) => `mail-0-7d9f smtp ${line}`,
  'of a container': (line) => `mail-1  | ${line}`,
  'with the stamp of a container': (line) => `2026-03-14T10:00:00.123456789Z stdout F ${line}`,
  'behind syslog': (line) => `<22>Mar 14 10:00:00 mx1 logger[12]: ${line}`,
  'coloured': (line) => `\x1b[32m${line}\x1b[0m`,
  'a coloured container': (line) => `\x1b[36mmail_1    |\x1b[0m ${line}`,
  'as HTML': (line) => `${line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}<br />`,
  'in a table': (line) => `| ${line} |`,
  'as strings': (line) => `"${line.replace(/["\\]/g, '\\$&')}",`,
};

describe('Logs in which every line wears something', () => {
  for (const name of ['exim.log', 'mdaemon.log', 'mailenable.log', 'powermta.csv', 'qmail.log', 'momentum.log']) {
    const lines = sample(name);
    const plain = records(lines.join('\n'));
    for (const [how, dress] of Object.entries(dresses)) {
      it(`${name}, ${how}`, () => {
        const text = lines.map(dress).join('\n');
        assert.deepEqual(records(text).map(row), plain.map(row)); // `read` has checked the places
      });
    }
  }

  it('keeps time and host of a header that stands before lines with a clock of their own', () => {
    states(records('Mar 14 10:00:00 mx1 logger[1]: [17/Jun/2026 17:00:45] Sent: Queue-ID: 4dfb-1, Recipient: <ann@example.net>, Result: failed, Status: 5.1.1 550 no, Remote-Host: 192.0.2.1, Msg-Id: <x>\n')[0], { source: 'kerio', recipient: 'ann@example.net', reportingMta: 'mx1', status: '5.1.1' });
  });

  it('leads to the text as it stands', () => {
    const text = '&gt; Mar 14 10:00:00 mx1 postfix/smtp[1]: 4F5G6H7J8K: to=&lt;ann@example.net&gt;, relay=none, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 &lt;ann@example.net&gt;: no)<br>';
    const [record] = records(text);
    states(record, { recipient: 'ann@example.net', status: '5.1.1', diagnostic: '550 5.1.1 <ann@example.net>: no' });
    assert.equal(text.slice(record!.at.recipient!.start, record!.at.recipient!.end), 'ann@example.net');
  });

  it('finds the objects of an application\'s error behind the name of its container', () => {
    const lines = ["Error: Can't send mail - all recipients were rejected: 550 5.1.1 no such user", "  response: '550 5.1.1 no such user',", "  rejected: [ 'ann@example.net' ],"];
    for (const before of ['app-1  | ', '0|app  | ', '2026-03-14T10:00:00Z stderr F ', '> ']) assert.deepEqual(records(lines.map((line) => before + line).join('\n')).map((r) => r.recipient), ['ann@example.net'], before);
  });

  it('leaves lists, tables, quotations and code that are no logs alone', () => {
    for (const lines of [
      ['- 550 5.1.1 means that the user is unknown', '- 552 5.2.2 means that the mailbox is full'], ['> 550 5.1.1 no such user', '> said ann@example.net'], ['| code | meaning |', '| 5.1.1 | a@example.net rejected |'],
      ['"550 5.1.1 no such user a@example.net",', '"552 5.2.2 full",'], ['1: 550 5.1.1 a@example.net failed', '2: x'], ['&lt;a@example.net&gt; 550 5.1.1 failed<br>'],
    ]) assert.deepEqual(records(lines.join('\n')).filter((r) => r.source !== 'replies').map(row), [], lines[0]);
  });
});

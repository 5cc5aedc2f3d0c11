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

  it('joins entries that were broken into lines, also where they are quoted, and leads to their pieces', () => {
    const lines = [
      'Mar 14 10:00:00 mx1 postfix/smtp[1]: 4F5AB12345: to=<ann@example.net>,', '    relay=mx.example.net[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.6/0.5,', '    dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1', '    <ann@example.net>: no such user (in reply to RCPT TO command))',
      'Mar 14 10:00:01 mx1 postfix/qmgr[1]: 4F5AB12345: removed',
      'Mar 14 10:00:02 mx1 postfix/smtpd[2]: NOQUEUE: reject: RCPT from', 'unknown[192.0.2.9]: 454 4.7.1 <c@example.org>: Relay access denied;', 'from=<b@example.org> to=<c@example.org> proto=ESMTP helo=<h>',
    ];
    for (const dress of [(line: string): string => line, (line: string): string => `> ${line}`]) {
      assert.deepEqual(records(lines.map(dress).join('\n')).map(row), ['postfix 1 failed ann@example.net 5.1.1 550', 'postfix 6 rejected c@example.org 4.7.1 454']);
    }
    assert.deepEqual(records('>Mar 14 10:00:00 mx1 postfix/smtp[1]: 4F5AB12345: \n>to=<ann@example.net>, relay=[]:10024, delay=17503, dsn=4.5.0, \n>status=deferred (host [] said: 451 4.5.0 Error in processing (in reply to end of DATA command)').map(row), ['postfix 1 delayed ann@example.net 4.5.0 451']);
    assert.deepEqual(records('2026-03-14 10:00:02 1abcDE-0005vi-AB ** ann@example.net R=dnslookup T=remote_smtp\n  H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after\n  RCPT TO:<ann@example.net>: 550 5.1.1 no').map(row), ['exim 1 failed ann@example.net 5.1.1 550']);
    assert.deepEqual(records('Mar 14 10:00:00 mx1 sendmail[1]: jB4JCnPo019367: to=<ann@example.net>,\ndelay=3+13:01:56, mailer=esmtp, relay=mx.example.net.,\ndsn=4.0.0, stat=Deferred: Connection timed out with mx.example.net.').map(row), ['sendmail 1 delayed ann@example.net 4.0.0 ']);
    assert.deepEqual(records('smtpd[24]: 1e722991167e2b80 mda delivery evpid=f9293a5cb336a379\nfrom=<b@example.org> to=<ann@example.net> rcpt=<ann@example.net>\nuser=ann delay=40s result=PermFail stat="550 5.1.1 no"').map(row), ['opensmtpd 1 failed ann@example.net 5.1.1 550']);
  });

  it('joins nothing where entries end: what stands between them belongs to nobody', () => {
    const sent = 'Mar 14 10:00:00 mx1 postfix/smtp[1]: 4F5AB12345: to=<ann@example.net>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.1]:25: Connection timed out)';
    const refused = 'Mar 14 10:00:00 mx1 postfix/postscreen[1]: NOQUEUE: reject: RCPT from [192.0.2.9]:4740: 550 5.7.1 no; from=<b@example.org>, to=<c@example.net>, proto=ESMTP, helo=<h>';
    assert.equal(records([refused, ` ${refused.slice(refused.indexOf('NOQUEUE'))}`].join('\n')).length, 2);
    assert.deepEqual(records([sent, 'dsn=5.1.1, status=unknown', sent, '--', sent].join('\n')).map(row), [1, 3, 5].map((line) => `postfix ${line} delayed ann@example.net 4.4.1 `));
  });

  it('takes blanks for the tabs that a page made them of', () => {
    assert.deepEqual(records('queue: delivery attempt failed        {"msg_id":"1","rcpt":"ann@example.net","smtp_code":550,"smtp_enchcode":"5.1.1","smtp_msg":"no"}').map(row), ['maddy 1 failed ann@example.net 5.1.1 550']);
    for (const name of ['hmailserver.log']) {
      const lines = sample(name);
      assert.deepEqual(records(lines.join('\n').replace(/\t/g, '    ')).map(row), records(lines.join('\n')).map(row), name);
    }
  });

  it('leaves lists, tables, quotations and code that are no logs alone', () => {
    for (const lines of [
      ['- 550 5.1.1 means that the user is unknown', '- 552 5.2.2 means that the mailbox is full'], ['> 550 5.1.1 no such user', '> said ann@example.net'], ['| code | meaning |', '| 5.1.1 | a@example.net rejected |'],
      ['"550 5.1.1 no such user a@example.net",', '"552 5.2.2 full",'], ['1: 550 5.1.1 a@example.net failed', '2: x'], ['&lt;a@example.net&gt; 550 5.1.1 failed<br>'],
    ]) assert.deepEqual(records(lines.join('\n')).filter((r) => r.source !== 'replies').map(row), [], lines[0]);
  });
});

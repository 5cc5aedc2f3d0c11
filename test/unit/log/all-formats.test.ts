/**
 * Every log format reads its sample (`fixtures/logs/<id>.log`) into the records beside it (`<id>.records`: line, action, recipient, status,
 * reply code, remote host; `-` where nothing is stated). A new format needs these two files, and is held to the same promises as the others.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bounceService } from '../../../src/engine/bundled-service';
import { eventFormats } from '../../../src/engine/event/events';
import { detectFormat } from '../../../src/engine/formats';
import { logFormats } from '../../../src/engine/log/logs';
import type { BounceRecord } from '../../../src/engine/record';
import { one, read, states } from './reading';

const folder = join(__dirname, '../../fixtures/logs');
const files = readdirSync(folder);
const samples = files.filter((name) => name.endsWith('.records')).map((name) => {
  const id = name.replace('.records', '');
  const format = logFormats.find((other) => other.id === id);
  assert.ok(format, `a format ${id}`);
  const file = files.find((other) => other.startsWith(`${id}.`) && !other.endsWith('.records'))!;
  return { id, format, file, text: readFileSync(join(folder, file), 'utf8'), expected: readFileSync(join(folder, name), 'utf8').trim().split('\n') };
});
const row = (r: BounceRecord): string => [r.line, r.action, r.recipient, r.status, r.replyCode, r.remoteMta].map((value) => value ?? '-').join(' ');

describe('Log formats', () => {
  for (const { id, format, file, text, expected } of samples) {
    it(`${id}: reads its sample`, () => {
      const { records, notUnderstood } = read(format, text);
      assert.deepEqual(records.map(row), expected);
      for (const record of records) assert.equal(record.source, id);
      assert.ok(notUnderstood.length <= 1);
    });

    it(`${id}: is recognised, and taken for nothing else`, () => {
      const found = detectFormat({ text, fileName: file });
      assert.ok(found?.id === id || (found?.id === 'mixed' && format.detect({ text, fileName: file }) >= 0.7), `taken for ${found?.id}`);
      if (found.id === 'mixed') assert.deepEqual(read(found, text).records.filter((r) => r.source === id).map(row), expected);
    });

    it(`${id}: reads the same with other line ends and a byte order mark`, () => {
      for (const other of [text.replace(/\n/g, '\r\n'), text.replace(/\n/g, '\r'), `\ufeff${text}`, text.trimEnd()]) assert.deepEqual(read(format, other).records.map(row), expected);
    });

    it(`${id}: survives being cut at any place, and loses at most what was cut`, () => {
      for (let end = 0; end <= text.length; end += 7) read(format, text.slice(0, end));
      for (let start = 0; start <= text.length; start += 7) read(format, text.slice(start));
    });

    if (format.stateless) {
      it(`${id}: each line stands for itself`, () => {
        const alone = text.split('\n').flatMap((line, i) => read(format, line).records.map((record) => row({ ...record, line: i + 1 })));
        assert.deepEqual(alone, expected);
      });
    }
  }

  it('have a sample each', () => {
    const sampled = new Set(samples.map((sample) => sample.id));
    assert.deepEqual(logFormats.map((format) => format.id).filter((id) => !sampled.has(id)), ['wrapped', 'dressed', 'mixed', 'replies']);
  });

  it('have ids of their own', () => {
    const ids = [...logFormats, ...eventFormats].map((format) => format.id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('Detection leaves other files alone', () => {
  const others: Readonly<Record<string, string>> = {
    'package.json': JSON.stringify({ name: 'x', version: '5.1.1', dependencies: { a: '^4.2.1', b: '5.5.0' } }, null, 2),
    'people.csv': 'name,email,city\nAnn,ann@example.net,Oslo\nBob,bob@example.com,Rome\n',
    'types.csv': 'type,name,price\nb,apple,550\nd,pear,421\n',
    'code.ts': "const replies = { 550: 'no such user', '5.1.1': 'bad mailbox' };\nif (status === 'bounced') throw new Error('550 5.1.1 <a@example.net> rejected');\n",
    'code.py': "raise SMTPError(550, '5.1.1 unknown')\n# to=<a@example.net>, status failed\n",
    'README.md': '# Codes\n\n| code | meaning |\n| --- | --- |\n| 550 5.1.1 | no such user |\n\nThe server said: 550 5.1.1 <a@example.net> rejected.\n',
    'access.log': '192.0.2.1 - - [14/Mar/2026:10:00:00 +0000] "GET /550 HTTP/1.1" 404 550 "-" "Mozilla/5.0"\n192.0.2.1 - - [14/Mar/2026:10:00:01 +0000] "POST / HTTP/1.1" 500 421 "-" "curl/7.5.5"\n',
    'syslog': 'Mar 14 09:26:53 host kernel: [5.123456] Linux version 5.10.0\nMar 14 09:26:54 host sshd[450]: Failed password for root from 192.0.2.5 port 550 ssh2\nMar 14 09:26:55 host CRON[551]: (root) CMD (run)\n',
    'app.log': '2026-03-14 10:00:00 INFO request 550 took 421 ms for a@example.net\n2026-03-14 10:00:01 ERROR failed to open file 5.1.1\n',
    'events.jsonl': '{"event":"click","user":"a@example.net"}\n{"event":"open","email":"a@example.net"}\n',
    'array.json': '[1, 2, 3, "550 5.1.1"]',
    'geo.json': '{"type":"Feature","geometry":{"type":"Point","coordinates":[5.1,4.2]}}',
    'log.jsonl': '{"level":"info","message":"server started on port 550","timestamp":"2026-03-14T10:00:00Z"}\n{"level":"error","message":"HTTP 500","timestamp":"2026-03-14T10:00:01Z"}\n',
    'notes.txt': '550 apples\n421 pears\nCall me at 554 123\n',
    'empty.txt': '',
    'binary': '\0\x01\x02PK\x03\x04\xff\xfe',
    'diff.patch': '--- a/x\n+++ b/x\n@@ -1,5 +1,4 @@\n-550 5.1.1\n+551 5.1.1\n',
    'ftp.log': 'Mar 14 09:26:53 host vsftpd[3]: FTP response: Client "192.0.2.1", "550 File not found."\n',
    'mail.html': '<html><body>550 5.1.1 no such user a@example.net</body></html>',
  };
  for (const [fileName, text] of Object.entries(others)) {
    it(fileName, () => {
      for (const format of [...logFormats, ...eventFormats]) assert.ok(format.detect({ text, fileName }) <= 0.3, `${format.id} claims ${fileName}`);
    });
  }
});

describe('Details that a table does not show', () => {
  const format = (id: string) => logFormats.find((one) => one.id === id)!;

  it('Exim: sender and message id of a refusal, with and without brackets', () => {
    states(one(format('exim'), '2026-03-14 11:20:36 [2516] 1Unmew-0000ea-SE H=h [192.0.2.1]:32706 F=b@example.org rejected after DATA: a virus'), { sender: 'b@example.org', queueId: '1Unmew-0000ea-SE', stage: 'eod', diagnostic: 'a virus' });
    states(one(format('exim'), '2026-03-14 11:20:36 H=h [192.0.2.1] F=<> rejected RCPT <c@example.com>: no'), { sender: '', queueId: null, recipient: 'c@example.com' });
  });

  it('Exim: the address that was tried, not the one it came from', () => {
    const line = (address: string): string => `2026-03-14 10:00:02 1abcDE-000000005vi-0000 ** ${address} R=r T=t H=mx.example.net [192.0.2.2]: 550 unknown user`;
    for (const address of ['ann@example.net (list@example.org) <all@example.org>', 'ann@example.net <all@example.org>', 'ann@example.net (list@example.org)', 'ann@example.net']) states(one(format('exim'), line(address)), { recipient: 'ann@example.net', replyCode: '550' });
    states(one(format('exim'), line('ann <ann@example.net>')), { recipient: 'ann@example.net' });
    states(one(format('exim'), line('"a b"@example.net <all@example.org>')), { recipient: '"a b"@example.net' });
  });

  it('Python, Ruby: a failed log-in blames no recipient', () => {
    states(one(format('python'), "smtplib.SMTPAuthenticationError: (535, b'5.7.8 <ann@example.org> not accepted')"), { recipient: null, stage: 'auth', action: 'rejected' });
    states(one(format('ruby'), 'Net::SMTPAuthenticationError: 535 5.7.8 user ann@example.org: authentication failed'), { recipient: null, stage: 'auth', action: 'rejected' });
  });

  it('Exim: a line pasted without its stamp', () => {
    const text = '1abcDE-000000005vi-0000 ** ann@example.net R=r T=t: retry timeout exceeded';
    assert.equal(detectFormat({ text })?.id, 'exim');
    states(one(format('exim'), text), { recipient: 'ann@example.net', time: null, queueId: '1abcDE-000000005vi-0000' });
  });

  it('Haraka: a line quoted without level and id', () => {
    states(one(format('haraka'), '[outbound] recipient <ann@example.net> rejected: 550 5.1.1 no'), { recipient: 'ann@example.net', status: '5.1.1', queueId: null, action: 'failed' });
  });

  it('Exim through syslog', () => {
    states(one(format('exim'), 'Mar 14 10:00:02 mx1 exim[12]: 2026-03-14 10:00:02 1abcDE-000000005vi-0000 ** ann@example.net R=r T=t H=mx.example.net [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<ann@example.net>: 550 no'), { reportingMta: 'mx1', recipient: 'ann@example.net', replyCode: '550', queueId: '1abcDE-000000005vi-0000' });
  });

  it('Exchange: a status with a semicolon in its words is one status, for all recipients of the line', () => {
    const text = '#Fields: date-time,event-id,recipient-address,recipient-status\n2026-03-14T10:00:02Z,FAIL,ann@example.net;bob@example.net,550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found\n2026-03-14T10:00:02Z,FAIL,ann@example.net;bob@example.net,550 5.1.1 no; really;552 5.2.2 full\n';
    assert.deepEqual(read(format('exchange-tracking'), text).records.map((r) => [r.recipient, r.status, r.diagnostic]), [
      ['ann@example.net', '5.1.1', '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found'], ['bob@example.net', '5.1.1', '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found'],
      ['ann@example.net', '5.1.1', '550 5.1.1 no; really'], ['bob@example.net', '5.2.2', '552 5.2.2 full'],
    ]);
  });

  it('Exim: the host that answered, where older versions name it among the words', () => {
    states(one(format('exim'), '2026-03-14 10:00:02 1abcDE-0005vi-AB ** ann@example.net R=r T=t: SMTP error from remote mail server after RCPT TO:<ann@example.net>: host MX.example.net [192.0.2.1]: 550 5.1.1 no'), { remoteMta: 'mx.example.net', diagnostic: '550 5.1.1 no' });
  });

  it('Exim behind the prefixes of containers', () => {
    const lines = ['2026-03-14 10:00:02 1abcDE-000000005vi-0000 ** ann@example.net R=r T=t: Unrouteable address', '2026-03-14 10:00:03 H=(x) [192.0.2.9] F=<b@example.org> rejected RCPT <ann@example.net>: no'];
    for (const line of lines) {
      for (const prefix of ['2026-03-14T10:00:02.123456789Z stdout F ', 'exim-1  | ', 'mail exim[12]: ']) {
        assert.equal(detectFormat({ text: prefix + line })?.id, 'exim', prefix + line);
        assert.equal(one(format('exim'), prefix + line).recipient, 'ann@example.net');
      }
    }
  });

  it('Sendmail: the words behind "Deferred:" are the server\'s; what was tried decides, not the class of the reply', () => {
    states(one(format('sendmail'), 'Mar 14 12:34:07 mx1 sm-mta[16]: k67: to=<ann@example.net>, delay=5+00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.3], dsn=5.7.1, stat=Deferred: 550 5.7.1 odd'), { action: 'delayed', diagnostic: '550 5.7.1 odd', status: '5.7.1', replyCode: '550' });
  });

  it('qmail: the time of a TAI64N label, the sender from the line about the message, blanks put back', () => {
    const { records } = read(format('qmail'), readFileSync(join(folder, 'qmail.log'), 'utf8'));
    states(records[0], { time: Date.UTC(2004, 10, 20, 9, 51, 23, 150), sender: 'b@example.org', queueId: '161214', diagnostic: '550 5.1.1 no such user', stage: 'rcpt' });
  });

  it('Postfix: an address probe is told, and is no bounce', () => {
    const probe = one(format('postfix'), 'Mar 14 09:26:53 mx1 postfix/smtp[2]: 4F: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, dsn=5.1.1, status=undeliverable (host mx.example.net[192.0.2.7] said: 550 5.1.1 <ann@example.net>: unknown (in reply to RCPT TO command))');
    states(probe, { kind: 'probe', action: null, recipient: 'ann@example.net', status: '5.1.1', replyCode: '550', remoteMta: 'mx.example.net' });
    assert.equal(bounceService().judge(probe).verdict.bounceType, null);
    assert.deepEqual(read(format('postfix'), 'Mar 14 09:26:53 mx1 postfix/smtp[2]: 4F: to=<ann@example.net>, relay=none, dsn=2.1.5, status=deliverable (x)').records, []);
  });

  it('Postfix: a state that is not known is shown, an address probe is not', () => {
    assert.equal(read(format('postfix'), 'Mar 14 09:26:53 mx1 postfix/smtp[2]: 4F: to=<a@example.net>, relay=none, dsn=5.1.1, status=newfangled (x)').notUnderstood.length, 1);
    assert.equal(read(format('postfix'), 'Mar 14 09:26:53 mx1 postfix/smtp[2]: 4F: to=<a@example.net>, relay=none, dsn=5.1.1, status=undeliverable (x)').notUnderstood.length, 0);
  });

  it('PowerMTA: records that a pipe or web hook passes on as JSON, with stamps in seconds', () => {
    const objects = [
      { rcpt: 'ann@example.net', type: 'b', timeLogged: '1773480413', dsnStatus: '5.0.0 (undefined status)', dsnDiag: 'smtp;550 5.1.1 no "such" user', dsnMta: 'mx.example.net (192.0.2.7)', bounceCat: 'bad-mailbox' },
      { type: 'd', timeLogged: '1773480414', rcpt: 'bob@example.net', dsnAction: 'relayed', dsnStatus: '2.0.0 (success)', dsnDiag: 'smtp;250 ok' },
    ];
    for (const text of [JSON.stringify(objects), JSON.stringify(objects, null, 2), objects.map((o) => JSON.stringify(o)).join('\n')]) {
      assert.equal(detectFormat({ text })?.id, 'powermta');
      const { records } = read(format('powermta'), text);
      states(records[0], { action: 'failed', recipient: 'ann@example.net', status: '5.1.1', replyCode: '550', remoteMta: 'mx.example.net', label: 'bounceCat=bad-mailbox', time: Date.UTC(2026, 2, 14, 9, 26, 53) });
      assert.equal(records[1]?.action, 'delivered');
    }
    assert.equal(one(format('powermta'), 'type,timeLogged,rcpt,dsnDiag\nb,1773480413,ann@example.net,smtp;550 no\n').time, Date.UTC(2026, 2, 14, 9, 26, 53));
  });

  it('names the queue, instance or connector that sent, where the log does', () => {
    const momentum = '1064868656@8F/00-1-A@00/00-1@00/00-2@B@ann@example.net@news@example.org@group1@binding7@21@24@1223@192.0.2.1@554 5.4.7 no';
    const said = 'relay=none, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (no)';
    const cases: readonly [string, string, string | null][] = [
      ['postfix', `Mar 14 10:00:02 mx1 postfix-out/smtp[2]: 4F: to=<ann@example.net>, ${said}`, 'postfix-out'],
      ['postfix', `Mar 14 10:00:02 mx1 postfix/bulk/smtp[2]: 4F: to=<ann@example.net>, ${said}`, 'postfix/bulk'],
      ['postfix', `Mar 14 10:00:02 mx1 postfix/smtp[2]: 4F: to=<ann@example.net>, ${said}`, null],
      ['powermta', 'type,timeLogged,rcpt,dsnDiag,vmta\nb,2026-03-14 10:00:02+0000,ann@example.net,smtp;550 no,vmta3\n', 'vmta3'],
      ['momentum', momentum, 'binding7'],
      ['zonemta', 'info Sender/bulk/867[1] 19001ba5.001 REJECTED[recipient] from=b@example.org to=a@example.net mx=mx.example.net[192.0.2.1] (550 no)', 'bulk'],
      ['exchange-tracking', '#Fields: date-time,connector-id,event-id,recipient-address,recipient-status\n2026-03-14T10:00:02Z,Internet Send,FAIL,ann@example.net,550 no\n', 'Internet Send'],
    ];
    for (const [id, text, queue] of cases) assert.equal(one(format(id), text).queue, queue, text);
  });
});

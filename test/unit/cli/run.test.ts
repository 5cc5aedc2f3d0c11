import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noProgress } from '../../../src/cli/progress-line';
import { run } from '../../../src/cli/run';
import { csvCell } from '../../../src/report/csv-cell';
import { postfixLines, withFiles } from '../platform/files';

interface Result { status: number; out: string; err: string }

async function cli(...words: string[]): Promise<Result> {
  return stoppable(new AbortController().signal, () => undefined, ...words);
}

/** @param written hears of what is written */
async function stoppable(signal: AbortSignal, written: () => void, ...words: string[]): Promise<Result> {
  const result = { out: '', err: '' };
  const status = await run(words, { write: (text) => { result.out += text; written(); }, complain: (message) => { result.err += `${message}\n`; }, progress: noProgress, stopSignal: () => signal, isScreen: false, colours: false });
  return { status, ...result };
}

const records = ({ out }: Result): Record<string, unknown>[] => out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

const REPORT = `From: MAILER-DAEMON@mx.example.org
To: news@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<anna@example.com>: no such user
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; anna@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b--
`;

const LOG = postfixLines(90);

/** Refusals of somebody else's mail: no bounces, listed apart. */
const REFUSALS = ['554 5.7.1 <x@example.com>: Relay access denied', '450 4.2.0 <x@example.com>: Recipient address rejected: Greylisted', '554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.example']
  .map((words, i) => `Oct  1 00:00:0${i} mx1 postfix/smtpd[7]: NOQUEUE: reject: RCPT from host.example[192.0.2.9]: ${words}; from=<a@example.org> to=<x@example.com> proto=ESMTP helo=<host.example>\n`).join('');

describe('the command line', () => {
  it('writes one JSON line for each bounce, in source order, with all names of the contract', () => withFiles({ 'a.eml': REPORT, 'b.log': LOG }, async (folder) => {
    const result = await cli(join(folder, 'a.eml'), join(folder, 'b.log'), '--format', 'ndjson');
    const all = records(result);
    assert.equal(result.status, 0);
    assert.equal(all.length, 1 + 20);
    assert.deepEqual(Object.keys(all[0]!), ['file', 'line', 'source', 'recipient', 'action', 'status', 'replyCode', 'diagnostic', 'provider', 'category', 'bounceType', 'permanence', 'confidence', 'evidence', 'reportingMta', 'remoteMta', 'time']);
    const { file, line, recipient, action, status, replyCode, category, bounceType, evidence } = all[0]!;
    assert.deepEqual({ file, recipient, action, status, replyCode, category, bounceType }, { file: join(folder, 'a.eml'), recipient: 'anna@example.com', action: 'failed', status: '5.1.1', replyCode: '550', category: 'unknown-user', bounceType: 'hard' });
    assert.ok(typeof line === 'number' && Array.isArray(evidence));
    assert.match(String(all[1]!['time']), /^\d{4}-10-01T00:00:00\.000$/); // syslog names no zone
    assert.deepEqual(all.slice(1).map((record) => record['line']), [...all.slice(1).map((record) => record['line'] as number)].sort((a, b) => a - b));
  }));

  it('leaves successes out unless they are asked for, and keeps one type where that is', () => withFiles({ 'b.log': LOG }, async (folder) => {
    const file = join(folder, 'b.log');
    assert.equal(records(await cli(file, '--format=ndjson', '--all')).length, 30);
    assert.deepEqual(new Set(records(await cli(file, '--format=ndjson', '--only=hard')).map((record) => record['bounceType'])), new Set(['hard']));
    assert.equal((JSON.parse((await cli(file, '--format', 'json', '--only', 'soft')).out) as { byBounceType: object }).byBounceType.hasOwnProperty('hard'), true);
  }));

  it('writes an expired message as failed', () => withFiles({ 'x.log': 'Oct  1 00:00:00 mx1 postfix/qmgr[7]: A1B2C3: from=<a@example.org>, status=expired, returned to sender\n' }, async (folder) => {
    const [record] = records(await cli(join(folder, 'x.log'), '--format', 'ndjson'));
    assert.equal(record!['action'], 'failed');
    const { byAction } = JSON.parse((await cli(join(folder, 'x.log'), '--format', 'json')).out) as { byAction: Record<string, number> };
    assert.deepEqual([byAction['failed'], byAction['expired']], [0, 1]);
  }));

  it('sums up over all inputs', () => withFiles({ 'a.eml': REPORT, 'b.log': LOG }, async (folder) => {
    const summary = JSON.parse((await cli(folder, '--format', 'json')).out) as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(summary).slice(0, 12), ['read', 'byAction', 'byBounceType', 'blocked', 'byCategory', 'byStatus', 'byDomain', 'byProvider', 'byRemoteMta', 'byReportingMta', 'byHour', 'addresses']);
    assert.equal(summary['byAction']!['failed'], 11);
    assert.equal(summary['byAction']!['delayed'], 10);
    assert.equal(summary['byAction']!['delivered'], 10);
    assert.equal(summary['read']!['files'], 2);
    assert.equal(summary['read']!['lines'], 90);
  }));

  it('merges the summaries of parts into the summary of the whole', () => withFiles({ '1.log': `${postfixLines(500)}${REFUSALS.split('\n').reverse().join('\n')}\n`, '2.log': `${REFUSALS}${postfixLines(700, 500)}`, '3.eml': REPORT }, async (folder) => {
    const whole = (await cli(join(folder, '1.log'), join(folder, '2.log'), join(folder, '3.eml'), '--format', 'json')).out;
    const parts: Record<string, string> = {};
    for (const name of ['1.log', '2.log', '3.eml']) parts[`${name}.json`] = (await cli(join(folder, name), '--format', 'json')).out;
    await withFiles(parts, async (saved) => {
      assert.equal((await cli('merge', join(saved, '3.eml.json'), join(saved, '1.log.json'), join(saved, '2.log.json'))).out, whole);
      assert.match((await cli('merge', join(saved, '1.log.json'), '--format', 'text')).out, /bounces to/);
    });
  }));

  it('says which summaries cannot be added up', () => withFiles({ 'a.json': '{"byAction":{}}' }, async (folder) => {
    const result = await cli('merge', join(folder, 'a.json'), join(folder, 'none.json'));
    assert.equal(result.status, 2);
    assert.match(result.err, /not a summary.*\n.*there is no such file/);
  }));

  it('reads folders, rotated and packed, and goes on where one file cannot be read', () => withFiles({ 'mail.log.1.gz': gzipSync(LOG), 'mail.log': LOG, 'x.xz': new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0]) }, async (folder) => {
    const result = await cli(join(folder, 'gone.log'), folder, '--format', 'ndjson');
    assert.equal(result.status, 2);
    assert.match((await cli(join(folder, 'gone.log'), folder)).out, /^Not read, or not to the end: .*gone\.log and .*x\.xz\.$/m);
    assert.deepEqual([...new Set(records(result).map((record) => record['file']))], [join(folder, 'mail.log.1.gz'), join(folder, 'mail.log')]);
    assert.match(result.err, /gone\.log: there is no such file\n.*x\.xz: it is compressed with xz/s);
  }));

  it('ends with 1 where nothing was recognised, in words that help', () => withFiles({ 'a.txt': 'Dear diary, nothing bounced today.\n' }, async (folder) => {
    const result = await cli(join(folder, 'a.txt'));
    assert.equal(result.status, 1);
    assert.match(result.out, /Nothing recognised.*Looked for/s);
  }));

  it('says of each kind of nothing what it is, once', () => withFiles({
    'empty.log': '', 'none/.hidden': '', 'photo.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
    'lunch.eml': 'From: a@example.org\nTo: b@example.org\nSubject: Lunch?\nDate: Thu, 1 Oct 2026 10:00:00 +0200\nMessage-ID: <1@example.org>\n\nShall we?\n',
    'cut.eml': REPORT.slice(0, REPORT.indexOf('<anna@')),
  }, async (folder) => {
    const says = async (name: string, ...more: string[]): Promise<string> => {
      const { out, err, status } = await cli(join(folder, name), ...more);
      return `${out}${err}[${status}]`.replaceAll(join(folder, '/'), '').replace(/^\n*Read: .*\n/m, '').replace(/\n+/g, '\n');
    };
    assert.equal(await says('gone.log'), 'gone.log: there is no such file\n[2]');
    assert.equal(await says('gone.log', '--format', 'markdown'), 'gone.log: there is no such file\n[2]');
    assert.equal(await says('empty.log'), 'The file is empty.\n1 file was not recognised: empty.log (empty).\n[1]');
    assert.equal(await says('none'), 'There is no file to read.\n[1]');
    assert.match(await says('photo.png'), /^Nothing recognised\.\nLooked for .*\n1 file was not recognised: photo\.png\.\n\[1\]$/);
    assert.equal(await says('lunch.eml'), 'No bounces.\nThe message was read. It is no bounce, no complaint and no automatic reply.\n[0]');
    const cut = await says('cut.eml');
    assert.match(cut, /^No bounces that Bounce Lens understands\.\nNot understood: 1 place\.\n {2}cut\.eml:3 {2}Subject: Undelivered.*\n.*ends in the middle.*\n\[0\]$/);
    assert.equal(await says('photo.png', '--format', 'ndjson'), '1 file was not recognised: photo.png.\n[1]');
    assert.equal((JSON.parse((await cli(join(folder, 'gone.log'), '--format', 'json')).out) as { problems: object }).problems.hasOwnProperty(join(folder, 'gone.log')), true);
  }));

  it('names the files that it did not recognise: the first in the text, all in JSON', () => withFiles({ 'b.log': LOG, ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`photo\u001B[3${i}m.png`, '\u0001\u0002'])) }, async (folder) => {
    const all = join(folder, 'photo\uFFFD[3');
    assert.ok((await cli(folder)).out.includes(`9 files were not recognised: ${[0, 1, 2, 3, 4].map((i) => `${all}${i}m.png`).join(', ')} and 4 more: all are in --format json.`));
    const { notRecognised } = JSON.parse((await cli(folder, '--format', 'json')).out) as { notRecognised: { file: string; empty: boolean }[] };
    assert.deepEqual(notRecognised[8], { file: join(folder, 'photo\u001B[38m.png'), empty: false });
    assert.match((await cli(folder, '--format', 'html')).out, /<summary>9 files were not recognised<\/summary>.*photo\uFFFD\[38m\.png/s);
  }));

  it('says what is wrong with a command line', async () => {
    for (const [words, message] of [[['--formt', 'json', 'x'], /no option --formt/], [['x', '--format', 'xml'], /--format is one of text/], [[], /Name a file/], [['x', '--as', 'nope'], /no source format "nope".*postfix/], [['merge'], /merge needs/], [['explain'], /explain needs/], [['x', '--only'], /--only needs a value/]] as const) {
      const result = await cli(...words);
      assert.equal(result.status, 2);
      assert.match(result.err, message);
    }
  });

  it('explains a code, a reply, a line of a log', async () => {
    assert.match((await cli('explain', '5.1.1')).out, /^Hard bounce: no such mailbox/);
    assert.match((await cli('explain', '550', '5.7.1', 'blocked using Spamhaus')).out, /^Blocked/);
    assert.match((await cli('explain', LOG.split('\n')[0]!)).out, /Address: user0@d0\.example/);
  });

  it('says what comes near where there is nothing to explain', async () => {
    const unknown = await cli('explain', 'xyz');
    assert.deepEqual([unknown.status, unknown.out], [1, '']);
    assert.match(unknown.err, /^"xyz" is no code and no server reply that I know\. Give me a code such as 550/);
    const words = await cli('explain', 'encrypt');
    assert.deepEqual([words.status, words.out], [1, '']);
    assert.match(words.err, /Perhaps you mean: .*Encryption/);
  });

  it('lets no control character of a log reach a terminal, in any format', () => withFiles({ 'r.txt': '550 5.1.1 \u001B[2J\u0007User\u009B31m un\u202Eknown\u007F <a@example.com>\n' }, async (folder) => {
    for (const format of ['text', 'json', 'ndjson', 'csv', 'markdown']) {
      const { out } = await cli(join(folder, 'r.txt'), '--as', 'replies', '--format', format);
      assert.doesNotMatch(out.replace(/\r?\n/g, ''), /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/, format);
    }
  }));

  it('ends with 1 where the format that was named is not that of the file, and says what it looks like', () => withFiles({ 'b.log': LOG }, async (folder) => {
    for (const format of ['text', 'ndjson']) {
      const { status, out, err } = await cli(join(folder, 'b.log'), '--as', 'exim', '--format', format);
      assert.equal(status, 1);
      assert.match(format === 'text' ? out : err, /read as “Exim log” \(--as\), but it looks like “Postfix log”\. Leave --as out/);
    }
    assert.equal((await cli(join(folder, 'b.log'), '--as', 'postfix')).status, 0);
    assert.equal((await cli(join(folder, 'b.log'), '--as', 'generic')).status, 0); // another reader that finds something is none to complain of
  }));

  it('counts what it did not recognise under no format', () => withFiles({ 'a.txt': 'Dear diary\n', 'b.log': LOG }, async (folder) => {
    const { read } = JSON.parse((await cli(folder, '--format', 'json')).out) as { read: Record<string, unknown> };
    assert.deepEqual([read['formats'], read['notRecognised']], [{ postfix: 1 }, 1]);
  }));

  it('reads replies, one a line, with the host before them', () => withFiles({ 'r.txt': 'mx.example.com\t550 5.1.1 User unknown\n452 4.2.2 Mailbox full\n' }, async (folder) => {
    assert.deepEqual(records(await cli(join(folder, 'r.txt'), '--as', 'replies', '--format', 'ndjson')).map(({ line, remoteMta, category }) => [line, remoteMta, category]), [[1, 'mx.example.com', 'unknown-user'], [2, null, 'mailbox-full']]);
  }));

  it('writes CSV that no spreadsheet runs', () => withFiles({ 'r.txt': '550 5.1.1 =cmd|x!A1 User unknown\n' }, async (folder) => {
    const { out } = await cli(join(folder, 'r.txt'), '--as', 'replies', '--format', 'csv');
    const [heading, row] = out.split('\r\n');
    assert.match(heading!, /^recipient,bounceType,/);
    assert.ok(!/(?:^|,)"?[=+@-]/.test(row!));
  }));

  it('names standard input as it was named, in a table too', () => {
    assert.equal(csvCell('-'), '-');
    assert.equal(csvCell('-2+3'), '"\'-2+3"');
  });

  it('takes a quiet log for what it is: read, and without bounces', () => withFiles({ 'a.log': 'Oct  1 00:00:00 mx1 postfix/smtpd[7]: connect from host.example[192.0.2.9]\n' }, async (folder) => {
    const result = await cli(join(folder, 'a.log'));
    assert.equal(result.status, 0);
    assert.match(result.out, /^No bounces\./);
  }));

  it('keeps what was found where it is stopped, and says how far it came', () => withFiles({ 'b.log': postfixLines(20_000) }, async (folder) => {
    const [all, stop] = [records(await cli(join(folder, 'b.log'), '--format', 'ndjson')).length, new AbortController()];
    const listed = await stoppable(stop.signal, () => stop.abort(), join(folder, 'b.log'), '--format', 'ndjson');
    assert.ok(records(listed).length > 10 && records(listed).length < all, String(records(listed).length));
    assert.deepEqual([listed.status, listed.err], [130, 'Stopped before the end: what follows was not read.\n']);
    const summed = await stoppable(stop.signal, () => undefined, join(folder, 'b.log'));
    assert.equal(summed.status, 130);
    assert.match(summed.out, /^Stopped after 0 bytes of 2\.\d MB: the figures are of what was read until then\.$/m);
  }));

  it('prints help and version', async () => {
    for (const word of ['--help', '-h', 'help']) assert.match((await cli(word)).out, /Exit status/);
    assert.match((await cli('--version')).out, /^\d+\.\d+\.\d+\n$/);
  });
});

describe('the program', function () {
  this.timeout(20_000);
  const program = ['--import', 'tsx', join(__dirname, '../../../src/cli/main.ts')];

  it('explains what stands on standard input', () => {
    const { stdout, status } = spawnSync(process.execPath, [...program, 'explain', '-'], { input: '550 5.1.1 User unknown\n', encoding: 'utf8' });
    assert.equal(status, 0);
    assert.match(stdout, /^Hard bounce: no such mailbox\n/);
  });

  it('says why its output cannot be written, and blames no input for it', () => withFiles({ 'b.log': postfixLines(20_000) }, (folder) => {
    if (!existsSync('/dev/full')) return;
    for (const format of ['text', 'ndjson', 'csv']) {
      const full = openSync('/dev/full', 'w');
      const { stderr, status } = spawnSync(process.execPath, [...program, join(folder, 'b.log'), '--format', format], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
      closeSync(full);
      assert.deepEqual([stderr, status], ['bounce-lens: the output cannot be written: the disk is full\n', 2], format);
    }
  }));

  it('reads standard input', () => {
    const { stdout, status } = spawnSync(process.execPath, [...program, '-', '--format', 'ndjson'], { input: LOG, encoding: 'utf8' });
    assert.equal(status, 0);
    assert.equal(stdout.split('\n').length, 21);
    assert.match(stdout, /^\{"file":"-","line":1,/);
  });

  it('ends at Ctrl-C with all that it found, though more may come', async () => {
    if (process.platform === 'win32') return;
    const child = spawn(process.execPath, [...program, '-', '--format', 'ndjson'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stderr.on('data', (data: Buffer) => { err += data.toString(); });
    child.stdout.on('data', (data: Buffer) => {
      if (out === '') child.kill('SIGINT');
      out += data.toString();
    });
    child.stdin.on('error', () => undefined); // nobody reads the rest
    child.stdin.write(postfixLines(20_000)); // and the pipe stays open
    const [status] = await once(child, 'close') as [number];
    assert.equal(status, 130);
    assert.ok(records({ status, out, err }).length > 100);
    assert.match(err, /Stopped before the end/);
  });

  it('ends quietly where nobody reads its output any more', () => withFiles({ 'b.log': postfixLines(20_000) }, (folder) => {
    if (process.platform === 'win32') return;
    const quoted = [process.execPath, ...program, join(folder, 'b.log')].map((word) => `'${word}'`).join(' ');
    const { stdout, stderr } = spawnSync('sh', ['-c', `${quoted} --format ndjson | head -n 1`], { encoding: 'utf8' });
    assert.equal(stdout.split('\n').length, 2);
    assert.equal(stderr, '');
  }));
});

import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { summarizeFiles as summarizeInBrowser } from '../../../src/platform/browser/summarize-files';
import { planPieces } from '../../../src/platform/node/plan-pieces';
import { summarizeFiles, type NodeOptions } from '../../../src/platform/node/summarize-files';
import type { Progress, Summarized } from '../../../src/platform/summarize';
import { summaryToJson } from '../../../src/report/json';
import { postfixLines, withFiles } from './files';

const worker = { script: join(__dirname, '../../../src/platform/node/summarize-worker.ts'), execArgv: ['--require', 'tsx/cjs'] };

const summarize = (folder: string, files: readonly string[], options: NodeOptions = {}): Promise<Summarized> =>
  summarizeFiles(files.map((name) => ({ name, path: join(folder, name) })), { worker, ...options });

const log = postfixLines(9000);

describe('summarising files in threads', function () {
  this.timeout(20_000);

  it('gives the same of a large file cut in pieces, read by two threads, as of the whole', () => withFiles({ 'a.log': log }, async (folder) => {
    const whole = await summarize(folder, ['a.log'], { here: true, threads: 1, mostRecords: 100 });
    const pieces = await summarize(folder, ['a.log'], { threads: 2, pieceLength: 50_000, mostRecords: 100 });
    assert.equal(whole.summary.read.lines, 9000);
    assert.equal(whole.summary.actions.failed, 1000);
    assert.equal(summaryToJson(pieces.summary), summaryToJson(whole.summary));
    assert.deepEqual(pieces.records, whole.records);
    assert.equal(pieces.recordsLeftOut, 1900);
  }));

  it('gives the same where the calling thread reads on while the other one hands over', () => withFiles({ 'a.log': log }, async (folder) => {
    const whole = await summarize(folder, ['a.log'], { here: true, threads: 1, mostRecords: 100 });
    const both = await summarize(folder, ['a.log'], { here: true, threads: 2, pieceLength: 50_000, mostRecords: 100 });
    assert.equal(summaryToJson(both.summary), summaryToJson(whole.summary));
    assert.deepEqual(both.records, whole.records);
    assert.equal(both.progress.bytesRead, log.length);
  }));

  it('cuts a large file into pieces that become shorter towards its end, and leaves nothing out', () => withFiles({ 'a.log': log }, async (folder) => {
    const pieces = planPieces(join(folder, 'a.log'), 'a.log', undefined, 50_000);
    await Promise.resolve();
    assert.equal(pieces[0]!.from, 0);
    assert.equal(pieces[pieces.length - 1]!.to, log.length);
    pieces.slice(1).forEach(({ from }, i) => assert.equal(from, pieces[i]!.to));
    const sizes = pieces.map(({ size }) => size);
    assert.ok(sizes[0]! >= 50_000 && Math.max(...sizes) < 51_000, sizes.join());
    assert.ok(Math.max(...sizes.slice(-3)) < 10_000, sizes.join());
  }));

  it('knows which deferred messages arrived, whichever thread read of it, and in whichever file', () => {
    const line = (id: string, status: string): string => `Oct  1 10:00:00 mx1 postfix/smtp[1]: ${id}: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, delays=0/0/1/0, ${status}\n`;
    const first = `${line('WAITS', 'dsn=4.7.1, status=deferred (later)')}${line('ENDS', 'dsn=4.7.1, status=deferred (later)')}${log}`;
    return withFiles({ 'mail.log.1': first, 'mail.log': `${log}${line('ENDS', 'dsn=2.0.0, status=sent (250 ok)')}` }, async (folder) => {
      const { deliveredMessages } = await summarize(folder, ['.'], { threads: 2, pieceLength: 50_000, mostRecords: 10 });
      assert.deepEqual(['WAITS', 'ENDS'].map((id) => deliveredMessages!.has(id, 'Ann@example.net')), [false, true]);
      assert.equal((await summarize(folder, ['.'], { here: true, threads: 1 })).deliveredMessages, null);
    });
  });

  it('leads to the right lines of the whole file from every piece', () => withFiles({ 'a.log': log }, async (folder) => {
    const { records, summary } = await summarize(folder, ['a.log'], { threads: 2, pieceLength: 50_000, mostRecords: 5000 });
    const lines = log.split('\n');
    for (const { record } of records) {
      assert.ok(lines[record.line - 1]!.includes(`<${record.recipient}>`));
      assert.equal(log.slice(record.span.start, record.span.end), lines[record.line - 1]);
    }
    for (const { tally: { place } } of summary.byDomain.entries.values()) assert.equal(log.slice(place.start, place.end), lines[place.line - 1]);
  }));

  it('goes on with the others where one cannot be read, and reads folders of packed files', () => withFiles({ 'logs/mail.log.2.gz': gzipSync(log), 'logs/mail.log': log, 'logs/bad.bz2': 'BZh91AY' }, async (folder) => {
    const { summary, recognised } = await summarize(folder, ['logs', 'none.log'], { here: true, threads: 1 });
    assert.equal(summary.actions.failed, 2000);
    assert.equal(summary.read.files, 2);
    assert.deepEqual([...summary.problems.keys()].sort(), ['logs/bad.bz2', 'none.log']);
    assert.equal(recognised, true);
  }));

  describe('while a log is written on and rotated', () => {
    /** What is found of a log to which something happens when a part of it is read. */
    const readWhile = (happens: (file: string) => void, options: NodeOptions = { here: true, threads: 1 }): Promise<Summarized> => withFiles({ 'mail.log': log }, async (folder) => {
      const reading = summarize(folder, ['mail.log'], { pieceLength: 50_000, ...options });
      happens(join(folder, 'mail.log'));
      return reading;
    });
    const untouched = (): Promise<Summarized> => readWhile(() => undefined);

    for (const [way, options] of [['here', { here: true, threads: 1 }], ['in threads', { threads: 2 }]] as const) {
      it(`reads the old file to its end where another one took its name, or none did (${way})`, async () => {
        const expected = summaryToJson((await untouched()).summary);
        assert.equal(summaryToJson((await readWhile((file) => { renameSync(file, `${file}.1`); writeFileSync(file, postfixLines(9)); }, options)).summary), expected);
        assert.equal(summaryToJson((await readWhile((file) => rmSync(file), options)).summary), expected);
      });
    }

    it('leaves what is appended for the next time', async () => {
      assert.equal(summaryToJson((await readWhile((file) => appendFileSync(file, postfixLines(90)))).summary), summaryToJson((await untouched()).summary));
    });

    it('says so where the file was emptied, and keeps what was read before', async () => {
      const { summary, recognised } = await readWhile((file) => { copyFileSync(file, `${file}.1`); truncateSync(file); appendFileSync(file, postfixLines(9)); });
      assert.equal(recognised, true);
      assert.ok(summary.actions.failed > 0 && summary.actions.failed < 1000, String(summary.actions.failed));
      assert.match(summary.problems.get('mail.log')!, /became shorter while it was read, as logs do when they are rotated; what was still there is counted/);
    });

    it('says that a file went away where there were too many to hold them all open', () => withFiles(Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`${100 + i}.log`, log.slice(0, 2000)])), async (folder) => {
      const reading = summarize(folder, ['.'], { here: true, threads: 1 });
      for (const i of [101, 169]) rmSync(join(folder, `${i}.log`));
      const { summary } = await reading;
      assert.deepEqual([...summary.problems], [['./169.log', 'it went away before it was read, as logs do when they are rotated; read it again']]);
      assert.equal(summary.read.files, 69);
    }));
  });

  it('keeps what was found when it is stopped, says how far it came, and lines stay right', () => withFiles({ 'a.log': postfixLines(90_000) }, async (folder) => {
    const stop = new AbortController();
    const all = postfixLines(90_000).split('\n');
    const running = summarize(folder, ['a.log'], { here: true, threads: 1, pieceLength: 2_000_000, mostRecords: 50_000, signal: stop.signal, onProgress: () => stop.abort() });
    const { stopped, progress, records, summary } = await running;
    if (stopped) assert.ok(progress.bytesRead < progress.bytesTotal || summary.read.lines <= 90_000);
    for (const { record } of records) assert.ok(all[record.line - 1]!.includes(`<${record.recipient}>`));
  }));

  it('reads nothing where it was stopped before it began', () => withFiles({ 'a.log': log }, async (folder) => {
    const { stopped, summary } = await summarize(folder, ['a.log'], { signal: AbortSignal.abort() });
    assert.equal(stopped, true);
    assert.equal(summary.read.records, 0);
  }));
});

describe('summarising what is not on a disk', () => {
  const source = (content: string | Uint8Array): { name: string; size: number; read: () => Promise<Uint8Array> } => ({ name: 'memfs:/a.log', size: content.length, read: () => Promise.resolve(Buffer.from(content)) });

  it('gives the same in a browser as on this machine', async () => withFiles({ 'a.log': log }, async (folder) => {
    const onDisk = await summarizeFiles([{ name: 'memfs:/a.log', path: join(folder, 'a.log') }], { here: true, threads: 1, mostRecords: 10 });
    for (const content of [log, gzipSync(log)]) {
      const inBrowser = await summarizeInBrowser([source(content)], { mostRecords: 10 });
      assert.equal(inBrowser.summary.actions.failed, 1000);
      assert.deepEqual(inBrowser.records.map(({ record }) => record.line), onDisk.records.map(({ record }) => record.line));
    }
  }));

  it('tells its progress and stops in the middle', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const { stopped, summary } = await summarizeInBrowser([source(postfixLines(200_000))], { signal: stop.signal, onProgress: (progress) => { seen.push(progress); stop.abort(); } });
    if (seen.length > 0) {
      assert.equal(stopped, true);
      assert.ok(seen[0]!.bytesRead > 0 && seen[0]!.bytesRead <= seen[0]!.bytesTotal);
      assert.ok(summary.read.lines < 200_000);
    }
  });

  it('says so where whoever gives the bytes cannot', async () => {
    const { summary } = await summarizeInBrowser([{ name: 'ftp:/x', read: () => Promise.reject(new Error('no connection')) }]);
    assert.deepEqual([...summary.problems], [['ftp:/x', 'it could not be read (no connection)']]);
    assert.equal(summary.read.files, 0);
  });

  it('mixes with what is', async () => withFiles({ 'b.log': log }, async (folder) => {
    const { summary } = await summarizeFiles([source(log), { name: 'b.log', path: join(folder, 'b.log') }, { name: 'lost:/x' }], { here: true, threads: 1 });
    assert.equal(summary.actions.failed, 2000);
    assert.deepEqual([...summary.problems.keys()], ['lost:/x']);
  }));
});

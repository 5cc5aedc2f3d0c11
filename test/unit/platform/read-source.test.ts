import assert from 'node:assert/strict';
import { appendFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openSource, type OpenOptions } from '../../../src/platform/node/read-source';
import { Unreadable } from '../../../src/platform/unreadable';
import { unpacked } from '../../../src/platform/unpack';
import { withFiles } from './files';

const text = 'one\ntwo\n'.repeat(300_000);

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk).toString('latin1'));
  return parts.join('');
}

const read = (path: string, options?: OpenOptions): Promise<string> => textOf(openSource(path, options).chunks);

describe('reading a source from disk', () => {
  it('gives a plain file, whole or from a place on', () => withFiles({ 'a.log': text }, async (folder) => {
    assert.equal(await read(join(folder, 'a.log')), text);
    assert.equal(await read(join(folder, 'a.log'), { from: 4, to: 8 }), 'two\n');
  }));

  it('unpacks gzip, whatever the file is called, and says how much of the file was read', () => withFiles({ 'mail.log.1': gzipSync(text) }, async (folder) => {
    let bytes = 0;
    const source = openSource(join(folder, 'mail.log.1'), { onRead: (count) => { bytes += count; } });
    assert.equal(await textOf(source.chunks), text);
    assert.equal(bytes, source.size);
  }));

  it('gives what can be unpacked of a gzip file that is cut short, then says so', () => withFiles({ 'a.gz': gzipSync(Buffer.from(text)).subarray(0, 3000) }, async (folder) => {
    let got = '';
    await assert.rejects(async () => {
      for await (const chunk of openSource(join(folder, 'a.gz')).chunks) got += Buffer.from(chunk).toString('latin1');
    }, (error: Unreadable) => /cut short/.test(error.problem));
    assert.ok(got.length > 1000 && text.startsWith(got));
  }));

  it('says what to do with other compression', () => withFiles({ 'a.bz2': 'BZh91AY', 'a.xz': new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'a.zst': new Uint8Array([0x28, 0xb5, 0x2f, 0xfd]) }, (folder) => {
    for (const [name, words] of [['a.bz2', /bzip2.*bunzip2/], ['a.xz', /xz -dk/], ['a.zst', /zstd -d/]] as const) {
      assert.throws(() => openSource(join(folder, name)), (error: Unreadable) => error instanceof Unreadable && words.test(error.message));
    }
  }));

  it('says in plain words why a file cannot be read', () => withFiles({ 'folder/a': '' }, (folder) => {
    assert.throws(() => openSource(join(folder, 'none')), /there is no such file/);
    assert.throws(() => openSource(join(folder, 'folder')), /it is a folder/);
  }));

  it('reads a growing file to the length that it had when it was opened', () => withFiles({ 'a.log': text }, async (folder) => {
    const path = join(folder, 'a.log');
    let got = '';
    for await (const chunk of openSource(path).chunks) {
      got += Buffer.from(chunk).toString('latin1');
      appendFileSync(path, 'more\n');
    }
    assert.equal(got, text);
  }));

  it('gives what there was of a file that became shorter, then says so', () => withFiles({ 'a.log': text }, async (folder) => {
    const path = join(folder, 'a.log');
    let got = 0;
    await assert.rejects(async () => {
      for await (const chunk of openSource(path).chunks) {
        got += chunk.length;
        truncateSync(path, 10);
      }
    }, /became shorter/);
    assert.ok(got > 10);
  }));

  it('reads several at once without mixing them up', () => withFiles({ a: 'a'.repeat(3_000_000), b: 'b'.repeat(3_000_000) }, async (folder) => {
    const [a, b] = await Promise.all([read(join(folder, 'a')), read(join(folder, 'b'))]);
    assert.ok(/^a+$/.test(a) && /^b+$/.test(b));
  }));
});

describe('unpacking bytes that are no file', () => {
  it('gives plain bytes as they are, and gzip unpacked', async () => {
    assert.equal(await textOf(unpacked('x', [Buffer.from('plain')])), 'plain');
    const packed = gzipSync(text);
    assert.equal(await textOf(unpacked('x', [packed.subarray(0, 1000), packed.subarray(1000)])), text);
    assert.equal(await textOf(unpacked('x', [])), '');
  });

  it('says so of damaged data', async () => {
    const packed = gzipSync(text);
    await assert.rejects(textOf(unpacked('x', [packed.subarray(0, 1000)])), /damaged or cut short/);
    await assert.rejects(textOf(unpacked('x', [Buffer.from('BZh9')])), /bzip2/);
  });
});

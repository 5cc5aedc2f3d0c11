import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { listSources } from '../../../src/platform/node/list-sources';
import { oldestFirst, rotationOrder } from '../../../src/platform/rotation';
import type { Unreadable } from '../../../src/platform/unreadable';
import { withFiles } from './files';

describe('listing sources', () => {
  it('puts a rotated set in the order in which it was written', () => {
    const names = ['mail.log', 'mail.log.1', 'mail.log.10.gz', 'mail.log.2.gz', 'maillog', 'maillog-20261101', 'maillog-20261108.gz', 'a.eml'];
    assert.deepEqual(names.sort(rotationOrder), ['a.eml', 'mail.log.10.gz', 'mail.log.2.gz', 'mail.log.1', 'mail.log', 'maillog-20261101', 'maillog-20261108.gz', 'maillog']);
  });

  it('knows the ways in which logs are rotated', () => {
    const inOrder: string[][] = [
      ['mail.log.2.zst', 'mail.log.1', 'mail.log.0', 'mail.log'], ['mail.log.old', 'mail.log'], ['mainlog.10', 'mainlog.02', 'mainlog.01', 'mainlog'],
      ['mail.log-20260101.gz', 'mail.log-20260108.gz', 'mail.log-20260115', 'mail.log'], ['mail.log.2025-12-31.gz', 'mail.log.2026-01-01', 'mail.log'],
      ['mail-20260101.log.gz', 'mail-20260102.log', 'mail.log'], ['maillog-2026010103', 'maillog-2026010104', 'maillog'], ['mail.log-1767225600.gz', 'mail.log-1767312000', 'mail.log'],
      ['acct-2026-01-01-0001.csv', 'acct-2026-01-01-0002.csv', 'acct-2026-01-02-0001.csv'], ['MSGTRK2026010112-1.LOG', 'MSGTRK2026010113-1.LOG'], ['@4000000065e1a500.s', '@4000000065e1a501.s', 'current'],
    ];
    for (const names of inOrder) assert.deepEqual([...names].reverse().sort(rotationOrder), names);
  });

  it('puts rotated files that somebody named in order, and leaves all else where it is', () => {
    assert.deepEqual(oldestFirst(['b.eml', '/a/mail.log', '/a/mail.log.1', '-', '/a/mail.log.2.gz', 'a.eml', '/b/mail.log.1']), ['b.eml', '/a/mail.log.2.gz', '/a/mail.log.1', '/a/mail.log', '-', 'a.eml', '/b/mail.log.1']);
  });

  it('lists a folder with its folders, leaves hidden files alone, and keeps the name as it was given', () => withFiles({ 'b/2.eml': '', 'b/10.eml': '', 'a.log': '', '.hidden/x': '' }, (folder) => {
    const problems: Unreadable[] = [];
    assert.deepEqual([...listSources(`${folder}/`, (problem) => problems.push(problem))], [`${folder}/a.log`, `${folder}/b/2.eml`, `${folder}/b/10.eml`]);
    assert.deepEqual(problems, []);
  }));

  it('gives anything else back, for the reader to say what is wrong', () => {
    assert.deepEqual([...listSources('/no/such/file', assert.fail)], ['/no/such/file']);
  });

  it('does not follow links to folders round in a circle', function () {
    withFiles({ 'a/x.log': '' }, (folder) => {
      try {
        symlinkSync(folder, join(folder, 'a/loop'));
      } catch {
        this.skip(); // not allowed on this machine
      }
      assert.deepEqual([...listSources(folder, assert.fail)], [`${folder}/a/x.log`]);
    });
  });
});

import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { listSources } from '../../../src/platform/node/list-sources';
import { rotationOrder } from '../../../src/platform/rotation';
import type { Unreadable } from '../../../src/platform/unreadable';
import { withFiles } from './files';

describe('listing sources', () => {
  it('puts a rotated set in the order in which it was written', () => {
    const names = ['mail.log', 'mail.log.1', 'mail.log.10.gz', 'mail.log.2.gz', 'maillog', 'maillog-20261101', 'maillog-20261108.gz', 'a.eml'];
    assert.deepEqual(names.sort(rotationOrder), ['a.eml', 'mail.log.10.gz', 'mail.log.2.gz', 'mail.log.1', 'mail.log', 'maillog-20261101', 'maillog-20261108.gz', 'maillog']);
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

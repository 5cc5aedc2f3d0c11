/** The package that users download: smaller, and the same. */
import assert from 'node:assert/strict';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { packTighter } from '../../../scripts/pack-tighter';

describe('a package that is packed tighter', () => {
  const manifest = { name: 'x', scripts: { build: 'true' }, devDependencies: { y: '1.0.0' }, contributes: { scripts: ['kept'] } };
  const archive = zipSync({ 'extension/package.json': strToU8(JSON.stringify(manifest, null, 2)), 'extension/größe.md': strToU8('# Size\n'.repeat(100)), 'extension/dist/a.js': strToU8('"use strict";\nconst value = 1 + 1;\nexports.value = value;\n'), 'extension/empty.txt': strToU8('') });

  it('holds the same files in the same order', async () => {
    const packed = unzipSync(await packTighter(archive));
    assert.deepEqual(Object.keys(packed), Object.keys(unzipSync(archive)));
    assert.equal(strFromU8(packed['extension/größe.md']!), '# Size\n'.repeat(100));
    assert.equal(packed['extension/empty.txt']!.length, 0);
    assert.match(strFromU8(packed['extension/dist/a.js']!), /exports\.value=/);
  });

  it('leaves out of the manifest what only builds it', async () => {
    const packed = unzipSync(await packTighter(archive));
    assert.deepEqual(JSON.parse(strFromU8(packed['extension/package.json']!)), { name: 'x', contributes: { scripts: ['kept'] } });
  });

  it('is the same each time', async () => {
    assert.deepEqual(await packTighter(archive), await packTighter(archive));
  });
});

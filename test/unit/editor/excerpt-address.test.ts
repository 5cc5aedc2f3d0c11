import assert from 'node:assert/strict';
import { excerptAddress } from '../../../src/editor/excerpt-address';

describe('the address of an excerpt', () => {
  it('sorts as text by file, then by line', () => {
    const places: [string, number][] = [['mail.log', 1], ['mail.log', 901], ['mail.log', 70_701], ['mail.log', 706_701], ['mail.log.2.gz', 101]];
    const texts = places.map(([name, first]) => Object.values(excerptAddress(name, first)).join(''));
    assert.deepEqual([...texts].sort(), texts);
  });

  it('shows people the name and the line as they are', () => {
    const { authority, path } = excerptAddress('post (März).log', 101);
    assert.equal(path, '/post (März).log from line 101');
    assert.match(authority, /^[\w.-]+$/);
  });
});

import assert from 'node:assert/strict';
import { whyUnreadable } from '../../../src/editor/why-unreadable';

/** As VS Code throws it: the code beside the message, or within it. */
const thrown = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('why a file could not be read', () => {
  const said: readonly (readonly [unknown, string])[] = [
    [new Error("Error: EACCES: permission denied, scandir '/var/spool'"), 'no permission'],
    [thrown('Unable to read file', 'NoPermissions'), 'no permission'],
    [thrown("ENOENT: no such file or directory, open '/var/log/mail.log'", 'ENOENT'), 'there is no such file'],
    [new Error("cannot open an-excerpt:/mail.log?%7B%7D. Detail: ENOENT: no such file or directory, open '/var/log/mail.log'"), 'there is no such file'],
    [thrown('Unable to resolve a file that is not there', 'FileNotFound'), 'there is no such file'],
  ];
  for (const [error, words] of said) it(`${String(error)}: ${words}`, () => assert.equal(whyUnreadable(error), words));

  it('hands on what it does not know', () => {
    assert.equal(whyUnreadable(new Error('the tape is torn')), 'the tape is torn');
    assert.equal(whyUnreadable('no reason'), 'no reason');
  });
});

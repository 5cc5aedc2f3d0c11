/** The sample log is made by a script: whoever changes the one must make the other again. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inProject } from '../../../scripts/project';
import { sampleLog } from '../../../scripts/sample-log';

describe('samples/mail.log', () => {
  it('is what scripts/sample-log.ts makes', () => {
    assert.equal(readFileSync(inProject('samples', 'mail.log'), 'utf8'), sampleLog());
  });
});

/** `--format html`: the same page that the panel exports. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { noProgress } from '../../../src/cli/progress-line';
import { run } from '../../../src/cli/run';
import { postfixLog } from '../../ui/summary-logs';
import { withFiles } from '../platform/files';

async function page(...words: string[]): Promise<{ status: number; html: string }> {
  let html = '';
  const status = await run([...words, '--format', 'html'], { write: (text) => { html += text; }, complain: () => undefined, progress: noProgress, stopSignal: () => new AbortController().signal, isScreen: false, colours: false });
  return { status, html };
}

describe('the HTML page of the command line', () => {
  it('says what the panel says: figures, what to do, a warning of an outage, the recipients', () => withFiles({ 'mail.log': postfixLog({ bounces: 40, delivered: 400, outage: 64 }) }, async (folder) => {
    const { status, html } = await page(join(folder, 'mail.log'));
    assert.equal(status, 0);
    assert.ok(html.includes('104 bounces to 104 addresses'));
    assert.ok(html.includes('What to do, most effective first'));
    assert.ok(/Wait before you remove 64 “no such mailbox” addresses/.test(html));
    assert.ok(html.includes('reader1@icloud.com'));
    assert.ok(html.includes('464'), 'deliveries are counted');
  }));

  it('is a page also where nothing was recognised', () => withFiles({ 'notes.txt': 'nothing here\n' }, async (folder) => {
    const { status, html } = await page(join(folder, 'notes.txt'));
    assert.equal(status, 1);
    assert.ok(html.includes('Nothing recognised'));
  }));
});

/** A log that takes its time: how far it is read is seen, a stop keeps what was found, and the rest can still be read. */
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { postfixLog } from './summary-logs';
import { useWorkbench } from './ui';

/** Nearly every line is a bounce, which takes longest; the file is too large for VS Code to share it. */
const BLOCK = postfixLog({ bounces: 20_000, delivered: 2_000 });
const BLOCKS = 9;

describe('a large log', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bounce-lens-ui-'));
  const file = openSync(path.join(folder, 'maillog'), 'w');
  for (let i = 0; i < BLOCKS; i++) writeSync(file, BLOCK);
  closeSync(file);
  const ui = useWorkbench({ folder, settings: { 'workbench.editorLargeFileConfirmation': 4096 } });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const panel = (selector: string): ReturnType<typeof ui.webview.locator> => ui.webview.locator(selector);
  const bouncesShown = async (): Promise<number> => Number(/^([\d,]+) bounces/.exec(await panel('h1').innerText())![1]!.replaceAll(',', ''));

  it('is read from its tab, and stopped half-way: what was found is shown, and how far it came', async () => {
    await ui.open('maillog', 1);
    await ui.run('Bounce Lens: Summarize Bounces');
    await ui.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Summarize the File' }).click();
    await panel('#progress[aria-valuenow]:not([aria-valuenow="0"])').waitFor();
    assert.match(await panel('#status').innerText(), /^Reading…$/); // what is heard: that it reads, and what came of it
    assert.match(await panel('#progress-words').innerText(), /^[\d.]+ [KM]B of [\d.]+ MB, [\d.]+ [KM]B a second$/);
    await ui.screenshot('large-log-progress');
    await panel('#stop').click();
    await panel('.box-warning').filter({ hasText: /Stopped after [\d.]+ [KM]B of [\d.]+ MB\./ }).waitFor();
    assert.ok(await bouncesShown() > 0);
    assert.match(await panel('#status').innerText(), /^[\d,]+ bounces to [\d,]+ addresses: /);
    await ui.screenshot('large-log-stopped');
  });

  it('is read to its end after all', async function readToTheEnd() {
    this.timeout(180_000);
    await ui.setTheme('light');
    await panel('.box-warning button').filter({ hasText: 'Read it to the end' }).click();
    await panel('#stop').waitFor();
    await ui.screenshot('large-log-progress');
    await panel('h1').waitFor({ timeout: 120_000 });
    assert.equal(await bouncesShown(), 18_000 * BLOCKS + 2_000); // each block defers the same two thousand messages once more
    assert.equal(await panel('.box-warning').filter({ hasText: 'Stopped' }).count(), 0);
    await ui.screenshot('large-log-read');
    await ui.setTheme('dark');
  });

  it('says so where it is gone when a line of it is asked for', async () => {
    unlinkSync(path.join(folder, 'maillog'));
    await panel('.grid-body .row .line button').first().click();
    await ui.notification(/maillog: there is no such file\./);
    await ui.run('Notifications: Clear All Notifications');
  });
});

/** The summary out of sight: what only its page can write has to wait, and says so. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import { dialogsOf } from './dialogs';
import { postfixLog } from './summary-logs';
import { useWorkbench } from './ui';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bounce-lens-hidden-'));
writeFileSync(path.join(folder, 'mail.log'), postfixLog({ bounces: 12, delivered: 30 }));
writeFileSync(path.join(folder, 'notes.txt'), 'Something else\n');

describe('the summary panel behind another tab', () => {
  // lists of VS Code stay open when somebody goes elsewhere meanwhile
  const ui = useWorkbench({ folder, settings: { 'workbench.quickOpen.closeOnFocusLost': false } });
  const panel = (selector: string): Locator => ui.webview.locator(selector);
  const { choose, saveAs } = dialogsOf(ui);
  const tab = (name: RegExp): Locator => ui.page.locator('.tab', { hasText: name });

  after('remove the log', () => rmSync(folder, { recursive: true, force: true }));

  it('cannot write its page, says what to do, and then it can', async function hidden() {
    this.timeout(90_000);
    await ui.open('mail.log');
    await ui.run('Bounce Lens: Summarize Bounces');
    await panel('body[data-state="ready"]').waitFor();
    await ui.open('notes.txt'); // beside the log, in front of the panel
    await tab(/^Bounces in mail\.log/).click();
    await panel('body[data-state="ready"]').waitFor();

    await panel('#export').click();
    await ui.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await tab(/^notes\.txt/).click();
    await choose(/^HTML page$/);
    await ui.notification(/The summary is not in sight\. Show it and export once more\./);
    await ui.screenshot('hidden-panel');
    await ui.run('Notifications: Clear All Notifications');

    await tab(/^Bounces in mail\.log/).click();
    await panel('body[data-state="ready"]').waitFor();
    await panel('#export').click();
    await choose(/^HTML page$/);
    const file = path.join(folder, 'bounces.html');
    await saveAs(file, 'bounces.html');
    assert.match(readFileSync(file, 'utf8'), /12 bounces/);
  });
});

/** Summaries of what lies on disk: rotated and packed logs of a folder, the way from a figure to a line, and rules of one's own. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { postfixLog, refusals } from './summary-logs';
import { useWorkbench } from './ui';

describe('files and folders', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bounce-lens-ui-'));
  const logs = path.join(folder, 'spool');
  mkdirSync(logs);
  const lines = postfixLog({ bounces: 900, delivered: 300 }).trimEnd().split('\n');
  const part = (from: number, to: number): string => `${lines.slice(from, to).join('\n')}\n`;
  writeFileSync(path.join(logs, 'mail.log.2.gz'), gzipSync(part(0, 400) + refusals(['554 5.7.1 <ana@elsewhere.example>: Relay access denied'])));
  writeFileSync(path.join(logs, 'mail.log.1'), part(400, 800));
  writeFileSync(path.join(logs, 'mail.log'), part(800, lines.length));
  writeFileSync(path.join(folder, 'refused.log'), refusals(['554 5.7.1 <ana@elsewhere.example>: Relay access denied', '550 5.1.1 <ben@example.org>: Recipient address rejected: User unknown in local recipient table', '554 5.7.1 <eve@elsewhere.example>: Relay access denied']));
  symlinkSync(path.join(folder, 'gone'), path.join(logs, 'mail.err')); // leads nowhere
  const ui = useWorkbench({ folder });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const panel = (selector: string): ReturnType<typeof ui.webview.locator> => ui.webview.locator(selector);

  it('sums a folder up from the explorer, packed files first', async () => {
    const row = ui.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'spool' });
    const entry = ui.page.getByRole('menuitem', { name: /Summarize Bounces in File or Folder\.\.\./ });
    for (let tries = 0; tries < 20 && !(await entry.count()); tries++) { // menus of extensions come some moments after the window
      await ui.press('Escape');
      await row.click({ button: 'right' });
      await ui.page.waitForTimeout(300);
    }
    while (await entry.count()) { // a menu takes no click in its first moments
      await entry.click();
      await ui.page.waitForTimeout(300);
    }
    await panel('h1').filter({ hasText: /^900 bounces to .* in 3 files/ }).waitFor();
    assert.match(await panel('.limit').innerText(), /^mail\.err: it could not be read/); // and the others were
    assert.match(await panel('.foot details').innerText(), /^1 refusal of other people’s mail here/);
    await ui.screenshot('folder');
  });

  it('goes to a line of a plain file in the file', async () => {
    await panel('.grid').focus();
    await ui.press('End');
    await panel('.grid-body .row .line button:not([title*=".gz"])').last().click();
    await ui.page.locator('.tab.active', { hasText: /^mail\.log(?:\.1)?$/ }).waitFor();
  });

  it('goes to a line of a packed file in an excerpt', async () => {
    await ui.page.locator('.tab', { hasText: 'Bounces in spool' }).click();
    await panel('.grid').focus();
    await ui.press('Home');
    await panel('.grid-body .row .line button[title*=".gz"]').first().click();
    await ui.page.locator('.tab.active', { hasText: /mail\.log\.2\.gz from line \d/ }).waitFor();
    await ui.page.locator('.editor-instance .view-line', { hasText: 'status=' }).first().waitFor();
    await ui.screenshot('excerpt');
  });

  it('lists the lines of a cause, those of packed files, too', async () => {
    await ui.page.locator('.tab', { hasText: 'Bounces in spool' }).click();
    await panel('.cause-entry').first().getByRole('button', { name: /\d lines:/ }).click();
    const list = ui.page.locator('.reference-zone-widget');
    await list.locator('.monaco-list-row', { hasText: 'mail.log.2.gz from line' }).first().waitFor();
    await ui.screenshot('peek');
    await ui.press('Escape');
  });

  it("says why others' mail was refused here where nothing bounced, and leads to the lines", async () => {
    await ui.run('View: Close All Editors');
    await ui.open('refused.log');
    await ui.run('Bounce Lens: Summarize Bounces');
    await panel('h1').filter({ hasText: /^No bounces in refused\.log$/ }).waitFor();
    assert.match(await panel('.foot details[open]').innerText(), /^3 refusals of other people’s mail here, at SMTP time\s+2\s+Server is not responsible for this domain · first in line 1\s+1\s+No such mailbox · line 2$/);
    await panel('.foot .link').filter({ hasText: 'line 2' }).click();
    await ui.statusBar(/Ln 2\b/);
    await ui.screenshot('refused');
  });

  it('gives the same as text', async () => {
    await ui.run('View: Close All Editors');
    await ui.run('Bounce Lens: Summarize Bounces in File or Folder as Text...');
    const box = ui.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
    await ui.page.waitForFunction((part) => [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input[type="text"]')].some((input) => input.value.includes(part)), folder);
    await box.fill(logs);
    const accept = ui.page.locator('.quick-input-widget .monaco-button', { hasText: 'Summarize' });
    do { // some versions show the folder's files first
      await accept.click();
      await ui.page.waitForTimeout(500);
    } while (await accept.isVisible());
    await ui.page.locator('.tab.active', { hasText: 'Bounces in spool.md' }).waitFor();
    assert.match((await ui.lines()).join('\n'), /900 bounces to/);
    await ui.screenshot('folder-as-text');
  });

  it('takes rules of one\'s own at once', async () => {
    await ui.run('View: Close All Editors');
    await ui.open('spool/mail.log', 1);
    const before = (await ui.lenses(/Summarize Bounces/))[0]!;
    await ui.run('Preferences: Open User Settings (JSON)');
    await ui.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
    await ui.page.locator('.editor-instance .view-line').first().click();
    await ui.press('Control+Home');
    await ui.press('ArrowRight');
    await ui.page.keyboard.insertText('"bounceLens.rules": [{ "match": "quota exceeded", "category": "unknown-user", "note": "Full for years" }],');
    await ui.press('Control+s');
    await ui.page.locator('.tab', { hasText: 'mail.log' }).click();
    const known = Number(/(\d+) hard/.exec(before)![1]);
    const lens = ui.page.locator('.codelens-decoration', { hasText: /Summarize Bounces/ }).first();
    await ui.page.waitForFunction(([text, count]) => {
      const hard = /(\d+) hard/.exec([...document.querySelectorAll('.codelens-decoration')].map((one) => one.textContent ?? '').find((one) => one.includes(text)) ?? '');
      return hard !== null && Number(hard[1]) > count;
    }, ['Summarize Bounces', known] as const);
    assert.ok(await lens.isVisible());
    await ui.screenshot('own-rule');
  });
});

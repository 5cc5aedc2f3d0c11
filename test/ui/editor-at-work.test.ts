/** Working with bounces in the editor: a long log, pasted text, a search for a code, hostile words. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { useWorkbench } from './ui';

const MEGABYTE = 1024 * 1024;

function bounceLine(i: number): string {
  const head = `Nov 25 ${String(Math.floor(i / 3600) % 24).padStart(2, '0')}:${String(Math.floor(i / 60) % 60).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} mx1 postfix/smtp[21]: 4CQ${i}: `;
  if (i % 4) return `${head}to=<jo${i}@example.com>, relay=mx.example.com[192.0.2.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9F${i})`;
  const [status, words] = i % 8 ? ['5.1.1', '550 5.1.1 User unknown'] : ['4.2.2', '452 4.2.2 Mailbox full'];
  return `${head}to=<kim${i}@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1, delays=0/0/0/1, dsn=${status}, status=${i % 8 ? 'bounced' : 'deferred'} (host mx.example.org[192.0.2.25] said: ${words} (in reply to RCPT TO command))`;
}

/** A log of a little over this many bytes. */
function logOf(bytes: number): string {
  const lines: string[] = [];
  for (let i = 0, size = 0; size < bytes; i++) {
    const line = bounceLine(i);
    lines.push(line);
    size += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}

/** How fast it is with 20 MB, from where on VS Code draws no lenses, is measured by the bench. */
describe('working in the editor', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bounce-lens-ui-'));
  writeFileSync(path.join(folder, 'maillog'), logOf(8 * MEGABYTE));
  writeFileSync(path.join(folder, 'mainlog'), logOf(52 * MEGABYTE));
  writeFileSync(path.join(folder, 'mail.log'), `${bounceLine(4).replace('User unknown', 'User unknown [now](command:workbench.action.quit) <b>bold</b> $(trash) ![x](https://evil.example/x.png)')}\n`);
  const ui = useWorkbench({ folder, settings: { 'editor.wordWrap': 'on', 'workbench.editorLargeFileConfirmation': 1024 } });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('reads a long log beside the typing', async () => {
    await ui.open('maillog', 1);
    const totals = await ui.lenses(/hard.*soft.*Summarize Bounces/);
    assert.ok(totals.length > 0);
    await ui.page.locator('.statusbar-item', { hasNotText: '…' }).filter({ hasText: /\d,\d{3}/ }).first().waitFor();
    const began = Date.now();
    await ui.goToLine(30_000);
    await ui.page.keyboard.press('End');
    await ui.page.keyboard.type(' typed in the middle');
    await ui.page.locator('.view-line', { hasText: 'typed in the middle' }).first().waitFor();
    assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
    await ui.hover('5.1.1', { matching: /Hard bounce/ });
    await ui.screenshot('long-log');
    await ui.hideHover();
  });

  it('shows hostile words as words', async () => {
    await ui.open('mail.log', 1);
    const text = await ui.hover('5.1.1', { matching: /Hard bounce/ });
    assert.match(text, /command:workbench\.action\.quit|User unknown/);
    const links = await ui.hoverBox.locator('a').evaluateAll((all) => all.map((a) => `${a.getAttribute('data-href') ?? ''} ${a.getAttribute('href') ?? ''}`));
    for (const link of links) assert.doesNotMatch(link, /quit|evil/);
    assert.equal(await ui.hoverBox.locator('img, b, .codicon-trash').count(), 0);
    await ui.screenshot('hostile-hover');
    await ui.hideHover();
  });

  it('finds a code while it is typed, and explains it on a page', async () => {
    await ui.run('Bounce Lens: Explain Status Code...');
    await ui.page.locator('.quick-input-widget input[placeholder*="paste a reply"]').waitFor();
    await ui.page.keyboard.type('mailbox full');
    await ui.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Mailbox full' }).first().waitFor();
    await ui.screenshot('explain-search');
    await ui.page.locator('.quick-input-widget input[type="text"]').first().fill('550 5.7.1 Message rejected due to DMARC policy of example.com');
    await ui.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await ui.screenshot('explain-pasted');
    await ui.page.keyboard.press('Enter');
    await ui.page.locator('.tab.active', { hasText: /Preview/ }).waitFor();
    await ui.webview.locator('text=Who acts').waitFor();
    await ui.screenshot('explain-page');
  });

  it('serves text that somebody pasted', async () => {
    await ui.newFile('Hi, this came back:\n\n<kim@example.org>: host mx.example.org[192.0.2.25] said:\n    550 5.1.1 <kim@example.org>: User unknown (in reply to RCPT TO command)\n');
    assert.match(await ui.hover('5.1.1', { matching: /bounce/ }), /Hard bounce/);
    await ui.screenshot('pasted');
    await ui.hideHover();
  });

  it('offers to read a file that VS Code keeps to itself', async () => {
    await ui.open('mainlog', 1);
    await ui.statusBar(/Summarize Bounces/);
    await ui.run('Bounce Lens: Summarize Bounces as Text');
    const offer = ui.page.locator('.monaco-dialog-box', { hasText: /over 50 MB/ });
    await offer.waitFor();
    await ui.screenshot('too-large');
    await offer.locator('.monaco-button', { hasText: 'Summarize the File' }).click();
    await ui.page.locator('.view-line', { hasText: /bounces.to/ }).first().waitFor(); // as text, as asked
    await ui.screenshot('too-large-summary');
  });
});

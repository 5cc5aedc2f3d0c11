/** The summary panel in a real VS Code: what somebody sees, presses and takes away. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { HOSTILE } from '../unit/report/panel/hostile';
import { dialogsOf } from './dialogs';
import { postfixLog } from './summary-logs';
import { useWorkbench } from './ui';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bounce-lens-panel-'));
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
write('mail.log', postfixLog({ bounces: 412, delivered: 3000 }));
write('quiet.log', postfixLog({ bounces: 0, delivered: 5 }));
write('before.log', postfixLog({ bounces: 150, delivered: 3000 }));
write('outage.log', postfixLog({ bounces: 40, delivered: 400, outage: 64 }));
write('one.log', postfixLog({ bounces: 1, delivered: 0 }));
write('big.log', postfixLog({ bounces: 10_000, delivered: 2000 }));
write('hostile.log', Object.values(HOSTILE).filter((text) => !/[\r\n\u2028\u0085]/.test(text)).map((text, i) =>
  `2026-11-25T01:0${i % 10}:00.000+00:00 mta1 postfix/smtp[4711]: ${(0xB0000000 + i).toString(16).toUpperCase()}: to=<${text.replace(/[<>]/g, '').slice(0, 60)}@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 ${text} (in reply to RCPT TO command))`).join('\n'));

describe('the summary panel', () => {
  const ui = useWorkbench({ folder });
  const panel = (selector: string, options?: Parameters<Locator['locator']>[1]): Locator => ui.webview.locator(selector, options);
  const { choose, fillDialog, saveAs } = dialogsOf(ui);
  const headline = (): Promise<string> => panel('h1').innerText();

  before('let the page use the clipboard', () => ui.page.context().grantPermissions(['clipboard-read', 'clipboard-write']));
  after('remove the logs', () => rmSync(folder, { recursive: true, force: true }));

  async function summarize(file: string, expected: RegExp): Promise<void> {
    await ui.run('View: Close All Editors');
    await ui.open(file);
    await ui.run('Bounce Lens: Summarize Bounces');
    await panel('body[data-state="ready"]').waitFor();
    await panel('h1', { hasText: expected }).waitFor();
  }

  /** The frame itself, for scripts that a page under our policy could not run. */
  async function frame(): Promise<Frame> {
    const outer = await (await ui.page.locator('iframe.webview.ready').elementHandle()).contentFrame();
    return (await (await outer!.locator('#active-frame').elementHandle()).contentFrame())!;
  }

  async function cursorLine(line: number): Promise<void> {
    await ui.statusBar(new RegExp(`Ln ${line}\\b`));
  }

  describe('of a log with 412 bounces', () => {
    before(async function open() {
      this.timeout(60_000);
      await summarize('mail.log', /412 bounces/);
    });

    beforeEach('start without filters', async () => {
      const clear = panel('.chips .link');
      if (await clear.count()) await clear.click();
    });

    it('says how many, to whom, how they split and why', async () => {
      assert.match(await headline(), /^412 bounces to \d+ addresses in mail\.log$/);
      assert.match(await panel('.lead').innerText(), /^Main cause: Message not authenticated/);
      const counts = await panel('button.tile .tile-figure').allInnerTexts();
      assert.equal(counts.map((text) => Number(text.replace(',', ''))).reduce((a, b) => a + b), 412);
    });

    it('shows what to do first, with all steps one press away', async () => {
      const first = panel('.cause-entry').first();
      assert.match(await first.innerText(), /Message not authenticated/);
      await first.getByRole('button', { name: /Why and all steps/ }).click();
      assert.match(await first.innerText(), /What servers said[\s\S]*To prevent it/);
      await first.getByRole('button', { name: /^Less/ }).click();
    });

    it('filters by a tile, a domain and words at once, and the head line follows', async () => {
      await panel('button.tile.hard').click();
      await panel('h1', { hasText: /^106 bounces/ }).waitFor();
      await panel('.place', { hasText: 'example.org' }).click();
      await panel('#filter').fill('olga unknown');
      await panel('.grid-body .row').first().waitFor();
      const recipients = await panel('.grid-body .row .recipient').allInnerTexts();
      assert.ok(recipients.length > 0 && recipients.every((text) => /^olga\..*@example\.org$/.test(text)), recipients.join());
      assert.match(await headline(), new RegExp(`^${recipients.length} bounce`));
      assert.deepEqual((await panel('.chip:not(.turn)').allInnerTexts()).map((text) => text.replace(/\s*✕/, '')), ['hard', 'example.org']);
    });

    it('turns a filter into its opposite', async () => {
      await panel('.place', { hasText: 'gmail.com' }).click();
      await panel('.chip.turn').click();
      await panel('h1', { hasText: /^246 bounces/ }).waitFor();
      assert.equal(await panel('.place', { hasText: 'gmail.com' }).count(), 0);
    });

    it('sorts by any column', async () => {
      await panel('.sort', { hasText: 'Status' }).click();
      assert.equal(await panel('.heading .status').getAttribute('aria-sort'), 'ascending');
      assert.equal(await panel('.grid-body .row .status').first().innerText(), '4.7.1');
      await panel('.sort', { hasText: 'Status' }).click();
      assert.equal(await panel('.grid-body .row .status').first().innerText(), '5.7.26');
      await panel('.sort', { hasText: 'Status' }).click();
    });

    it('goes to the line of a row', async () => {
      const link = panel('.grid-body .row .line button').nth(2);
      const line = Number((await link.innerText()).replace(',', ''));
      await link.click();
      await cursorLine(line);
    });

    it('lists the lines of a cause', async () => {
      await panel('.cause-entry', { hasText: 'No such mailbox' }).getByRole('button', { name: /^\d+ lines: No such mailbox$/ }).click();
      await ui.page.locator('.peekview-widget').waitFor();
      await ui.press('Escape');
    });

    it('is worked by keyboard: move, select, select all, go to the line', async () => {
      await panel('.grid').focus();
      await ui.press('Home');
      await ui.press('ArrowDown');
      await ui.press('Space');
      await ui.press('Shift+ArrowDown');
      assert.match(await panel('#shown').innerText(), /^412, 2 selected$/);
      await ui.press('Control+a');
      assert.match(await panel('#shown').innerText(), /^412, 412 selected$/);
      await ui.press('Escape');
      assert.equal(await panel('#shown').innerText(), '412');
      await ui.press('Home');
      const line = Number((await panel('.grid-body .row .line').first().innerText()).replace(',', ''));
      await ui.press('Enter');
      await cursorLine(line);
    });

    it('says what stays on the list although its code begins with 5, and shows it', async () => {
      assert.match(await panel('.keep-note').innerText(), /^Keep 265 addresses although their code begins with 5\./);
      await panel('.keep-note .link').click();
      await panel('h1', { hasText: /^265 bounces/ }).waitFor();
    });

    it('says how to have fewer next time', async () => {
      const ways = await panel('.prevention li').allInnerTexts();
      assert.ok(ways.length >= 2 && ways.length <= 3, ways.join('\n'));
      assert.ok(ways.every((way) => /Helps against \d+ (?:of these|more)\.$/.test(way)), ways.join('\n'));
    });

    it('exports a selection', async () => {
      const file = path.join(folder, 'selected.csv');
      await panel('.grid').focus();
      await ui.press('Home');
      await ui.press('Space');
      await ui.press('Shift+ArrowDown');
      await panel('#export').click();
      await choose(/^Selected: 2/);
      await choose(/^CSV$/);
      await saveAs(file, 'bounces.csv');
      assert.equal(readFileSync(file, 'utf8').trimEnd().split('\r\n').length, 3);
      await panel('.grid').focus();
      await ui.press('Escape');
    });

    it('picks a span of time by keyboard', async () => {
      await panel('.timeline').focus();
      await ui.press('Home');
      for (let i = 0; i < 3; i++) await ui.press('Shift+ArrowRight');
      await ui.press('Enter');
      await panel('.chip', { hasText: '01:00 to 01:19' }).waitFor();
      const shown = Number(/^\d+/.exec(await headline())![0]);
      assert.ok(shown > 0 && shown < 412);
    });

    it('picks a span of time by dragging', async () => {
      await panel('.timeline').scrollIntoViewIfNeeded();
      const box = (await panel('.timeline').boundingBox())!;
      await ui.page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4);
      await ui.page.mouse.down();
      await ui.page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.4, { steps: 8 });
      await ui.page.mouse.up();
      await panel('.chip', { hasText: ' to ' }).waitFor();
      assert.doesNotMatch(await headline(), /^412/);
    });

    it('masks every address at once', async () => {
      await panel('#mask').click();
      assert.match(await panel('.grid-body .row .recipient').first().innerText(), /^[a-z]\*\*\*@/);
      assert.doesNotMatch(await panel('main').innerText(), /\b[a-z]{3,}\.\d+@/);
      await panel('#mask').click();
    });

    it('copies a suppression list of hard addresses', async () => {
      await panel('#copy-suppression').click();
      await ui.statusBar(/Copied 106 hard addresses/);
      const copied = await clipboard();
      assert.equal(copied.trim().split('\n').length, 106);
      assert.doesNotMatch(copied, /gmail\.com|post\.example/);
    });

    it('saves what is filtered as CSV', async () => {
      await panel('button.tile.soft').click();
      const rows = (await exported(/^CSV$/, 'csv')).trimEnd().split('\r\n');
      assert.equal(rows.length, 100);
      assert.ok(rows.slice(1).every((row) => row.includes(',soft,')));
    });

    it('saves what is filtered as an HTML page, with masked addresses', async () => {
      await panel('#mask').click();
      await panel('button.tile.soft').click();
      const page = await exported(/^HTML page$/, 'html');
      assert.match(page, /^<!DOCTYPE html>[\s\S]*99 bounces to \d+ addresses[\s\S]*<\/html>\n$/);
      assert.doesNotMatch(page, /\b[a-z]{3,}\.\d+@/);
      await panel('#mask').click();
    });

    /** The file of the 99 bounces that are left when soft ones are filtered. */
    async function exported(format: RegExp, extension: string): Promise<string> {
      const file = path.join(folder, `out.${extension}`);
      await panel('#export').click();
      await choose(/^Filtered: 99/);
      await choose(format);
      await saveAs(file, `bounces.${extension}`);
      return readFileSync(file, 'utf8');
    }

    it('saves a suppression list in the form of a mailing service', async () => {
      const file = path.join(folder, 'ses.csv');
      await panel('#save-suppression').click();
      await choose(/^Amazon SES$/);
      await saveAs(file, 'suppression-list-ses.csv');
      const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
      assert.equal(rows.length, 106);
      assert.ok(rows.every((row) => /^[^,@]+@[^,@]+,BOUNCE$/.test(row)));
    });

    it('comes back after a reload with its filters', async () => {
      await panel('button.tile.hard').click();
      await panel('h1', { hasText: /^106 bounces/ }).waitFor();
      await ui.run('Developer: Reload Window');
      await ui.page.locator('.monaco-workbench .part.statusbar').waitFor();
      await panel('h1', { hasText: /^106 bounces/ }).waitFor();
      assert.equal(await panel('button.tile.hard').getAttribute('aria-pressed'), 'true');
    });

    it('has no serious finding of an accessibility check', async () => {
      await panel('.cause-entry').first().getByRole('button', { name: /Why and all steps/ }).click();
      await ui.inEachTheme(async () => assert.deepEqual(await seriousFindings(), []));
    });
  });

  describe('of other amounts', () => {
    it('says so where nothing bounced', async () => {
      await summarize('quiet.log', /^No bounces in quiet\.log$/);
      assert.match(await panel('.empty').innerText(), /^Good news: all 5 deliveries went through\./);
      assert.match(await panel('.foot').innerText(), /Read 5 lines/);
      assert.deepEqual(await seriousFindings(), []);
    });

    it('uses the singular for one', async () => {
      await summarize('one.log', /^1 bounce to 1 address in one\.log$/);
      assert.equal(await panel('.grid-body .row').count(), 1);
    });

    it('stays quick with ten thousand', async function quick() {
      this.timeout(120_000);
      await summarize('big.log', /^10,000 bounces/);
      const rows = await panel('.grid-body .row').count();
      assert.ok(rows < 100, `${rows} rows exist at once`);
      const painted = Number(await panel('body[data-painted]').getAttribute('data-painted'));
      const filtered = await (await frame()).evaluate(async () => {
        const filter = document.querySelector<HTMLInputElement>('#filter')!;
        const times: number[] = [];
        for (const text of ['o', 'ol', 'olga', 'olga unknown', '']) {
          filter.value = text;
          const begun = performance.now();
          filter.dispatchEvent(new Event('input'));
          times.push(performance.now() - begun);
          await new Promise((done) => requestAnimationFrame(done));
        }
        return Math.max(...times);
      });
      console.log(`      first paint ${painted} ms, slowest filter ${filtered.toFixed(0)} ms`);
      await panel('.cause-entry', { hasText: 'Message not authenticated' }).getByRole('button', { name: /^4,\d+ lines:/ }).click();
      await panel('h1', { hasText: /^4,\d+ bounces/ }).waitFor();
      assert.equal(await panel('.grid').evaluate((grid) => grid === document.activeElement), true, 'more lines than a list holds are shown in the table');
      await panel('.chips > li > .link').click();
      await panel('.grid').evaluate((grid) => { grid.scrollTop = grid.scrollHeight / 2; });
      await panel('[aria-rowindex="5002"]').waitFor();
      await panel('.grid').focus();
      await ui.press('End');
      await panel('[aria-rowindex="10001"].active').waitFor();
    });
  });

  describe('of a log with an outage in it', () => {
    before(() => summarize('outage.log', /bounces/));

    it('warns before the addresses are removed', async () => {
      assert.match(await panel('.box-warning').innerText(), /^Wait before you remove 64 “no such mailbox” addresses at .*\. All came between 02:31 and 02:43\./);
      await panel('.box-warning .link').click();
      await panel('h1', { hasText: /^64 bounces/ }).waitFor();
      await panel('.chips > li > .link').click();
      await ui.screenshot('panel-outage');
    });

    it('leaves them out of the suppression list, and says so', async () => {
      const count = Number(/\((\d+)\)/.exec(await panel('#copy-suppression').innerText())![1]);
      await panel('#copy-suppression').click();
      await ui.run('Notifications: Show Notifications');
      const notice = ui.page.locator('.notifications-center .notification-list-item', { hasText: 'Left out: 64 that may be an outage' });
      assert.equal((await clipboard()).trim().split('\n').length, count);
      await notice.getByRole('button', { name: 'Take the possible outage in' }).click();
      await ui.statusBar(new RegExp(`Copied ${count + 64} hard addresses`));
      assert.equal((await clipboard()).trim().split('\n').length, count + 64);
    });
  });

  describe('compared with another one', () => {
    it('says what is new, gone, grown and less', async () => {
      await summarize('mail.log', /412 bounces/);
      await panel('#compare').click();
      await fillDialog(path.join(folder, 'before.log'), folder);
      await panel('h1', { hasText: '150 → 412 bounces' }).waitFor();
      assert.match(await panel('.compared').first().innerText(), /Message not authenticated\s+\d+\s+166\s+▲ grown/);
      assert.deepEqual(await seriousFindings(), []);
      await ui.screenshot('panel-compared');
    });

    it('comes back after a reload', async () => {
      await ui.run('Developer: Reload Window');
      await ui.page.locator('.monaco-workbench .part.statusbar').waitFor();
      await panel('h1', { hasText: '150 → 412 bounces' }).waitFor();
      assert.match(await panel('.compared').first().innerText(), /Message not authenticated\s+\d+\s+166\s+▲ grown/);
    });
  });

  describe('of a log that attacks', () => {
    it('leaves hostile text as text', async () => {
      const dialogs: string[] = [];
      ui.page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await summarize('hostile.log', /bounces/);
      await panel('.cause-entry').first().getByRole('button', { name: /Why and all steps/ }).click();
      const made = await (await frame()).evaluate(() => ({
        foreign: document.querySelectorAll('#root img, #root script, #root iframe, #root style, #root [onerror], #root [onmouseover]').length,
        links: [...document.querySelectorAll('#root a')].map((link) => link.getAttribute('href')),
        text: document.querySelector('#root')!.textContent,
        wide: document.documentElement.scrollWidth > window.innerWidth,
      }));
      assert.equal(made.foreign, 0);
      assert.ok(made.links.every((href) => href?.startsWith('https://') && !href.includes('evil')), made.links.join());
      assert.match(made.text, /<img src=x onerror=alert\(1\)>/);
      assert.doesNotMatch(made.text, /[\u202A-\u202E\u2066-\u2069\u001B]/);
      assert.equal(made.wide, false, 'a long word must not widen the page');
      assert.deepEqual(dialogs, []);
    });
  });

  describe('in every theme', () => {
    it('looks right, beside the log and alone', async function looks() {
      this.timeout(180_000);
      await summarize('mail.log', /412 bounces/);
      for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
        await ui.setTheme(theme);
        await ui.screenshot('panel-beside');
      }
      await ui.run('View: Close Editors in Other Groups');
      for (const [name, width, height] of [['wide', 1600, 1500], ['narrow', 600, 1900]] as const) {
        await ui.page.setViewportSize({ width, height });
        for (const theme of ['light', 'high-contrast', 'dark'] as const) {
          await ui.setTheme(theme);
          await ui.screenshot(`panel-${name}`);
        }
        const wide = await (await frame()).evaluate(() => ({ content: document.documentElement.scrollWidth, window: window.innerWidth }));
        assert.ok(wide.content <= wide.window, `${wide.content} px wide in ${wide.window}`);
      }
      await ui.page.setViewportSize({ width: 1280, height: 800 });
    });
  });

  function clipboard(): Promise<string> {
    return ui.page.evaluate(() => navigator.clipboard.readText());
  }

  async function seriousFindings(): Promise<string[]> {
    const inside = await frame();
    await inside.evaluate(readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8'));
    const result = await inside.evaluate(async () => {
      interface Axe { run(context: Element, options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> }
      return (window as unknown as { axe: Axe }).axe.run(document.body, { resultTypes: ['violations'] });
    });
    return result.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary ?? ''}`);
  }
});

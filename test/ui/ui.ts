/**
 * What a UI test needs: VS Code with the extension in a real browser, and the moves of a person in it.
 *
 *   import { useWorkbench } from './ui';
 *
 *   describe('hovering a code', () => {
 *     const ui = useWorkbench();                      // a fresh window on samples/ before the first test; closed after the last
 *
 *     it('says what it means', async () => {
 *       await ui.open('report-hard-and-soft.eml', 32); // a file of the folder (or an absolute path), at a line
 *       const text = await ui.hover('5.1.1');          // moves the mouse to the first 5.1.1 in sight
 *       assert.match(text, /Hard bounce/);
 *       await ui.screenshot('hover');                  // out/screenshots/hover-dark.png
 *     });
 *   });
 *
 * Moves:  open, newFile, type, goToLine, hover, hideHover, run (a command by its title), press, clickLens, webview
 * Looks:  lenses, lines, colorOf, tabs, statusBar, notifications, screenshot
 * Themes: setTheme('light'), and inEachTheme(async (theme) => { ... }) for dark, light and high contrast
 *
 * Every look waits for what it is asked for, where it can know that (`lenses(/hard/)`); nothing sleeps for a fixed time.
 * `ui.page` is Playwright's page, for everything else. One file: npm run test:ui -- test/ui/hover.test.ts
 * UI_VSCODE=1.100 runs them in the oldest supported version, UI_VSIX=FILE against the packaged extension.
 */
import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser, stayLocal } from '../../scripts/browser';
import { inProject, root } from '../../scripts/project';
import { VSCodeServer, within, type Settings } from '../../scripts/vscode/server';
import { calm, THEMES, type Theme } from './settings';
import { centerOf } from './text-on-screen';

export interface WorkbenchOptions {
  /** The folder to open; samples/ by default. */
  readonly folder?: string;
  /** User settings besides those that keep the window calm. */
  readonly settings?: Settings;
}

/** For what a test waits for; generous, because test machines are slow and busy. */
const WAIT_MS = 30_000;

/** How often the mouse points at a place before a hover counts as missing. */
const HOVER_ATTEMPTS = 4;

/** Registers mocha hooks that open a window before the suite's first test and close it after the last. */
export function useWorkbench(options: WorkbenchOptions = {}): Workbench {
  const workbench = new Workbench(options);
  before('open VS Code', async function openVSCode() {
    this.timeout(120_000);
    await workbench.start();
  });
  afterEach('look for complaints, keep a picture of a failure', async function lookAfter() {
    const complaint = this.currentTest?.state === 'passed' ? await workbench.complaint() : null;
    if (complaint) throw new Error(`VS Code complained: ${complaint}`);
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.fullTitle().replace(/\W+/g, '-').slice(0, 80)}`);
  });
  after('close VS Code', async function closeVSCode() {
    this.timeout(30_000);
    await workbench.stop();
  });
  return workbench;
}

export class Workbench {
  readonly #folder: string;
  readonly #settings: Settings;
  #server: VSCodeServer | undefined;
  #browser: Browser | undefined;
  #page: Page | undefined;
  #theme: Theme = 'dark';

  constructor(options: WorkbenchOptions) {
    this.#folder = options.folder ?? inProject('samples');
    this.#settings = options.settings ?? {};
  }

  get page(): Page {
    if (!this.#page) throw new Error('The window is not open yet: use the workbench inside it() or before().');
    return this.#page;
  }

  async start(): Promise<void> {
    const vsix = process.env['UI_VSIX'];
    this.#server = await VSCodeServer.start({ vsix, version: process.env['UI_VSCODE'] === '1.100' ? '1.100' : '1.139', settings: { ...calm, ...this.#settings } });
    this.#browser = await launchBrowser();
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, locale: 'en-US' });
    await stayLocal(context);
    this.#page = await context.newPage();
    this.#page.setDefaultTimeout(WAIT_MS);
    await this.#page.goto(this.#server.address(this.#folder, vsix ? [] : [['extensionDevelopmentPath', this.#server.uri(root)]]));
    await this.#page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  async stop(): Promise<void> {
    await within(5000, this.#browser?.close() ?? Promise.resolve());
    await this.#server?.stop();
  }

  // ---- moves

  /** Opens a file of the folder, or one with an absolute path, at a line, and waits until its text is there. */
  async open(file: string, line = 1): Promise<void> {
    const full = path.resolve(this.#folder, file);
    await this.#quickInput(`${full}:${line}`, path.basename(full));
    await this.page.locator('.tab.active', { hasText: path.basename(full) }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** An untitled document with this text, as if it was pasted. */
  async newFile(text: string): Promise<void> {
    await this.press('Control+Alt+N');
    await this.type(text);
  }

  /** Inserts text at the cursor in one go. */
  async type(text: string): Promise<void> {
    await this.page.locator('.editor-instance .view-lines').first().click();
    await this.page.keyboard.insertText(text);
  }

  async goToLine(line: number): Promise<void> {
    await this.#quickInput(`:${line}`);
    await this.page.keyboard.press('Enter');
  }

  /** Runs a command by the title that the palette shows, e.g. `Bounce Lens: Summarize Bounces`. */
  async run(title: string): Promise<void> {
    await this.#quickInput(`>${title}`, title);
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /**
   * Moves the mouse to the `nth` place in sight that shows `text`.
   * @returns the hover's text; `matching` is what it must hold before it counts as there
   */
  async hover(text: string, { nth = 1, matching = /\S/ }: { nth?: number; matching?: RegExp } = {}): Promise<string> {
    const hover = this.hoverBox.filter({ hasText: matching });
    for (let attempt = 1; ; attempt++) {
      await this.hideHover();
      const { x, y } = await centerOf(this.page, text, nth);
      await this.page.mouse.move(x - 2, y);
      await this.page.mouse.move(x, y, { steps: 3 });
      try {
        await hover.first().waitFor({ timeout: WAIT_MS / HOVER_ATTEMPTS });
        return (await hover.allInnerTexts()).join('\n\n');
      } catch (error) {
        if (attempt === HOVER_ATTEMPTS) throw error; // a lens that came in meanwhile moved the line away: point at it again, as a person would
      }
    }
  }

  /** The parts of the hover that is shown. */
  get hoverBox(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
  }

  async hideHover(): Promise<void> {
    await this.page.mouse.move(4, 4);
    await this.page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)').first().waitFor({ state: 'hidden' });
  }

  async clickLens(title: string | RegExp): Promise<void> {
    await this.page.locator('.codelens-decoration a', { hasText: title }).filter({ visible: true }).first().click();
  }

  /** What is inside the webview in front. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  // ---- looks

  /** The lenses in sight from top to bottom, one text per line of lenses; waits for one that matches. */
  async lenses(matching: string | RegExp = /\S/): Promise<string[]> {
    const lenses = this.page.locator('.codelens-decoration').filter({ visible: true });
    await lenses.filter({ hasText: matching }).first().waitFor();
    const placed = await lenses.evaluateAll((elements) => elements.map((element) => ({ top: element.getBoundingClientRect().top, text: (element as HTMLElement).innerText })));
    return placed.sort((a, b) => a.top - b.top).map(({ text }) => words(text));
  }

  /** The lines of text in sight, from top to bottom. */
  async lines(): Promise<string[]> {
    const placed = await this.page.locator('.editor-instance .view-line').evaluateAll((elements) => elements.map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' })));
    return placed.sort((a, b) => a.top - b.top).map(({ text }) => plain(text));
  }

  /** The colour in which the first `text` in sight is shown, e.g. `rgb(197, 134, 192)`. */
  async colorOf(text: string): Promise<string> {
    return (await centerOf(this.page, text)).color;
  }

  /** The names on the open tabs. */
  async tabs(): Promise<string[]> {
    return (await this.page.locator('.tab .label-name').allInnerTexts()).map(plain);
  }

  /** The text of the status bar item that matches; waits for it. */
  async statusBar(matching: string | RegExp): Promise<string> {
    const item = this.page.locator('.statusbar-item', { hasText: matching }).first();
    await item.waitFor();
    return words(await item.innerText());
  }

  /** The notification that matches; waits for it. It is in the list of notifications: a VS Code under test shows no toasts. */
  async notification(matching: string | RegExp): Promise<Locator> {
    await this.run('Notifications: Show Notifications');
    const entry = this.#notifications.filter({ hasText: matching }).first();
    await entry.waitFor();
    return entry;
  }

  get #notifications(): Locator {
    return this.page.locator('.notifications-center .notification-list-item');
  }

  /** An error notification that names the extension, or null: no test may leave one behind. */
  async complaint(): Promise<string | null> {
    if (!(await this.page.locator('.statusbar .codicon-bell-dot').count())) return null;
    await this.run('Notifications: Show Notifications');
    const errors = this.#notifications.filter({ has: this.page.locator('.codicon-error'), hasText: /bounce/i });
    const complaint = (await errors.count()) ? plain(await errors.first().innerText()) : null;
    await this.run('Notifications: Clear All Notifications');
    return complaint;
  }

  /** A picture in out/screenshots/, named after the theme as well. @returns its path */
  async screenshot(name: string): Promise<string> {
    const file = inProject('out', 'screenshots', `${name}-${this.#theme}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: 'disabled' }); // a hover that fades in is there at once
    return file;
  }

  // ---- themes

  async setTheme(theme: Theme): Promise<void> {
    await this.run('Preferences: Color Theme');
    await this.page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
    await this.page.locator('.quick-input-widget input[type="text"]').fill(THEMES[theme].label);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: THEMES[theme].label }).first().click();
    await this.page.locator(`.monaco-workbench.${THEMES[theme].bodyClass}`).waitFor();
    this.#theme = theme;
  }

  /** Does the same in dark, light and high contrast, and ends in dark. */
  async inEachTheme(work: (theme: Theme) => Promise<void>): Promise<void> {
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await this.setTheme(theme);
      await work(theme);
    }
  }

  /** Fills the palette's input; with `choose`, takes the first row that shows it. */
  async #quickInput(text: string, choose?: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
    await input.waitFor();
    await input.fill(text);
    if (choose) await this.page.locator('.quick-input-list .monaco-list-row', { hasText: choose }).first().click();
  }
}

/** VS Code shows spaces as no-break spaces. */
const plain = (text: string): string => text.replace(/\u00a0/g, ' ').trimEnd();

/** The words of a text with icons, which are private characters in boxes of their own. */
const words = (text: string): string => text.replace(/[\ue000-\uf8ff]/g, '').replace(/\s+/g, ' ').trim();

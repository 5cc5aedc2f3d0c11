/** Runs the editor tests in a VS Code server, in whose window a headless browser looks. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, stayLocal } from '../../scripts/browser';
import type { Counts } from '../../scripts/counts';
import { extensionId, inProject, manifest, root, shown } from '../../scripts/project';
import { VSCodeServer, within, type VSCodeVersion } from '../../scripts/vscode/server';
import { COUNTS, REPORT_LINE } from './host/report';

export interface Run { readonly web: boolean; readonly vsix: string | undefined; readonly version: VSCodeVersion }

/** Tests that have not ended by then are taken for hanging. */
const LONGEST_RUN_MS = Number(process.env['TEST_TIMEOUT_MS'] ?? 180_000);

/** @returns what ran; nothing where VS Code ended without running a test */
export async function runInServer(run: Run): Promise<Counts> {
  const server = await VSCodeServer.start({
    version: run.version, vsix: run.vsix,
    settings: {
      'chat.disableAIFeatures': true, 'workbench.startupEditor': 'none',
      ...(run.web ? { 'remote.extensionKind': { [extensionId]: ['web'] } } : {}), // the "browser" entry, in the web worker host
    },
  });
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await stayLocal(context);
    const page = await context.newPage();
    const { extension, tests } = places(run, server);
    const outcome = watch(page);
    await page.goto(server.address(inProject('samples'), [
      ['extensionDevelopmentPath', server.uri(extension)], // one only: a second would replace the first
      ['extensionTestsPath', server.uri(tests)],
    ]));
    const { counts, log, hung } = await outcome;
    if (hung) await tellOfHang(page, server);
    mkdirSync(inProject('out'), { recursive: true });
    writeFileSync(inProject('out', 'vscode.log'), `${log.join('\n')}\n--- server\n${server.log}`);
    return counts ?? { passed: 0, failed: hung ? 1 : 0, skipped: 0 };
  } finally {
    await within(5000, browser?.close() ?? Promise.resolve());
    await server.stop();
  }
}

/** Which folder counts as the extension under development, and where its tests are. */
function places(run: Run, server: VSCodeServer): { extension: string; tests: string } {
  const tests = inProject('out', 'test', run.web ? 'web' : 'node', 'index');
  if (!run.vsix) return { extension: root, tests };
  if (!run.web) return { extension: inProject('out', 'test'), tests }; // an empty one: the real one is installed
  // VS Code turns off a "web" extension that is installed on the server, so its installed folder plays the one under development.
  const extension = path.join(server.folder, 'extensions', `${extensionId}-${manifest.version}`);
  cpSync(path.dirname(tests), path.join(extension, '.tests'), { recursive: true });
  return { extension, tests: path.join(extension, '.tests', 'index') };
}

interface Outcome { counts: Counts | undefined; log: string[]; hung: boolean }

/** Prints mocha's lines as they come, and ends when the tests do, or else the page. */
async function watch(page: Page): Promise<Outcome> {
  const outcome: Outcome = { counts: undefined, log: [], hung: false };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { outcome.hung = true; resolve(outcome); }, LONGEST_RUN_MS);
    const end = (): void => { clearTimeout(timer); resolve(outcome); };
    page.on('crash', () => { outcome.log.push('the page crashed'); end(); });
    page.on('close', end);
    // VS Code's own hooks for automation: everything that it logs, and the end of the tests
    Promise.all([
      page.exposeFunction('codeAutomationLog', (type: string, words: unknown[]) => {
        const text = format(...words);
        if (text.startsWith(REPORT_LINE)) console.log(text.slice(REPORT_LINE.length));
        else if (text.startsWith(COUNTS)) outcome.counts = JSON.parse(text.slice(COUNTS.length)) as Counts;
        else outcome.log.push(`[${type}] ${text}`);
      }),
      page.exposeFunction('codeAutomationExit', end),
    ]).catch(reject);
  });
}

async function tellOfHang(page: Page, server: VSCodeServer): Promise<void> {
  const picture = inProject('out', 'hung.png');
  console.error(`The tests did not end within ${LONGEST_RUN_MS / 1000} s.\n${server.log.slice(-2000)}`);
  await page.screenshot({ path: picture }).then(() => console.error(`Picture of the window: ${shown(picture)}`), () => undefined);
}

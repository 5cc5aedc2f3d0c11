/**
 * Runs the editor tests (test/editor/*.test.ts) inside a real VS Code.
 *   tsx test/editor/run.ts [--web] [--vsix=FILE] [--vscode=1.100] [--server] [--grep=WORDS]
 *     --web      in the web extension host, with the extension's browser build
 *     --vsix     against the packaged extension, installed as a user would
 *     --server   in the served VS Code even where a desktop is at hand; --web, --vsix and --vscode imply it
 * Ends with "N passed, N failed". Exit: 0 all passed; 1 some failed or none ran; 2 something is missing on this machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { inProject, root, SetupError } from '../../scripts/project';
import { writeCounts, type Counts } from '../../scripts/counts';
import { findDesktop } from '../../scripts/vscode/desktop';
import type { VSCodeVersion } from '../../scripts/vscode/server';
import { runInServer } from './run-in-server';

const words = process.argv.slice(2);
const option = (name: string): string | undefined => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

async function main(): Promise<number> {
  build();
  const web = words.includes('--web');
  const vsix = option('vsix');
  const version = option('vscode');
  const counts = await (web || vsix || version || words.includes('--server') ? undefined : runOnDesktop())
    ?? await runInServer({ web, vsix, version: version === '1.100' ? '1.100' : '1.139' satisfies VSCodeVersion });
  return writeCounts(counts);
}

/** The extension, the tests, and an empty extension to run them beside where the real one is installed. */
function build(): void {
  if (spawnSync(process.execPath, [inProject('esbuild.js'), '--tests'], { stdio: 'inherit' }).status !== 0) throw new SetupError('The build failed.');
  writeFileSync(inProject('out', 'test', 'package.json'), JSON.stringify({ name: 'test-host', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } }));
}

/** @returns undefined where this machine has no desktop VS Code */
async function runOnDesktop(): Promise<Counts | undefined> {
  const desktop = await findDesktop();
  if ('missing' in desktop) {
    console.log(`${desktop.missing}: running the editor tests in the VS Code server.`);
    return undefined;
  }
  const countsFile = inProject('out', 'desktop-counts.json');
  rmSync(countsFile, { force: true });
  mkdirSync(path.dirname(countsFile), { recursive: true });
  try {
    await runTests({
      vscodeExecutablePath: desktop.executable, extensionDevelopmentPath: root, extensionTestsPath: inProject('out/test/node/index.js'),
      extensionTestsEnv: { TEST_COUNTS: countsFile }, launchArgs: [inProject('samples'), '--disable-extensions', '--disable-workspace-trust'],
    });
  } catch (error) {
    console.error(String(error)); // failed tests as well: the counts tell
  }
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8')) as Counts;
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(2);
});

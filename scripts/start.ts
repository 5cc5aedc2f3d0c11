/**
 * npm start [-- FILE|FOLDER] [--server] [--vscode=1.100]
 * Builds the extension and opens a real VS Code with it, on samples/ or on what is named: on the desktop where that is
 * possible, else in the browser. Ctrl-C ends all that it started.
 *   --server        in the browser in any case
 *   --vscode=1.100  the oldest supported version, in the browser
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { inProject, root, SetupError, shown } from './project';
import { findDesktop } from './vscode/desktop';
import { VSCodeServer, type Settings, type VSCodeVersion } from './vscode/server';

/** The sample that is opened where nothing is named. */
const FIRST_SAMPLE = inProject('samples', 'report-hard-and-soft.eml');

/** For the fresh profile that the window gets: nothing in the way of the extension. */
const SETTINGS: Settings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
};

interface Target { folder: string; file: string | undefined }

async function main(): Promise<void> {
  const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
  const [named] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const target = targetOf(named);
  const version: VSCodeVersion = options.includes('--vscode=1.100') ? '1.100' : '1.139';

  console.log('Building the extension ...');
  if (spawnSync(process.execPath, [inProject('esbuild.js'), '--dev'], { stdio: 'inherit' }).status !== 0) throw new SetupError('The build failed.');

  if (!options.includes('--server') && version !== '1.100') {
    const desktop = await findDesktop();
    if ('executable' in desktop) return onDesktop(desktop.executable, target);
    console.log(`${desktop.missing}: opening VS Code in the browser instead.`);
  }
  return inBrowser(target, version);
}

function targetOf(named: string | undefined): Target {
  if (!named) return { folder: inProject('samples'), file: existsSync(FIRST_SAMPLE) ? FIRST_SAMPLE : undefined };
  const full = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), named); // npm itself runs in the project's folder
  if (!existsSync(full)) throw new SetupError(`There is no ${full}.`);
  return statSync(full).isDirectory() ? { folder: full, file: undefined } : { folder: path.dirname(full), file: full };
}

function describe(target: Target): string {
  return target.file ? shown(target.file) : `${shown(target.folder)}${path.sep}`;
}

async function onDesktop(executable: string, target: Target): Promise<void> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'bounce-lens-start-'));
  process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));
  mkdirSync(path.join(profile, 'data', 'User'), { recursive: true });
  writeFileSync(path.join(profile, 'data', 'User', 'settings.json'), JSON.stringify(SETTINGS, null, 2));
  console.log(`Opening ${describe(target)} in VS Code (${executable}). Close the window or press Ctrl-C to end.`);
  const child = spawn(executable, [
    `--extensionDevelopmentPath=${root}`, `--user-data-dir=${path.join(profile, 'data')}`, `--extensions-dir=${path.join(profile, 'extensions')}`,
    '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--new-window',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    target.folder, ...(target.file ? [target.file] : []),
  ], { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  const code = await new Promise<number | null>((resolve, reject) => { child.once('error', reject); child.once('exit', resolve); });
  if (code) throw new SetupError(`VS Code ended with exit status ${code}. "npm start -- --server" opens it in the browser instead.`);
}

async function inBrowser(target: Target, version: VSCodeVersion): Promise<void> {
  const server = await VSCodeServer.start({ version, settings: SETTINGS });
  const address = server.address(target.folder, [
    ['extensionDevelopmentPath', server.uri(root)],
    ...(target.file ? [['openFile', server.uri(target.file)] as const] : []),
  ]);
  console.log(`\nVS Code ${version} with Bounce Lens shows ${describe(target)} at\n\n  ${address}\n\nPress Ctrl-C to end.`);
  openBrowser(address);
  setInterval(() => undefined, 1 << 30); // stay until Ctrl-C
}

/** Opens the address where there is a browser to open it in; it stands in the terminal anyway. */
function openBrowser(address: string): void {
  const [command, ...args] = process.platform === 'darwin' ? ['open', address]
    : process.platform === 'win32' ? ['explorer.exe', address]
      : ['xdg-open', address];
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  spawn(command, args, { stdio: 'ignore', detached: true }).once('error', () => undefined).unref();
}

// Ending by a signal must pass through "exit": that is where everything that was started is ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0));

main().catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
});

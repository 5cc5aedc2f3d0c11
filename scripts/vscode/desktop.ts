/** Finds a VS Code for the desktop: one that is installed, or else one that can be downloaded. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import * as path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { inProject } from '../project';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';
/** Where name look-ups hang instead of failing, this is how long the look takes. */
const LOOK_MS = 3000;

export type Desktop = { readonly executable: string } | { readonly missing: string };

/** @returns the executable, or in plain words why there is none */
export async function findDesktop(): Promise<Desktop> {
  const given = process.env['VSCODE_EXECUTABLE_PATH'];
  if (given) return { executable: given };
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return { missing: 'There is no desktop here' };
  const executable = installedExecutable();
  if (executable) return { executable };
  const folder = inProject('.vscode-test');
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.startsWith('vscode-'))) {
    try {
      await fetch(DOWNLOADS, { method: 'HEAD', signal: AbortSignal.timeout(LOOK_MS) });
    } catch {
      return { missing: 'VS Code is not installed and cannot be downloaded here' };
    }
    console.log('Downloading VS Code; this happens once ...');
  }
  try {
    return { executable: await downloadAndUnzipVSCode({ cachePath: folder }) };
  } catch (error) {
    return { missing: `VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)})` };
  }
}

/**
 * The program behind `code` on the PATH, which itself only starts it and leaves. Not found: inside WSL, a container or a
 * remote session, where `code` talks to a VS Code somewhere else.
 */
function installedExecutable(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (!existsSync(file)) continue;
      const bin = path.dirname(realpathSync(file));
      const candidates = process.platform === 'win32' ? [path.join(bin, '..', 'Code.exe')]
        : process.platform === 'darwin' ? [path.resolve(bin, '..', '..', '..', 'MacOS', 'Electron'), path.resolve(bin, '..', '..', '..', 'MacOS', 'Code')]
          : [path.join(bin, '..', 'code')];
      const found = candidates.find((candidate) => existsSync(candidate));
      if (found) return found;
    }
  }
  return undefined;
}

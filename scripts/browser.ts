/** A headless Chromium for tests and pictures: the same one, with the same fonts, on every Linux machine. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { SetupError } from './project';
import { installed } from './tool-packages';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

interface Executable { executablePath: string; env?: Record<string, string> }

/**
 * CHROMIUM_PATH, where it is set; on Linux x64 the one from the npm registry; elsewhere an installed one.
 * @throws SetupError where there is none
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...await findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'] });
}

async function findBrowser(): Promise<Executable> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return { executablePath: given };
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked(await installed('browser'));
  const system = SYSTEM_BROWSERS.find((file) => existsSync(file));
  if (system) return { executablePath: system };
  throw new SetupError('The tests need a Chromium: install Chrome or Chromium, or set CHROMIUM_PATH to its executable.');
}

/** The package holds Chromium, its libraries and a font packed with brotli: unpacks them once, beside it. */
function unpacked(modules: string): Executable {
  const packed = path.join(modules, '@sparticuz', 'chromium', 'bin');
  const folder = path.join(modules, '.cache', 'chromium');
  if (!existsSync(path.join(folder, 'chromium'))) {
    mkdirSync(path.dirname(folder), { recursive: true });
    const making = mkdtempSync(`${folder}-`);
    const inflate = (name: string): Buffer => brotliDecompressSync(readFileSync(path.join(packed, name)));
    writeFileSync(path.join(making, 'chromium'), inflate('chromium.br'), { mode: 0o755 });
    for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) execFileSync('tar', ['-x', '-C', making], { input: inflate(name) });
    try {
      renameSync(making, folder);
    } catch {
      rmSync(making, { recursive: true, force: true }); // another process was first
    }
  }
  const fonts = path.join(folder, 'fonts.conf');
  writeFileSync(fonts, fontConfiguration(folder, path.join(modules, 'dejavu-fonts-ttf', 'ttf')));
  const libraries = [path.join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executablePath: path.join(folder, 'chromium'), env: { ...inherited(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts } };
}

/** Without a configuration of its own Chromium would use the machine's fonts, and crash where there are none. */
function fontConfiguration(folder: string, dejavu: string): string {
  const families = { monospace: 'DejaVu Sans Mono', 'sans-serif': 'Open Sans', 'system-ui': 'Open Sans', serif: 'DejaVu Serif' };
  const aliases = Object.entries(families).map(([generic, family]) => `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`);
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>${dejavu}</dir><cachedir>${folder}/fonts-cache</cachedir>
${aliases.join('\n')}
</fontconfig>
`;
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Refuses all requests that leave this machine: tests need no network, and none may hang on a look-up. */
export async function stayLocal(context: BrowserContext): Promise<void> {
  await context.route((url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1', (route) => route.abort());
}

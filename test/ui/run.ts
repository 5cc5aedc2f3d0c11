/**
 * Runs the UI tests (test/ui/*.test.ts) with mocha: VS Code in a server, a headless browser looking at it.
 *   tsx test/ui/run.ts [FILE...] [--grep=WORDS] [--vscode=1.100] [--vsix=FILE]
 */
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { spawnSync } from 'node:child_process';
import { inProject, SetupError } from '../../scripts/project';
import { runMocha } from '../../scripts/mocha-suite';

const words = process.argv.slice(2);
const option = (name: string): string | undefined => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

async function main(): Promise<number> {
  if (spawnSync(process.execPath, [inProject('esbuild.js')], { stdio: 'inherit' }).status !== 0) throw new SetupError('The build failed.');
  for (const name of ['vsix', 'vscode']) {
    const value = option(name);
    if (value) process.env[`UI_${name.toUpperCase()}`] = value;
  }
  const named = words.filter((word) => !word.startsWith('--')).map((file) => path.resolve(file));
  const all = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts')).sort().map((name) => path.join(__dirname, name));
  return runMocha(named.length ? named : all, { reporter: 'spec', timeout: 60_000, slow: 10_000, grep: option('grep') });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(2);
});

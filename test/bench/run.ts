/**
 * npm run bench [-- NAME...] [-- ARGUMENT...]
 * Runs the measurements test/bench/NAME.bench.ts (all, where none is named), each in a process of its own so that none
 * warms up or burdens another; what follows a second -- goes to them, e.g. the file to measure with. They are bundled as what
 * ships is: file by file, as the tests run, names across files are looked up again and again, and verdicts take twice as long.
 */
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { root } from '../../scripts/project';

const ENDING = '.bench.ts';
const words = process.argv.slice(2);
const dashes = words.indexOf('--');
const wanted = dashes === -1 ? words : words.slice(0, dashes);
const passedOn = dashes === -1 ? [] : words.slice(dashes + 1);
const known = readdirSync(__dirname).filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length)).sort();

const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length) {
  console.error(`There is no benchmark ${unknown.join(', ')}. The benchmarks: ${known.join(', ')}.`);
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'bounce-lens-bench-'));
const failed = (wanted.length ? wanted : known).filter((name) => {
  console.log(`\n== ${name}`);
  const outfile = path.join(folder, `${name}.cjs`);
  buildSync({
    entryPoints: [path.join(__dirname, name + ENDING)], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', charset: 'utf8', external: ['vscode'],
    define: { __dirname: JSON.stringify(__dirname) }, // they look for their files from where they stand
  });
  return spawnSync(process.execPath, ['--expose-gc', outfile, ...passedOn], { cwd: root, stdio: 'inherit' }).status !== 0;
});
rmSync(folder, { recursive: true, force: true });
if (failed.length) console.error(`\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length ? 1 : 0;

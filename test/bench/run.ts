/**
 * npm run bench [-- NAME...] [-- ARGUMENT...]
 * Runs the measurements test/bench/NAME.bench.ts (all, where none is named), each in a process of its own so that none
 * warms up or burdens another; what follows a second -- goes to them, e.g. the file to measure with.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { root } from '../../scripts/project';

const ENDING = '.bench.ts';
const tsx = createRequire(__filename).resolve('tsx/cli');
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
const failed = (wanted.length ? wanted : known).filter((name) => {
  console.log(`\n== ${name}`);
  return spawnSync(process.execPath, ['--expose-gc', tsx, path.join(__dirname, name + ENDING), ...passedOn], { cwd: root, stdio: 'inherit' }).status !== 0;
});
if (failed.length) console.error(`\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length ? 1 : 0;

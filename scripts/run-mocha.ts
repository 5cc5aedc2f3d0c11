/** tsx scripts/run-mocha.ts FOLDER|FILE... [--grep=WORDS]: the plain mocha suites (unit, grammar). */
import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { runMocha } from './mocha-suite';

const words = process.argv.slice(2);
const grep = words.find((word) => word.startsWith('--grep='))?.slice('--grep='.length);

function testFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [path.resolve(place)];
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts')).sort().map((name) => path.resolve(place, name));
}

const files = words.filter((word) => !word.startsWith('--')).flatMap(testFiles);
void runMocha(files, { reporter: 'dot', timeout: 20_000, grep }).then((code) => process.exit(code));

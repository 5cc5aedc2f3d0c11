/**
 * npm test [-- SUITE...]
 * Runs all suites one after the other, each in a process of its own, and ends with "N passed, N failed" over all of them.
 * A suite that fails without a failed test, or runs none, counts as one failure.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { COUNTS_FILE, line, type Counts } from './counts';
import { inProject, root } from './project';

const tsx = createRequire(__filename).resolve('tsx/cli');

const SUITES: Record<string, readonly string[]> = {
  unit: ['scripts/run-mocha.ts', 'test/unit', 'test/fuzz'],
  grammar: ['scripts/run-mocha.ts', 'test/grammar'],
  editor: ['test/editor/run.ts'],
  'editor-web': ['test/editor/run.ts', '--web'],
  ui: ['test/ui/run.ts'],
};

async function main(): Promise<number> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !SUITES[name]);
  if (unknown.length) {
    console.error(`There is no suite ${unknown.join(', ')}. The suites: ${Object.keys(SUITES).join(', ')}.`);
    return 2;
  }
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  for (const [name, command] of Object.entries(SUITES)) {
    if (named.length && !named.includes(name)) continue;
    console.log(`\n=== ${name} tests`);
    const start = Date.now();
    const counts = await run(name, command);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    summary.push(`${name.padEnd(12)} ${line(counts)} (${Math.round((Date.now() - start) / 1000)} s)`);
  }
  console.log(`\n${summary.join('\n')}\n\n${line(total)}`);
  return total.failed ? 1 : 0;
}

async function run(name: string, command: readonly string[]): Promise<Counts> {
  const file = inProject('out', `counts-${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const child = spawn(process.execPath, [tsx, ...command], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, [COUNTS_FILE]: file } });
  const code = await new Promise<number | null>((resolve, reject) => { child.once('error', reject); child.once('exit', resolve); });
  const counts = read(file);
  if (code !== 0 && counts.failed === 0) {
    console.error(`The ${name} tests ended with exit status ${code}.`);
    counts.failed = 1;
  }
  return counts;
}

function read(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }; // it ended before it could tell
  }
}

// Ctrl-C reaches the suite as well, which ends what it started; wait for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { process.exitCode = 130; });
void main().then((code) => { process.exitCode ??= code; });

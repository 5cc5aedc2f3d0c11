/** The promise about cost: the extension wakes for any plain text, so that must take no time that anyone notices. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import Module from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** Milliseconds to load the code and to activate. Of the processor, not of the clock: test machines do other things meanwhile. */
const LONGEST_START_MS = 20;
/** Bytes of code that starting may load; the engine and its catalog are several times this. */
const MOST_CODE = 120_000;
/** The fastest of some starts tells what the start itself takes. */
const STARTS = 5;

describe('starting the extension', () => {
  const extension = vscode.extensions.getExtension('bounce-lens.bounce-lens');
  const dist = path.join(extension?.extensionPath ?? '', 'dist');

  it('leaves the engine for the first document that needs it', async () => {
    assert.deepEqual(vscode.workspace.textDocuments.map((document) => document.fileName), [], 'this must run before the other tests');
    await extension?.activate();
    const { _cache: cache } = Module as unknown as { _cache: Record<string, unknown> };
    const loaded = Object.keys(cache).filter((file) => file.startsWith(dist));
    const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0);
    const names = loaded.map((file) => path.basename(file));
    assert.ok(loaded.length > 0 && bytes < MOST_CODE, `${bytes} bytes in ${names.join(', ')}`);
    assert.ok(!names.includes('shared.js'), 'through it the engine is loaded');
  });

  it(`takes less than ${LONGEST_START_MS} ms`, () => {
    const script = `(${startInFakeEditor.toString()})(${JSON.stringify(path.join(dist, 'extension.js'))}, ${JSON.stringify(Object.keys(vscode))})`;
    const times = Array.from({ length: STARTS }, () => Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })));
    const fastest = Math.min(...times);
    assert.ok(fastest < LONGEST_START_MS, `it took ${times.map((time) => time.toFixed(1)).join(', ')} ms`);
  });
});

/** Runs in a process of its own: loads and activates the extension in an editor whose every answer is another "whatever". */
function startInFakeEditor(file: string, names: string[]): void {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const loader = require('node:module') as { _load(request: string, ...rest: unknown[]): unknown };
  const whatever = (): object => new Proxy(function answer() { /* any value */ }, {
    get: (_target, name) => (name === 'then' ? undefined : name === Symbol.iterator ? () => [][Symbol.iterator]() : name === Symbol.toPrimitive ? () => '' : whatever()),
    apply: whatever,
    construct: whatever,
    set: () => true, // a status bar item has a name, and so has a function, which keeps it
  });
  const load = loader._load.bind(loader);
  const editor = Object.fromEntries(names.map((name) => [name, whatever()])); // made once, and before the clock runs
  loader._load = (request, ...rest) => (request === 'vscode' ? editor : load(request, ...rest));
  const before = process.cpuUsage();
  (require(file) as { activate(context: object): void }).activate(whatever());
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1000));
  process.exit(0);
}

/** The promise about cost: starting the extension takes no time that anyone notices, because the engine is loaded later. */
import assert from 'node:assert/strict';
import Module from 'node:module';
import { statSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** Milliseconds for loading the code and for activate(). */
const LONGEST_ACTIVATION_MS = 20;
/** Bytes of code that starting may load; the engine and its catalog are several times this. */
const MOST_CODE = 100_000;

type Load = (request: string, ...rest: unknown[]) => unknown;
interface Started { activate(...args: unknown[]): unknown }

describe('starting the extension', () => {
  const extension = vscode.extensions.getExtension('bounce-lens.bounce-lens');
  const loader = Module as unknown as { _load: Load; _cache: Record<string, unknown> };
  const original = loader._load;
  let milliseconds = 0;

  before(async () => {
    assert.equal(extension?.isActive, false, 'it was started without a reason');
    const timed = <T>(work: () => T): T => {
      const start = performance.now();
      const result = work();
      milliseconds += performance.now() - start;
      return result;
    };
    loader._load = function load(this: unknown, request, ...rest) {
      if (!/[\\/]dist[\\/]extension(?:\.js)?$/.test(request)) return original.call(this, request, ...rest);
      const loaded = timed(() => original.call(this, request, ...rest)) as Started;
      return { ...loaded, activate: (...args: unknown[]) => timed(() => loaded.activate(...args)) };
    };
    await extension?.activate();
  });

  after(() => { loader._load = original; });

  it(`takes less than ${LONGEST_ACTIVATION_MS} ms`, () => {
    assert.ok(milliseconds > 0, 'the start was not seen');
    assert.ok(milliseconds < LONGEST_ACTIVATION_MS, `it took ${milliseconds.toFixed(1)} ms`);
  });

  it('leaves the engine for later', () => {
    const dist = path.join(extension?.extensionPath ?? '', 'dist');
    const loaded = Object.keys(loader._cache).filter((file) => file.startsWith(dist));
    const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(loaded.length > 0 && bytes < MOST_CODE, `${bytes} bytes in ${loaded.map((file) => path.basename(file)).join(', ')}`);
  });
});

/** Chunks are linked by name: what they share costs nothing to use, and the program behaves as the source does. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';

const { asCommonJs } = createRequire(__filename)(path.join(__dirname, '../../../scripts/as-common-js')) as { asCommonJs: (code: string) => string };

interface Exports {
  readonly total: () => number;
  readonly text: string;
  readonly last: number;
  readonly module: string;
}

/** Runs a module, with these to import. */
function run(code: string, modules: Record<string, unknown>): { exports: Exports; asked: string[] } {
  const module = { exports: {} as Exports };
  const asked: string[] = [];
  runInNewContext(code, { module, require: (name: string) => { asked.push(name); return modules[name]; } });
  return { exports: module.exports, asked };
}

const SOURCE = `
  import './first';
  import { one, two as second } from './numbers';
  function sum() { return one + second + all.three + whole.four; }
  import * as all from 'all';
  import whole from 'whole';
  import { $five } from './five';
  const module = 'its own';
  const text = 'import { a } from "b"; export { a };';
  const later = () => import('./later');
  export { sum as total, text, $five as last, module };
`;
const MODULES = { './numbers': { one: 1, two: 2 }, all: { three: 3 }, whole: { four: 4 }, './five': { $five: 5 } };

describe('a chunk as CommonJS', () => {
  for (const minify of [false, true]) {
    it(`imports and exports by name ${minify ? 'where it is minified' : 'where it is not'}`, () => {
      const esm = transformSync(SOURCE, { format: 'esm', minify }).code;
      const { exports, asked } = run(asCommonJs(esm), MODULES);
      assert.equal(exports.total(), 10);
      assert.equal(exports.last, 5);
      assert.equal(exports.module, 'its own', 'an ES module may have that name');
      assert.equal(exports.text, 'import { a } from "b"; export { a };');
      assert.deepEqual(asked.sort(), ['./first', './five', './numbers', 'all', 'whole']);
      assert.equal(Object.getOwnPropertyDescriptor(exports, 'total')?.get, undefined, 'a value, no getter');
    });
  }
});

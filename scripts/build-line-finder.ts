/**
 * Compiles src/engine/stream/line-finder.wat into the TypeScript module beside it. Run it after every change of the source:
 *
 *   npx tsx scripts/build-line-finder.ts
 *
 * The result is checked in, so that nobody else needs the compiler; a test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import createWabt from 'wabt';

const folder = join(__dirname, '..', 'src', 'engine', 'stream');
export const RESULT = join(folder, 'line-finder.wasm.ts');

export async function compiledLineFinder(): Promise<string> {
  const wabt = await createWabt();
  const module = wabt.parseWat('line-finder.wat', readFileSync(join(folder, 'line-finder.wat'), 'utf8'), { simd: true });
  try {
    const binary = Buffer.from(module.toBinary({}).buffer).toString('base64');
    return `/** line-finder.wat compiled by scripts/build-line-finder.ts: not to be changed by hand. */\nexport const lineFinderBinary =\n  '${binary}';\n`;
  } finally {
    module.destroy();
  }
}

if (require.main === module) void compiledLineFinder().then((text) => writeFileSync(RESULT, text));

/**
 * Gives Node the chunks that stand in the browser's file (see esbuild.js). That is a megabyte, and to compile it takes longer than to read a
 * small log; so a build leaves beside it what Node made of it. This fits one version of Node and its flags: Node finds out where it does not,
 * and compiles as ever. The package has none.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** Name of the file with compiled code; it tells the content that was compiled. Set by the bundler. */
declare const CODE_CACHE: string;

/** The chunks by name. */
type Shared = Readonly<Record<string, () => unknown>>;

const file = join(__dirname, 'extension.web.js');
const script = new Script(`(function (exports, require) {${readFileSync(file, 'utf8')}\n})`, { filename: file, cachedData: readCache() });

function readCache(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, CODE_CACHE));
  } catch {
    return undefined;
  }
}

const exported: { shared?: Shared } = {};
(script.runInThisContext() as (exports: object, require: NodeJS.Require) => void)(exported, createRequire(__filename));

export const shared = exported.shared!;

/** Whether compiled code was there and fitted. */
export const usedCache = script.cachedDataRejected === false;

/** What Node has compiled by now, see `scripts/code-cache.js`. */
export const codeCache = (): Buffer => script.createCachedData();

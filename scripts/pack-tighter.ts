/**
 * The same files in a zip file anew, packed by a slower compressor that finds shorter forms (about 5 % less for ours), scripts minified
 * once more by a tool that names and folds better than the bundler (3 % less), and JSON without the blanks that are there for people.
 */
import { gzipAsync } from '@gfx/zopfli';
import { unzipSync, Zip, type ZipInputFile } from 'fflate';
import { minify, type MinifyOptions } from 'terser';

/** RFC 1952: the bytes around the deflated ones in a gzip file that carries no name and no comment. */
const GZIP_HEAD = 10;
const GZIP_TAIL = 8;

/** How often the compressor tries again; more makes no difference that is worth the wait. */
const ROUNDS = 15;

/** The number of the deflate method in a zip file (APPNOTE.TXT 4.4.5). */
const DEFLATED = 8;

/** CommonJS files of the bundler: what they declare at the top is their own. */
const SCRIPTS: MinifyOptions = { ecma: 2022, toplevel: true, compress: { passes: 2 }, format: { comments: false } };

/**
 * @param archive a whole zip file, smaller than 4 GiB
 * @returns a zip file with the same names, in the same order, that mean the same
 */
export async function packTighter(archive: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [filename, original] of Object.entries(unzipSync(archive))) {
    const content = await shortened(filename, original);
    const gzipped = Buffer.from(await gzipAsync(content, { numiterations: ROUNDS, blocksplittingmax: 0 }));
    const file: ZipInputFile = { filename, size: content.length, crc: gzipped.readUInt32LE(gzipped.length - GZIP_TAIL), compression: DEFLATED };
    zip.add(file);
    file.ondata?.(null, gzipped.subarray(GZIP_HEAD, -GZIP_TAIL), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

async function shortened(filename: string, content: Uint8Array): Promise<Uint8Array> {
  if (filename.endsWith('.json')) return Buffer.from(JSON.stringify(JSON.parse(Buffer.from(content).toString())));
  if (!filename.endsWith('.js')) return content;
  const { code } = await minify(Buffer.from(content).toString(), SCRIPTS);
  return Buffer.from(code!); // it throws where it has none
}

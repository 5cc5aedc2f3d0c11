/**
 * The same files in a zip file anew, packed by a slower compressor that finds shorter forms (about 5 % less for ours), scripts minified
 * once more by a tool that names and folds better than the bundler (3 % less), and JSON without what is there for people and for building.
 */
import { gzipAsync } from '@gfx/zopfli';
import { unzipSync } from 'fflate';
import { minify, type MinifyOptions } from 'terser';

/** RFC 1952: the bytes around the deflated ones in a gzip file that carries no name and no comment. */
const GZIP_HEAD = 10;
const GZIP_TAIL = 8;

/** How often the compressor tries again; more makes no difference that is worth the wait. */
const ROUNDS = 60;

/** Zip files begin each of their records so (APPNOTE.TXT 4.3). */
const LOCAL_FILE = 0x04034b50;
const CENTRAL_FILE = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
/** Version 2.0 can deflate, and that is the method (4.4.3, 4.4.5); names are UTF-8 (4.4.4); the first day of zip files, so that the same files give the same package. */
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x800;
const DEFLATED = 8;
const DATE = 0x21;

/** Members of a package.json that an editor does not look at. */
const FOR_BUILDING: ReadonlySet<string> = new Set(['scripts', 'devDependencies', 'imports', 'bin']);

/**
 * The bundler's files are made of ES modules: what they declare at the top is their own. No function of ours is called with `new` but classes, so all
 * may become arrows and methods. What is written alike is short once it is packed.
 */
const SCRIPTS: MinifyOptions = {
  ecma: 2022, module: true, compress: { passes: 2, sequences: false, lhs_constants: false, unsafe_arrows: true, unsafe_methods: true }, format: { comments: false, quote_style: 2 },
};

/**
 * @param archive a whole zip file, smaller than 4 GiB
 * @returns a zip file with the same names, in the same order, that mean the same
 */
export async function packTighter(archive: Uint8Array): Promise<Uint8Array> {
  const files: PackedFile[] = [];
  for (const [name, original] of Object.entries(unzipSync(archive))) {
    const content = await shortened(name, original);
    const gzipped = Buffer.from(await gzipAsync(content, { numiterations: ROUNDS, blocksplittingmax: 0 }));
    files.push({ name: Buffer.from(name), size: content.length, crc: gzipped.readUInt32LE(gzipped.length - GZIP_TAIL), packed: gzipped.subarray(GZIP_HEAD, -GZIP_TAIL) });
  }
  return zipOf(files);
}

interface PackedFile {
  readonly name: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly packed: Buffer;
}

/** A zip file with all sizes in front, where those that are written in one go put them behind each file a second time. */
function zipOf(files: readonly PackedFile[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, size, crc, packed } of files) {
    // what both records say: version, flags, method, time, date, CRC, sizes, length of the name and of what is extra
    const common = Buffer.alloc(26);
    [VERSION, NAMES_ARE_UTF8, DEFLATED, 0, DATE].forEach((value, i) => common.writeUInt16LE(value, 2 * i));
    [crc, packed.length, size].forEach((value, i) => common.writeUInt32LE(value, 10 + 4 * i));
    common.writeUInt16LE(name.length, 22);
    local.push(numbers([LOCAL_FILE], 4), common, name, packed);
    central.push(numbers([CENTRAL_FILE], 4), numbers([VERSION], 2), common, numbers([0, 0, 0, 0, 0], 2), numbers([offset], 4), name);
    offset += 4 + common.length + name.length + packed.length;
  }
  const length = Buffer.concat(central).length;
  const end = [numbers([END_OF_CENTRAL], 4), numbers([0, 0, files.length, files.length], 2), numbers([length, offset], 4), numbers([0], 2)];
  return Buffer.concat([...local, ...central, ...end]);
}

/** @param width bytes of each */
function numbers(values: readonly number[], width: 2 | 4): Buffer {
  const bytes = Buffer.alloc(values.length * width);
  values.forEach((value, i) => bytes.writeUIntLE(value, i * width, width));
  return bytes;
}

async function shortened(filename: string, content: Uint8Array): Promise<Uint8Array> {
  if (filename.endsWith('.json')) {
    const members = Object.entries(JSON.parse(Buffer.from(content).toString()) as object);
    return Buffer.from(JSON.stringify(Object.fromEntries(members.filter(([name]) => !filename.endsWith('/package.json') || !FOR_BUILDING.has(name)))));
  }
  if (!filename.endsWith('.js')) return content;
  const { code } = await minify(Buffer.from(content).toString(), SCRIPTS);
  // it throws where it has no code; a chunk's function is called at once, and engines compile it at once if it is written so, see `asCommonJs`
  return Buffer.from(code!.replaceAll('.exports=(()=>{', '.exports=(function(){'));
}

/**
 * The loop of a fuzz run: mutates texts for as long as it is told and looks for crashes, hangs and places outside the text.
 *   npx tsx test/fuzz/NAME.fuzz.ts [--seconds 60] [--seed 1] [FOLDER...]
 * Starts from the fixtures and from every file of the folders and of the folders in them. Prints the seed of a find and writes the text
 * that caused it to the temporary folder; ends with status 1 where there was one.
 */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BounceRecord, Span } from '../../src/engine/record';
import { mutate, Random } from './mutations';

/** A text may take this much of the processor, and this much more for each KiB. Real ones take a tenth of a millisecond. */
const MILLISECONDS = 150;
const MILLISECONDS_PER_KIB = 2;
const MOST_FINDS = 20;
/** Longer files say nothing more and take their time. */
const LARGEST_SEED = 1 << 20;

export interface Subject {
  /** Of the texts, in the plural. */
  readonly name: string;
  /** Folder below `test/fixtures`. */
  readonly fixtures: string;
  /** What is wrong with the reading of a text, or null; what it throws is wrong, too. */
  readonly problemOf: (text: string, random: Random) => string | null;
}

export function fuzz({ name, fixtures, problemOf }: Subject): void {
  const { seconds, seed: first, folders } = readOptions(process.argv.slice(2));
  const seeds = [join(__dirname, '..', 'fixtures', fixtures), ...folders].flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size <= LARGEST_SEED).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')));
  const finds = mkdtempSync(join(tmpdir(), `${name}-fuzz-`));
  let count = 0;
  let failures = 0;
  let slowest = 0;
  for (const text of seeds.slice(0, 50)) problemOf(text, new Random(0)); // what is compiled once or grows fast with use
  const end = Date.now() + seconds * 1000;
  for (let seed = first; Date.now() < end && failures < MOST_FINDS; seed++) {
    const random = new Random(seed);
    const text = mutate(seeds, random);
    const { problem, took } = tryOut(() => problemOf(text, random));
    count++;
    slowest = Math.max(slowest, took);
    const slow = took > MILLISECONDS + (MILLISECONDS_PER_KIB * text.length) / 1024 ? `took ${took.toFixed(0)} ms for ${text.length} characters` : null;
    if (!problem && !slow) continue;
    failures++;
    const file = join(finds, `${seed}.txt`);
    writeFileSync(file, text, 'latin1');
    console.log(`seed ${seed}: ${problem ?? slow} (${file})`);
  }
  console.log(`${count} ${name} from ${seeds.length}, ${failures} failed, slowest ${slowest.toFixed(0)} ms`);
  process.exitCode = failures > 0 ? 1 : 0;
}

function tryOut(read: () => string | null): { problem: string | null; took: number } {
  const begin = process.cpuUsage(); // not the clock: the machine has other work, too
  let problem: string | null;
  try {
    problem = read();
  } catch (error) {
    problem = error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : String(error);
  }
  const used = process.cpuUsage(begin);
  return { problem, took: (used.user + used.system) / 1000 };
}

/** What is wrong with a record's places in the text, or null. */
export function wrongIn(record: BounceRecord, text: string): string | null {
  const { recipient, status, replyCode, at } = record;
  const spans = [record.span, record.encodedIn, ...Object.values(at) as Span[]].filter((span): span is Span => span !== null && span !== undefined);
  if (!spans.every((span) => isInside(span, text))) return 'a place outside the text';
  if (record.line < 1) return `line ${record.line}`;
  if (at.status && text.slice(at.status.start, at.status.end) !== status) return `status at the wrong place: ${status}`;
  if (at.replyCode && text.slice(at.replyCode.start, at.replyCode.end) !== replyCode) return `reply code at the wrong place: ${replyCode}`;
  if (at.recipient && !/[\r\n]/.test(text.slice(at.recipient.start, at.recipient.end)) && text.slice(at.recipient.start, at.recipient.end) !== recipient) return `recipient at the wrong place: ${recipient}`;
  return null;
}

export function isInside(span: Span, text: string): boolean {
  return Number.isInteger(span.start) && Number.isInteger(span.end) && span.start >= 0 && span.start <= span.end && span.end <= text.length;
}

function readOptions(words: readonly string[]): { seconds: number; seed: number; folders: string[] } {
  const found = { seconds: 60, seed: 1, folders: [] as string[] };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '--seconds') found.seconds = Number(words[++i]);
    else if (words[i] === '--seed') found.seed = Number(words[++i]);
    else found.folders.push(words[i]!);
  }
  return found;
}

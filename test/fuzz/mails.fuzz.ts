/**
 * Mutates mails structurally for as long as it is told and looks for crashes, hangs and places outside the text.
 *   npx tsx test/fuzz/mails.fuzz.ts [--seconds 60] [--seed 1] [FOLDER...]
 * Starts from the mail fixtures and from every file of the folders. Prints the seed of a find and writes the mail that
 * caused it to the temporary folder; ends with status 1 where there was one.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodedView } from '../../src/engine/message/decoded-view';
import { mail } from '../../src/engine/message/mail-format';
import { mbox } from '../../src/engine/message/mbox-format';
import { structureOf, type OutlineNode } from '../../src/engine/message/structure';
import type { BounceRecord, Span } from '../../src/engine/record';
import { mutate, Random } from './mutations';

/** A mail may take this much of the processor, and this much more for each KiB. Real ones take a tenth of a millisecond. */
const MILLISECONDS = 150;
const MILLISECONDS_PER_KIB = 2;

const options = readOptions(process.argv.slice(2));
const seeds = [join(__dirname, '..', 'fixtures', 'mail'), ...options.folders].flatMap((folder) => readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => readFileSync(join(folder, entry.name), 'latin1')));
const finds = mkdtempSync(join(tmpdir(), 'mails-fuzz-'));
let count = 0;
let failures = 0;
let slowest = 0;
const end = Date.now() + options.seconds * 1000;
for (let seed = options.seed; Date.now() < end; seed++) {
  const random = new Random(seed);
  const text = mutate(seeds, random);
  const problem = problemOf(text, random.chance(2));
  count++;
  if (problem === null) continue;
  failures++;
  const file = join(finds, `${seed}.eml`);
  writeFileSync(file, text, 'latin1');
  console.log(`seed ${seed}: ${problem} (${file})`);
  if (failures >= 20) break;
}
console.log(`${count} mails from ${seeds.length}, ${failures} failed, slowest ${slowest.toFixed(0)} ms`);
process.exitCode = failures > 0 ? 1 : 0;

/** What is wrong with the reading of a text, or null. */
function problemOf(text: string, binary: boolean): string | null {
  const begin = process.cpuUsage();
  try {
    for (const format of [mail, mbox]) {
      const records: BounceRecord[] = [];
      format.read({ text, binary }, { referenceTime: 0 }, { record: (r) => { records.push(r); }, notUnderstood: () => undefined, limit: () => undefined, message: () => undefined });
      for (const record of records) {
        const wrong = wrongIn(record, text);
        if (wrong) return `${format.id}: ${wrong}`;
      }
    }
    const structure = structureOf({ text, binary });
    const spans: Span[] = [...structure.originals, ...structure.encoded];
    const collect = (node: OutlineNode): void => { spans.push(node.span); node.children.forEach(collect); };
    structure.mails.forEach(collect);
    if (!spans.every((span) => isInside(span, text))) return 'structure: a place outside the text';
    decodedView({ text, binary });
  } catch (error) {
    return error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : String(error);
  }
  const used = process.cpuUsage(begin); // not the clock: the machine has other work, too
  const took = (used.user + used.system) / 1000;
  slowest = Math.max(slowest, took);
  return took > MILLISECONDS + (MILLISECONDS_PER_KIB * text.length) / 1024 ? `took ${took.toFixed(0)} ms for ${text.length} characters` : null;
}

function wrongIn(record: BounceRecord, text: string): string | null {
  const { recipient, status, replyCode, at } = record;
  const spans = [record.span, record.encodedIn, ...Object.values(at) as Span[]].filter((span): span is Span => span !== null && span !== undefined);
  if (!spans.every((span) => isInside(span, text))) return 'a place outside the text';
  if (record.line < 1) return `line ${record.line}`;
  if (at.status && text.slice(at.status.start, at.status.end) !== status) return `status at the wrong place: ${status}`;
  if (at.replyCode && text.slice(at.replyCode.start, at.replyCode.end) !== replyCode) return `reply code at the wrong place: ${replyCode}`;
  if (at.recipient && !/[\r\n]/.test(text.slice(at.recipient.start, at.recipient.end)) && text.slice(at.recipient.start, at.recipient.end) !== recipient) return `recipient at the wrong place: ${recipient}`;
  return null;
}

function isInside(span: Span, text: string): boolean {
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

/**
 * How the command line copes with size, as whole processes:
 *   npm run build && npm run bench -- scale [-- --sizes 1,64,512] [--file LOG]
 * makes Postfix logs of so many megabytes (or takes yours), and tells time, rate and peak memory of `bounce-lens LOG --format json`,
 * beside ripgrep's and pflogsumm's in the same run where they are installed; then one line of 200 MB; then each log format of the
 * fixtures amid other lines, and Postfix in a container, in process, on one core.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Summarizer } from '../../src/engine/summarizer';
import { byteAccess } from '../../src/platform/node/bytes';
import { postfixLines } from '../unit/platform/files';

const MEGABYTE = 1024 * 1024;
const SIZES = [1, 16, 64, 256, 1024];
const CLI = join(__dirname, '../../dist/cli.js');
/** The naive search that every administrator starts with. */
const PATTERN = String.raw`\b[245]\.\d{1,3}\.\d{1,3}\b`;
/** pflogsumm takes minutes for a gigabyte. */
const MOST_FOR_PFLOGSUMM = 64;
/** Peak memory that is promised. */
const MOST_MEMORY = 250;
/** In process, mixed formats. */
const LEAST_RATE = 100;

export const name = 'scale';

export function run(words: readonly string[] = process.argv.slice(2)): void {
  if (!existsSync(CLI)) {
    console.error('dist/cli.js is missing: npm run build');
    process.exitCode = 1;
    return;
  }
  const option = (wanted: string): string | undefined => (words.includes(wanted) ? words[words.indexOf(wanted) + 1] : undefined);
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-bench-'));
  try {
    const own = option('--file');
    const sizes = (option('--sizes')?.split(',') ?? SIZES).map(Number);
    const costs: { readonly size: number; readonly work: number }[] = [];
    const files = own ? [own] : sizes.map((size) => makeLog(join(folder, `${size}.log`), size));
    for (const file of files) costs.push(measureFile(file, folder));
    const further = costs.slice(1).map(({ size, work }, i) => (1000 * (work - costs[i]!.work)) / (size - costs[i]!.size));
    if (further.length > 1) console.log(`linear: from size to size each further MB takes ${further.map((cost) => cost.toFixed(1)).join(', ')} ms of work`);
    measureLongLine(join(folder, 'line.log'), folder);
    measureFormats();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns megabytes, and seconds of processor time: the start of the program is in it */
function measureFile(file: string, folder: string): { size: number; work: number } {
  const size = statSync(file).size / MEGABYTE;
  const ours = runCli(file, folder);
  let line = `${size.toFixed(0).padStart(5)} MB: ${ours.seconds.toFixed(2)} s (${ours.work.toFixed(2)} s of work), ${(size / ours.seconds).toFixed(0)} MB/s, at most ${ours.memory.toFixed(0)} MB of memory`;
  const ripgrep = seconds('rg', ['-c', PATTERN, file]);
  if (ripgrep !== null) line += `; ripgrep ${ripgrep.toFixed(2)} s, ratio ${(ours.seconds / ripgrep).toFixed(2)}`;
  const pflogsumm = size <= MOST_FOR_PFLOGSUMM ? seconds('pflogsumm', [file]) : null;
  if (pflogsumm !== null) line += `; pflogsumm ${pflogsumm.toFixed(2)} s, ratio ${(ours.seconds / pflogsumm).toFixed(3)}`;
  console.log(line);
  if (ours.memory > MOST_MEMORY) process.exitCode = 1;
  return { size, work: ours.work };
}

function measureLongLine(file: string, folder: string): void {
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, postfixLines(900));
  for (let i = 0; i < 200; i++) writeSync(descriptor, 'x'.repeat(MEGABYTE));
  writeSync(descriptor, `\n${postfixLines(900)}`);
  closeSync(descriptor);
  const { seconds: took, memory } = runCli(file, folder);
  console.log(`one line of 200 MB: ${took.toFixed(2)} s, at most ${memory.toFixed(0)} MB of memory`);
}

/** What else stands in such files: nine of ten lines. */
const OTHER_LINES = `Oct  1 00:00:00 mx1 dovecot: imap-login: Login: user=<anna@example.org>, method=PLAIN, rip=192.0.2.7, lip=10.2.5.1, mpid=4711, TLS, session=<abcdef>
Oct  1 00:00:00 mx1 kernel: [12345.678901] device eth0 entered promiscuous mode
2026-10-01 00:00:01 1abcde-000001-AB <= news@example.org H=app.example.org [192.0.2.8] P=esmtps S=48122 id=20261001.1@example.org
Oct  1 00:00:01 mx1 postfix/qmgr[812]: 4F5G6H7J8K: from=<news@example.org>, size=48122, nrcpt=1 (queue active)
Oct  1 00:00:02 mx1 sshd[99]: Accepted publickey for admin from 192.0.2.9 port 50122 ssh2: ED25519 SHA256:abcdefghijklmnop
`;

function measureFormats(): void {
  const fixtures = join(__dirname, '../fixtures/logs');
  if (!existsSync(fixtures)) return;
  const summarizer = new Summarizer(byteAccess);
  let megabytes = 0;
  let took = 0;
  const slow: string[] = [];
  for (const file of readdirSync(fixtures).filter((one) => statSync(join(fixtures, one)).isFile() && !one.endsWith('.records'))) {
    const once = readFileSync(join(fixtures, file), 'utf8');
    if (once.length < 200) continue;
    const { size, seconds: needed } = secondsFor(summarizer, file, amidOthers(once));
    megabytes += size;
    took += needed;
    if (size / needed < LEAST_RATE) slow.push(`${file} ${(size / needed).toFixed(0)}`);
  }
  console.log(`mixed formats: ${(megabytes / took).toFixed(0)} MB/s on one core (promised: ${LEAST_RATE})${slow.length > 0 ? `; below it: ${slow.join(', ')}` : ''}`);
  const inContainer = amidOthers(postfixLines(50)).split('\n').map((line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-10-01T00:00:00.123456789Z' })).join('\n');
  const { size, seconds: needed } = secondsFor(summarizer, 'container.log', `${inContainer}\n`);
  console.log(`Postfix in a container, as JSON: ${(size / needed).toFixed(0)} MB/s on one core`);
}

const amidOthers = (lines: string): string => lines + OTHER_LINES.repeat(Math.ceil((9 * lines.length) / OTHER_LINES.length));

/** Reads a text again and again. @returns megabytes, and seconds of processor time */
function secondsFor(summarizer: Summarizer, file: string, text: string): { size: number; seconds: number } {
  const once = Buffer.from(text);
  const many = Buffer.concat(Array.from({ length: Math.ceil((16 * MEGABYTE) / once.length) }, () => once));
  const start = process.cpuUsage();
  const reading = summarizer.open(file, { fileName: file, referenceTime: 0 });
  for (let at = 0; at < many.length; at += MEGABYTE) reading.push(many.subarray(at, at + MEGABYTE));
  reading.end();
  const { user, system } = process.cpuUsage(start);
  return { size: many.length / MEGABYTE, seconds: (user + system) / 1e6 };
}

interface Cost {
  readonly seconds: number;
  /** Seconds that the processors worked for it: what stays the same when the machine has other things to do. */
  readonly work: number;
  /** Megabytes. */
  readonly memory: number;
}

function runCli(file: string, folder: string): Cost {
  const hook = join(folder, 'memory.cjs');
  const result = join(folder, 'memory.txt');
  writeFileSync(hook, `if (require('node:worker_threads').isMainThread) process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(result)}, JSON.stringify(process.resourceUsage())));`);
  const took = seconds(process.execPath, ['--require', hook, CLI, file, '--format', 'json']);
  if (took === null) throw new Error('the command line failed');
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(result, 'utf8')) as NodeJS.ResourceUsage;
  return { seconds: took, memory: maxRSS / 1024, work: (userCPUTime + systemCPUTime) / 1e6 };
}

/** How long a command takes; null where it is not installed or fails. */
function seconds(command: string, words: readonly string[]): number | null {
  const start = performance.now();
  const { status } = spawnSync(command, words, { stdio: 'ignore' });
  return status === 0 ? (performance.now() - start) / 1000 : null;
}

/** The same hour again and again: what costs is there, with different queue ids and recipients. */
function makeLog(file: string, megabytes: number): string {
  const descriptor = openSync(file, 'w');
  for (let written = 0, line = 0; written < megabytes * MEGABYTE; line += 50_000) {
    const text = postfixLines(50_000, line).slice(0, Math.ceil(megabytes * MEGABYTE - written));
    written += writeSync(descriptor, text);
  }
  closeSync(descriptor);
  return file;
}

if (require.main === module) run();

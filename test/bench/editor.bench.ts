/**
 * How long somebody waits who opens a long log: until the first lens, for a hover, for a keystroke. The model with a document double
 * in plain Node; in the editor the same work runs in the extension host, beside the window.
 *   tsx test/bench/editor.bench.ts [FILE]
 */
import { readFileSync } from 'node:fs';
import { DocumentModel } from '../../src/editor/document-model';
import { engine } from '../../src/editor/engine-room';
import { hoverMarkdown } from '../../src/editor/explanation-markdown';
import { hoverTargetAt } from '../../src/editor/hover-target';
import { planLenses } from '../../src/editor/lens-plan';
import { mentionsIn } from '../../src/editor/mentions';
import { overviewOf } from '../../src/editor/overview';
import { DocumentDouble } from '../unit/editor/support/document-double';

const LINES = 100_000;
const ROUNDS = 300;

/** One of a hundred lines of an ordinary day, and its like. */
function logLine(i: number): string {
  const head = `Nov 25 ${String(Math.floor(i / 3600) % 24).padStart(2, '0')}:${String(Math.floor(i / 60) % 60).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} mx1 postfix/smtp[${2000 + (i % 50)}]: 4CQ${i.toString(16).toUpperCase()}: `;
  const host = `mx${i % 20}.example.org[192.0.2.${i % 250}]`;
  const tail = `relay=${host}:25, delay=1.2, delays=0.1/0/0.6/0.5`;
  if (i % 5 === 0) return `${head}to=<kim${i}@example.org>, ${tail}, dsn=5.1.1, status=bounced (host ${host} said: 550 5.1.1 <kim${i}@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command))`;
  if (i % 5 === 1) return `${head}to=<al${i}@example.net>, ${tail}, dsn=4.2.2, status=deferred (host ${host} said: 452 4.2.2 The email account is over quota (in reply to RCPT TO command))`;
  return `${head}to=<jo${i}@example.com>, ${tail}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9F${i})`;
}

function percentiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function timed(times: number[], work: () => void): void {
  const start = performance.now();
  work();
  times.push(performance.now() - start);
}

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  const text = file ? readFileSync(file, 'utf8') : Array.from({ length: LINES }, (_, i) => logLine(i)).join('\n');
  const document = new DocumentDouble(text);
  document.lineStart(0);
  console.log(`editor: a log of ${(text.length / 1024 ** 2).toFixed(0)} MB, ${document.lineCount.toLocaleString('en-US')} lines`);

  const begun = performance.now();
  const model = new DocumentModel(1, document, engine, { referenceTime: Date.now() });
  let first = planLenses(model, 'distinct').length;
  for (; first === 0 && !model.ready; first = planLenses(model, 'distinct').length) await new Promise((resolve) => { setTimeout(resolve, 1); });
  console.log(`  first lenses (${first}) after ${(performance.now() - begun).toFixed(0)} ms`);
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await model.whenReady();
  clearInterval(beat);
  console.log(`  all read after ${(performance.now() - begun).toFixed(0)} ms (${model.records.size.toLocaleString('en-US')} records); the host was busy for at most ${longest.toFixed(0)} ms at a time`);

  const hovers: number[] = [];
  const screens: number[] = [];
  const edits: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const line = (i * 7919) % document.lineCount;
    const content = document.lineText(line);
    const start = document.lineStart(line);
    const at = start + Math.max(0, content.indexOf('dsn='));
    timed(hovers, () => {
      const target = hoverTargetAt(model, engine.scanCodes, content, start, at);
      if (target) hoverMarkdown(engine, target, { model: 1, offset: at, recordAt: at, alike: 2, encoded: false });
    });
    timed(screens, () => { mentionsIn(model, engine.scanCodes, line, line + 60); });
    const change = i % 3 === 0 ? document.edit(line, content.length, line, content.length, '\n') : document.edit(line, 0, line, 0, 'x');
    document.lineStart(0); // an editor keeps its own index of lines
    timed(edits, () => model.change([change]));
    if (i % 10 === 0) timed(counts, () => { overviewOf(model); planLenses(model, 'distinct'); });
  }
  console.log(`  hover              ${percentiles(hovers)}`);
  console.log(`  codes of a screen  ${percentiles(screens)}`);
  console.log(`  keystroke          ${percentiles(edits)}`);
  console.log(`  lenses anew        ${percentiles(counts)}`);
  model.dispose();
}

void main();

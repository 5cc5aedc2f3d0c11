/**
 * Verdicts per second on one core, single replies in process, all different: the examples of the rules' tests with ever new addresses,
 * hosts and ids. Aim: 200,000 per second.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundledRules } from '../../src/engine/classify/bundled-rules';
import { createJudge } from '../../src/engine/classify/judge';
import { newRecord } from '../../src/engine/new-record';
import type { BounceRecord } from '../../src/engine/record';

export interface Result {
  readonly replies: number;
  /** The first verdict of the process, for which the rules are compiled: as it passed, and by processor time (the collector's and compiler's threads are in it). */
  readonly firstVerdictMs: number;
  readonly firstVerdictCpuMs: number;
  readonly perSecond: number;
  /** By processor time: what the figure would be were the machine idle. */
  readonly perSecondOfCpu: number;
}

export const name = 'verdicts on single replies';

const fixtures = path.join(__dirname, '../fixtures/rules');
const REPLIES = 200_000;
const ROUNDS = 4;

interface Example {
  readonly reply: string;
  readonly host?: string;
}

function examples(): Example[] {
  const json = (file: string): unknown => JSON.parse(readFileSync(path.join(fixtures, file), 'utf8'));
  const ofProviders = readdirSync(path.join(fixtures, 'providers')).flatMap((file) => Object.values(json(`providers/${file}`) as Record<string, Example>));
  const ofWords = readdirSync(fixtures).filter((file) => file.endsWith('.json'))
    .flatMap((file) => Object.values(json(file) as Record<string, { yes: string[] }>).flatMap(({ yes }) => yes.map((reply) => ({ reply }))));
  return [...ofProviders, ...ofWords];
}

/** Replies as long as real ones (140 characters in the middle), no two alike. */
function records(): BounceRecord[] {
  const all = examples();
  return Array.from({ length: REPLIES }, (_, i) => {
    const { reply, host } = all[i % all.length]!;
    const record = newRecord('replies', i + 1, { start: 0, end: 0 });
    record.diagnostic = inOnePiece(`${reply} <kim${i}@shop${i % 977}.example> (host mx${i % 13}.shop.example[192.0.${i % 200}.${i % 251}]) id=${(i * 7919).toString(36)}-${i}`);
    record.remoteMta = host ?? null;
    return record;
  });
}

/** Text from a file is one piece of memory; text that was just put together becomes that when it is first looked at, which is not what is measured. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}

export function run(): Result {
  const judge = createJudge(bundledRules);
  const first = newRecord('replies', 1, { start: 0, end: 0 });
  first.diagnostic = '550 5.1.1 <kim@shop.example>: Recipient address rejected: User unknown';
  const firstTook = stopwatch(() => judge(first));
  const all = records();
  let perSecond = 0;
  let perSecondOfCpu = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const took = stopwatch(() => { for (const record of all) judge(record); });
    perSecond = Math.max(perSecond, (1000 * all.length) / took.ms);
    perSecondOfCpu = Math.max(perSecondOfCpu, (1000 * all.length) / took.cpuMs);
  }
  return { replies: all.length, firstVerdictMs: Math.round(firstTook.ms), firstVerdictCpuMs: Math.round(firstTook.cpuMs), perSecond: Math.round(perSecond), perSecondOfCpu: Math.round(perSecondOfCpu) };
}

function stopwatch(work: () => void): { ms: number; cpuMs: number } {
  const cpu = process.cpuUsage();
  const started = performance.now();
  work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}

const { replies, firstVerdictMs, firstVerdictCpuMs, perSecond, perSecondOfCpu } = run();
console.log(`${name}: ${replies.toLocaleString('en')} different replies`);
console.log(`  first verdict (rules compiled) ${firstVerdictMs} ms (${firstVerdictCpuMs} ms of processor time)`);
console.log(`  ${perSecond.toLocaleString('en')} verdicts/s (${perSecondOfCpu.toLocaleString('en')} per second of processor time)`);

/** Whatever stands in a file: no format throws, none hangs. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { eventFormats } from '../../../src/engine/event/events';
import { logFormats } from '../../../src/engine/log/logs';
import { read } from './reading';

const formats = [...logFormats, ...eventFormats];
const folder = join(__dirname, '../../fixtures/logs');
const lines = readdirSync(folder).filter((name) => !name.endsWith('.records')).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')).filter((line) => line !== '');

/** Pieces that the formats look for. */
const pieces = [...new Set([...formats.flatMap((format) => format.kind === 'log' ? format.needles ?? [] : []), 'to=<', 'a@b', '<', '>', '"', "'", '(', ')', '[', ']', '{', '}', ': ', ', ', '550 5.1.1 ', '550-', '4', '5', '.', '\\', '\t', '\n', ' R=', ' H=', ' said: ', ';', '@', 'Mar 14 09:26:53 ', '2026-03-14 10:00:00 ', ' 1abcDE-000000005vi-0000 ', '#Fields: date-time,session-id,event,data', 'type,rcpt,dsnStatus\n', 'RCPT TO:<', 'delivery 5: failure: '])];

describe('Hostile input', () => {
  it('any pieces in any order', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      for (const format of formats) { read(format, text); format.detect({ text }); }
    }), { numRuns: 300 });
  }).timeout(20_000);

  it('real lines with holes', () => {
    fc.assert(fc.property(fc.constantFrom(...lines), fc.nat(), fc.nat(), fc.constantFrom('', '"', '<', '\t', '{', '[', '4.5.6', '\0'), (line, a, b, stuff) => {
      const from = a % line.length;
      const text = line.slice(0, from) + stuff + line.slice(from + (b % 20));
      for (const format of formats) read(format, text);
    }), { numRuns: 1000 });
  }).timeout(20_000);

  // A pattern that backtracks needs minutes for these; what is linear needs milliseconds.
  const LIMIT_MS = 2500;
  const long = 500_000;
  const runs = ['a', ' ', '<', '(', '"', "'", '@', ',', ': ', '=', '5', '550 ', '5.1.1 ', '\\', '{"a":', '[', 'a@b ', '<a@', 'to=<a', 'a.', 'a,', '_', '\t', 'RCPT TO:', 'said: ', "'a': (550, b'", 'rejected ', 'delivery ', ' defer (', ';', '}{', 'type,', '"",', 'result="', ' (a.b) ', 'severity: '];
  for (const format of formats) {
    it(`${format.id}: takes linear time for long lines`, () => {
      const heads = format.kind === 'log' ? [...(format.needles ?? []).slice(0, 6), ''] : [''];
      for (const run of runs) {
        for (const head of heads) {
          const text = head + run.repeat(Math.ceil(long / 10 / run.length));
          const before = process.cpuUsage();
          read(format, text);
          format.detect({ text: text.slice(0, 65_536) });
          const used = process.cpuUsage(before);
          assert.ok((used.user + used.system) / 1000 < LIMIT_MS, `${JSON.stringify(head)} + ${JSON.stringify(run)}: ${(used.user + used.system) / 1000} ms`);
        }
      }
    }).timeout(60_000);
  }
});

import assert from 'node:assert/strict';
import { bounceService } from '../../../src/engine/bundled-service';
import { Summarizer } from '../../../src/engine/summarizer';
import type { Summary } from '../../../src/engine/summary/summary';
import { byteAccess } from '../../../src/platform/node/bytes';
import { copyText } from '../../../src/report/copy-text';
import { explain } from '../../../src/report/explanation';
import { summaryFromJson, summaryToJson } from '../../../src/report/json';
import { summaryMarkdown } from '../../../src/report/markdown';
import { ndjsonLine } from '../../../src/report/ndjson';
import { noPaint } from '../../../src/report/paint';
import { exportAs } from '../../../src/report/exports';
import { panelHtml } from '../../../src/report/html';
import { toHtml } from '../../../src/report/panel/element';
import { tableRow } from '../../../src/report/panel/sections/table-row';
import { summaryText } from '../../../src/report/text';
import { at, bounce, catalog, prepare } from './panel/bounces';

const NOW = Date.UTC(2026, 9, 2);
const rest = (id: string): string => `mx1 postfix/smtp[2]: ${id}: to=<${id}@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 unknown (in reply to RCPT TO command))`;
/** Three in the morning by the clock on the wall, and an hour later. */
const OWN = [`Oct  1 03:00:00 ${rest('a1')}`, `Oct  1 04:00:00 ${rest('a2')}`].join('\n');
const ZONED = [`2026-10-01T03:00:00+02:00 ${rest('b1')}`, `2026-10-01T04:00:00+02:00 ${rest('b2')}`].join('\n');

function summaryOf(...logs: string[]): Summary {
  const summarizer = new Summarizer(byteAccess);
  logs.forEach((log, i) => {
    const reading = summarizer.open(`${i}.log`, { referenceTime: NOW });
    reading.push(Buffer.from(log));
    reading.end();
  });
  return summarizer.summary;
}

const recordOf = (line: string) => bounceService().read({ text: line, binary: false }, { referenceTime: NOW }).records[0]!;
const text = (...logs: string[]): string => summaryText(summaryOf(...logs), catalog, noPaint);
const json = (...logs: string[]): Record<string, unknown> => JSON.parse(summaryToJson(summaryOf(...logs))) as Record<string, unknown>;

describe('The times of a log that names no time zone', () => {
  it('are told by the clock of the log, which nobody calls UTC', () => {
    for (const out of [text(OWN), summaryMarkdown(summaryOf(OWN), catalog)]) {
      assert.match(out, /2026-10-01 03:00 to 04:00/);
      assert.match(out, /Times are as in the log\./);
      assert.doesNotMatch(out, /UTC/);
    }
    assert.match(text(OWN), /Bounces by minute\n {2}2026-10-01 03:00 /);
  });

  it('are UTC where the log names the zone', () => {
    assert.match(text(ZONED), /2026-10-01 01:00 to 02:00 UTC/);
    assert.doesNotMatch(text(ZONED), /Times are/);
  });

  it('are kept apart from others in a summary of both, where no time is called UTC', () => {
    assert.match(text(OWN, ZONED), /Times are UTC, or as in the log where it names no time zone\./);
    assert.match(text(OWN, ZONED), /2026-10-01 01:00 to 04:00 /);
  });

  it('have no Z in JSON, and `clock` says why', () => {
    const { first, last, clock, byHour } = json(OWN);
    assert.deepEqual({ first, last, clock, byHour }, { first: '2026-10-01T03:00:00.000', last: '2026-10-01T04:00:00.000', clock: 'log', byHour: { '2026-10-01T03:00': 1, '2026-10-01T04:00': 1 } });
    assert.deepEqual([json(ZONED)['clock'], json(ZONED)['first'], json(ZONED)['byHour']], ['utc', '2026-10-01T01:00:00.000Z', { '2026-10-01T01:00Z': 1, '2026-10-01T02:00Z': 1 }]);
    assert.deepEqual([json(OWN, ZONED)['clock'], json(OWN, ZONED)['first']], ['mixed', '2026-10-01T01:00:00.000']);
    assert.deepEqual([OWN, ZONED].map((log) => (JSON.parse(ndjsonLine('x', recordOf(log))) as { time: string }).time), ['2026-10-01T03:00:00.000', '2026-10-01T01:00:00.000Z']);
  });

  it('stay what they are in a summary that was saved and added to another', () => {
    const saved = summaryFromJson(summaryToJson(summaryOf(OWN)));
    assert.deepEqual(saved.clocks, { utc: false, own: true });
    assert.deepEqual(saved.merge(summaryOf(ZONED)).clocks, { utc: true, own: true });
  });

  it('are called so in the explanation of one bounce', () => {
    const about = (line: string): string => copyText(explain(recordOf(line), catalog)!, { mask: false });
    assert.match(about(OWN), /^Time: 2026-10-01 03:00 \(as in the log\)$/m);
    assert.match(about(ZONED), /^Time: 2026-10-01 01:00 UTC$/m);
  });

  it('are called so in the panel, over all and in each row, and in what it exports', () => {
    const own = bounce('unknown-user', 'a@example.com', { time: at('03:00:00'), ownClock: true });
    const zoned = bounce('unknown-user', 'b@example.com', { time: at('03:00:00') });
    const page = (...records: typeof own[]): string => panelHtml(prepare(records).data, null, false);
    assert.match(page(own), /25 Nov 2026, 03:00 \(times as in the log\).*<th scope="col">Time \(as in the log\)<\/th>/s);
    assert.match(page(zoned), /25 Nov 2026, 03:00 \(UTC\).*<th scope="col">Time \(UTC\)<\/th>/s);
    assert.match(page(own, zoned), /\(times UTC, or as in the log where it names no time zone\).*<th scope="col">Time<\/th>.*<td>25 Nov 2026, 03:00<\/td>.*<td>25 Nov 2026, 03:00 UTC<\/td>/s);
    assert.match(exportAs('markdown', prepare([own]), null, false, catalog), /read, 25 Nov 2026, 03:00 \(times as in the log\)/);
    const { data } = prepare([own, zoned]);
    const titles = data.rows.map((row) => /title="(25 Nov[^"]*)"/.exec(toHtml(tableRow(row, 0, false, false, { data, masked: false, oneDay: true })))?.[1]);
    assert.deepEqual(titles, ['25 Nov 2026, 03:00, as in the log', '25 Nov 2026, 03:00 UTC']);
  });

  it('give way to the time around them where a wrapper knows the zone', () => {
    const [inner] = OWN.split('\n');
    const { time, ownClock } = recordOf(JSON.stringify({ log: `${inner}\n`, stream: 'stdout', time: '2026-10-01T01:00:00.5Z' }));
    assert.deepEqual({ time, ownClock }, { time: Date.UTC(2026, 9, 1, 1, 0, 0, 500), ownClock: undefined });
  });

  it('are told from the stamp of each format', () => {
    const isOwn = (line: string): boolean | undefined => recordOf(line).ownClock;
    const exim = '1oyQ0E-000Ir0-KL ** a@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@example.com>: 550 5.1.1 unknown';
    assert.equal(isOwn(`2026-10-01 03:00:00 ${exim}`), true);
    assert.equal(isOwn(`2026-10-01 03:00:00 +0200 ${exim}`), undefined);
    const go = (time: string): string => `time="${time}" level=error msg="gomail: could not send email 1: 550 5.1.1 <a@example.com>: User unknown"`;
    assert.deepEqual([go('2026-10-01T03:00:00'), go('2026-10-01T03:00:00Z'), go('2026-10-01T03:00:00+02:00')].map(isOwn), [true, undefined, undefined]);
  });
});

/** What leaves the panel: all rows, the filtered or the selected ones, in the form that is asked for. */
import assert from 'node:assert/strict';
import { exportAs } from '../../../src/report/exports';
import { panelHtml } from '../../../src/report/html';
import { at, bounce, catalog, prepare } from './panel/bounces';

const prepared = prepare([
  bounce('unknown-user', 'kim@example.org', { status: '5.1.1', replyCode: '550', diagnostic: '550 5.1.1 no such user', time: at('02:10:00') }),
  bounce('blocklisted', 'lee@example.net', { status: '5.7.1', diagnostic: '554 listed', time: at('02:20:00') }),
]);

describe('exports', () => {
  it('writes CSV with a heading and one row per bounce', () => {
    const [heading, first] = exportAs('csv', prepared, null, false, catalog).split('\r\n');
    assert.equal(heading, 'recipient,bounceType,category,cause,status,replyCode,diagnostic,provider,action,permanence,confidence,reportingMta,remoteMta,time,source,file,line');
    assert.match(first!, /^kim@example\.org,hard,unknown-user,No such mailbox,5\.1\.1,550,550 5\.1\.1 no such user,,failed,permanent,high,,,2026-11-25T02:10:00\.000Z,postfix,mail\.log,\d+$/);
  });
  it('says that a refused sender is soft and blocked', () => assert.match(exportAs('csv', prepared, [1], false, catalog), /lee@example\.net,soft \(blocked\),/));
  it('puts a byte order mark only where it is wanted', () => {
    assert.equal(exportAs('csv', prepared, null, false, catalog).charCodeAt(0), 'r'.charCodeAt(0));
    assert.equal(exportAs('csv-bom', prepared, null, false, catalog).charCodeAt(0), 0xFEFF);
  });
  it('exports a selection only, with figures of the selection', () => {
    const json = JSON.parse(exportAs('json', prepared, [1], false, catalog)) as { summary: string; bounces: number; hard: number; records: unknown[] };
    assert.deepEqual([json.bounces, json.hard, json.records.length], [1, 0, 1]);
    assert.match(json.summary, /^1 bounce to 1 address: 1 blocked\./);
  });
  it('ignores ids that are not there', () => assert.equal(exportAs('ndjson', prepared, [99, -1, 0.5], false, catalog), ''));
  it('writes a page that stands alone, with the picture and every step', () => {
    const html = panelHtml(prepared.data, null, false);
    assert.match(html, /<svg class="timeline"/);
    assert.match(html, /What to do, most effective first/);
    assert.doesNotMatch(html, /<button|data-do|vscode/);
    assert.match(html, /kim@example\.org/);
  });
  it('writes Markdown for a ticket', () => {
    const markdown = exportAs('markdown', prepared, null, false, catalog);
    assert.match(markdown, /^## Bounces in mail\.log\n/);
    assert.match(markdown, /\| 1 \| 50% \| No such mailbox \| hard \|/);
  });
  it('writes an empty summary in every form', () => {
    const none = prepare([]);
    for (const format of ['csv', 'csv-bom', 'json', 'ndjson', 'markdown'] as const) assert.equal(typeof exportAs(format, none, null, false, catalog), 'string');
    assert.match(panelHtml(none.data, null, false), /<\/html>/);
  });
});

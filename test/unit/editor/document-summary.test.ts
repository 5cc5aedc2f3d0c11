import assert from 'node:assert/strict';
import { summarizeRecords } from '../../../src/editor/document-summary';
import { documentSummaryText } from '../../../src/editor/document-summary-text';
import { engine } from '../../../src/editor/engine-room';
import type { TextWithLinks } from '../../../src/editor/text-with-links';
import { open, postfixLog } from './support/open';

const HARD = { status: '5.1.1' };
const FULL = { status: '4.2.2', to: 'al@example.org' };
const SENT = { status: '2.0.0', to: 'jo@example.org' };

async function summaryOf(log: string, within?: (document: { lineStart(line: number): number }) => { start: number; end: number }): Promise<TextWithLinks> {
  const { document, model } = await open(log);
  return documentSummaryText({
    name: 'mail.log', format: model.format?.name ?? '', onlySelection: within !== undefined, mask: (address) => address,
    summary: summarizeRecords(model.records.all(), engine.catalog, within?.(document)), notUnderstood: [], limits: [],
  });
}

describe('the summary of a document as text', () => {
  it('begins with what counts', async () => {
    const text = (await summaryOf(postfixLog(HARD, FULL, FULL, SENT))).toString();
    assert.match(text, /^# Bounces in mail\.log\n\n3 bounces to 2 addresses: 1 hard · 2 soft\. Main cause: Mailbox full \(2\)\./);
    assert.match(text, /1 more entry did not fail/);
  });

  it('names the causes by effect, with steps', async () => {
    const text = (await summaryOf(postfixLog(HARD, FULL, FULL))).toString();
    assert.ok(text.indexOf('### 1. Soft: Mailbox full (2 of 3, 67%)') < text.indexOf('### 2. Hard: No such mailbox (1 of 3, 33%)'));
    assert.match(text, /\n1\. /);
  });

  it('lists the recipients, hard bounces first', async () => {
    const text = (await summaryOf(postfixLog(FULL, FULL, HARD))).toString();
    assert.match(text, /## Recipients\n\n {4}kim@example\.org {2}hard {5}5\.1\.1 {3}line 3\n {4}al@example\.org {3}soft {5}4\.2\.2 {3}line 2 {2}×2\n/);
  });

  it('makes every line number a link to that line', async () => {
    const text = await summaryOf(postfixLog(SENT, HARD));
    const lines = text.toString().split('\n');
    assert.ok(text.links.length >= 2);
    for (const { line, from, to, target } of text.links) assert.equal(lines[line]!.slice(from, to), `line ${target}`);
  });

  it('looks at the selection only, where there is one', async () => {
    const text = (await summaryOf(postfixLog(HARD, FULL, FULL), (document) => ({ start: document.lineStart(0), end: document.lineStart(1) - 1 }))).toString();
    assert.match(text, /\(selection\)\n\n1 bounce to 1 address: 1 hard\./);
  });

  it('shows at most two thousand recipients, and says how many there are', async () => {
    const text = (await summaryOf(postfixLog(...Array.from({ length: 2500 }, (_, i) => ({ to: `kim${i}@example.org` }))))).toString();
    assert.match(text, /2,500 bounces to 2,500 addresses/);
    assert.match(text, /And 500 more addresses\./);
  });

  it('keeps hostile addresses on their line, as they are', async () => {
    const text = (await summaryOf(postfixLog({ to: '[x](command:y)\u202e@example.org' }))).toString();
    assert.ok(!text.includes('\u202e'));
    for (const line of text.split('\n')) if (line.includes('command:')) assert.match(line, /^ {4}/);
  });
});

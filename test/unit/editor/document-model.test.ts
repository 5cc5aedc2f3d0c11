import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentModel } from '../../../src/editor/document-model';
import type { SourceFormat } from '../../../src/engine/source';
import { DocumentDouble } from './support/document-double';
import { toyEngine, toyLog, toyMbox, toyStatefulLog } from './support/toy-engine';

const HURRY = { referenceTime: 0, patience: 0 };

const log = (lines: number): string => Array.from({ length: lines }, (_, i) => (i % 3 ? `sent ${i}` : `5.1.1 kim${i}@example.org no such user`)).join('\n');

/** Everything that a record says of its place, and the text that stands there. */
function seen(model: DocumentModel, document: DocumentDouble): string[] {
  const text = document.whole();
  return model.records.all().map((r) => [r.line, r.recipient, text.slice(r.span.start, r.span.end), r.at.status && text.slice(r.at.status.start, r.at.status.end)].join('|'));
}

function fresh(document: DocumentDouble, format: SourceFormat): Promise<string[]> {
  const model = new DocumentModel(0, document, toyEngine(format), HURRY);
  return model.whenReady().then(() => seen(model, document));
}

describe('the model of a document', () => {
  it('reads a short log at once', () => {
    const model = new DocumentModel(1, new DocumentDouble(log(7)), toyEngine(), HURRY);
    assert.equal(model.ready, true);
    assert.deepEqual(model.records.all().map((r) => r.line), [1, 4, 7]);
  });

  it('reads a long log in slices and is whole in the end', async () => {
    const document = new DocumentDouble(log(60_000));
    const model = new DocumentModel(1, document, toyEngine(), HURRY);
    await model.whenReady();
    assert.equal(model.records.size, 20_000);
  });

  it('reads only the touched line after a keystroke', async () => {
    const document = new DocumentDouble(log(900));
    const engine = toyEngine({ ...toyLog, open: (options, sink) => { const reader = toyLog.open(options, sink); return { line(...line) { touched.push(line[2]); reader.line(...line); } }; } });
    const touched: number[] = [];
    const model = new DocumentModel(1, document, engine, HURRY);
    await model.whenReady();
    touched.length = 0;
    model.change([document.edit(600, 0, 600, 5, '5.7.1')]);
    assert.deepEqual(touched, [601]);
    const [changed] = model.records.at(document.lineStart(600));
    assert.equal(changed?.status, '5.7.1');
    assert.equal(changed.line, 601);
  });

  it('stays right while a long log is still being read', async () => {
    const document = new DocumentDouble(log(60_000));
    const model = new DocumentModel(1, document, toyEngine(), HURRY);
    model.change([document.edit(10, 0, 10, 0, 'one more\nline\n')]);
    model.change([document.edit(50_000, 0, 50_002, 0, '5.7.1 al@example.net blocked\n')]);
    await model.whenReady();
    assert.deepEqual(seen(model, document), await fresh(document, toyLog));
  });

  it('reads only the new lines of a log that grows', async () => {
    const document = new DocumentDouble(log(900));
    const engine = toyEngine();
    const model = new DocumentModel(1, document, engine, HURRY);
    await model.whenReady();
    const last = document.lineCount - 1;
    model.change([document.edit(last, document.lineText(last).length, last, document.lineText(last).length, '\n5.1.1 new@example.org no such user')]);
    assert.equal(model.records.size, 301);
    assert.equal(model.records.get(300)?.recipient, 'new@example.org');
  });

  for (const format of [toyLog, toyStatefulLog, toyMbox]) {
    it(`gives after any edits what a fresh reading gives (${format.id})`, async function () {
      this.timeout(20_000);
      const line = fc.constantFrom('5.1.1 a@example.org x', '4.2.2 b@example.org full', '5.7.1 c@example.org spam', 'sent', '', '? 550 what', 'From me');
      const text = fc.array(line, { minLength: 1, maxLength: 30 }).map((lines) => lines.join('\n'));
      const edit = fc.record({ a: fc.nat(), b: fc.nat(), with: fc.oneof(text, fc.constantFrom('', '5', '\n', ' ')) });
      await fc.assert(fc.asyncProperty(text, fc.array(edit, { minLength: 1, maxLength: 4 }), fc.constantFrom(1, 2), async (start, edits, lineEnd) => {
        const document = new DocumentDouble(start, 'mail-log', 'x', lineEnd);
        const model = new DocumentModel(1, document, toyEngine(format), HURRY);
        for (const { a, b, with: inserted } of edits) {
          const [from, to] = [a % document.lineCount, b % document.lineCount].sort((x, y) => x - y) as [number, number];
          const [x, y] = [a % (document.lineText(from).length + 1), b % (document.lineText(to).length + 1)];
          const forwards = from < to || x <= y;
          model.change([document.edit(from, forwards ? x : y, to, forwards ? y : x, inserted)]);
        }
        if (!model.ready) await model.whenReady();
        assert.deepEqual(seen(model, document), await fresh(document, format));
      }), { numRuns: 200 });
    });
  }

  it('reads only the mail of an mbox that an edit touched', async () => {
    const document = new DocumentDouble('From a\n5.1.1 a@example.org x\nFrom b\n5.1.1 b@example.org x\nFrom c\n5.1.1 c@example.org x');
    const engine = toyEngine(toyMbox);
    const model = new DocumentModel(1, document, engine, HURRY);
    await model.whenReady();
    assert.equal(engine.reads.length, 3);
    engine.reads.length = 0;
    model.change([document.edit(3, 6, 3, 7, 'kim')]);
    await model.whenReady();
    assert.deepEqual(engine.reads, ['From b\n5.1.1 kim@example.org x\n']);
    assert.deepEqual(model.records.all().map((r) => r.recipient), ['a@example.org', 'kim@example.org', 'c@example.org']);
    assert.equal(model.findings.messages, 3);
  });

  it('lets go of those who wait when a document is closed while it is read', async () => {
    const model = new DocumentModel(1, new DocumentDouble(log(60_000)), toyEngine(), HURRY);
    const waiting = model.whenReady();
    model.dispose();
    await waiting;
  });

  it('is content with a document that nothing recognises', () => {
    const model = new DocumentModel(1, new DocumentDouble('hello'), toyEngine(null), HURRY);
    assert.equal(model.ready, true);
    assert.equal(model.format, null);
    assert.equal(model.records.size, 0);
  });
});

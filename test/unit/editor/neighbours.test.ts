import assert from 'node:assert/strict';
import { landingOf, neighbourOf, type Direction } from '../../../src/editor/neighbours';
import { shapeOf } from '../../../src/editor/overview';
import { open, postfixLog, type Opened } from './support/open';

const HARD = { status: '5.1.1' };
const FULL = { status: '4.2.2' };
const SENT = { status: '2.0.0' };

/** The line of the bounce next to a line (from 1), with `*` where the end of the document was passed. */
function from(opened: Opened, line: number, direction: Direction, shape?: string): string | null {
  const found = neighbourOf(opened.model, opened.document.lineStart(line - 1) + 60, direction, shape);
  return found && `${found.record.line}${found.wrapped ? '*' : ''}`;
}

describe('next and previous bounce', () => {
  it('pass successes', async () => {
    const log = await open(postfixLog(SENT, HARD, SENT, SENT, FULL, SENT));
    assert.equal(from(log, 1, 'next'), '2');
    assert.equal(from(log, 2, 'next'), '5');
    assert.equal(from(log, 5, 'previous'), '2');
    assert.equal(from(log, 6, 'previous'), '5');
  });

  it('go round the document', async () => {
    const log = await open(postfixLog(SENT, HARD, SENT, FULL, SENT));
    assert.equal(from(log, 4, 'next'), '2*');
    assert.equal(from(log, 2, 'previous'), '4*');
    assert.equal(from(log, 1, 'previous'), '4*');
    assert.equal(from(log, 5, 'next'), '2*');
  });

  it('stay with one kind of failure when asked to', async () => {
    const log = await open(postfixLog(HARD, FULL, SENT, FULL, HARD));
    const shape = shapeOf(log.model.records.get(0)!);
    assert.equal(from(log, 1, 'next', shape), '5');
    assert.equal(from(log, 1, 'previous', shape), '5*');
  });

  it('come back to the only bounce', async () => {
    const log = await open(postfixLog(SENT, HARD));
    assert.equal(from(log, 2, 'next'), '2*');
  });

  it('are content with none', async () => {
    assert.equal(from(await open(postfixLog(SENT, SENT)), 1, 'next'), null);
  });

  it('land on the code', async () => {
    const { document, model } = await open(postfixLog(HARD));
    const { start, end } = landingOf(model.records.get(0)!);
    assert.equal(document.whole().slice(start, end), '5.1.1');
  });
});

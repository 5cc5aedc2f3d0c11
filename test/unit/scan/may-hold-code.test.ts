import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanCodes } from '../../../src/engine/scan/codes';
import { codeInBytes, mayHoldCode } from '../../../src/engine/scan/may-hold-code';

/** Pieces of which replies, addresses, times and sizes are made. */
const pieces = fc.constantFrom('4', '5', '2', '0', '1', '550', '421', '5.1.1', '4.2.2', '5.12.345', '.', '-', '_', ' ', '\t', '#', '(', ')', '"', "'", ':', ',', '/', '@', '+', '<', '>', '\\n', 'said', 'x', 'é', '共', '=', '[', ']', '\r', '\n');
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('a quick look for codes', () => {
  it('overlooks none that the scanner finds', () => {
    fc.assert(fc.property(texts, (text) => {
      const bad = scanCodes(text).filter(({ code }) => /^[45]/.test(code));
      assert.ok(bad.length === 0 || mayHoldCode(text), bad[0]?.code);
    }), { numRuns: 5000 });
  });

  it('sees the same in bytes', () => {
    fc.assert(fc.property(texts, (text) => {
      const bytes = Buffer.from(text, 'latin1');
      assert.equal(codeInBytes(bytes, 0, bytes.length) !== -1, mayHoldCode(bytes.toString('latin1')));
    }), { numRuns: 2000 });
  });

  it('passes over addresses, times and sizes', () => {
    for (const text of ['lip=10.2.5.1, mpid=4711', 'kernel: [12345.678901] x', '00:00:45.500 x', 'size=48122, nrcpt=1', 'port 50122', 'pid 4711]: x', 'a/5.1.1', 'v+4.2.2']) assert.equal(mayHoldCode(text), false, text);
  });
});

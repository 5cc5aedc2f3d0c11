import assert from 'node:assert/strict';
import { linesOf } from '../../../src/platform/lines-of';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

describe('lines out of the middle of a file', () => {
  for (const size of [1, 2, 3, 1000]) {
    for (const [name, end] of [['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r']] as const) {
      it(`are the ones asked for (${name}, pieces of ${size})`, async () => {
        const text = ['one', 'zwölf', '', 'four', 'five'].join(end);
        assert.deepEqual(await linesOf(inPieces(text, size), 2, 3), ['zwölf', '', 'four']);
        assert.deepEqual(await linesOf(inPieces(text, size), 5, 3), ['five']);
        assert.deepEqual(await linesOf(inPieces(text, size), 9, 3), []);
      });
    }
  }

  it('reads no further than it must', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given++;
        yield await Promise.resolve(new TextEncoder().encode('line\n'));
      }
    }
    assert.deepEqual(await linesOf(endless(), 3, 2), ['line', 'line']);
    assert.ok(given <= 5);
  });

  it('cuts a line that has no end', async () => {
    const [line] = await linesOf(inPieces('x'.repeat(300_000), 5000), 1, 1);
    assert.equal(line?.length, 100_000);
  });
});

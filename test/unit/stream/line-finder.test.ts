import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compiledLineFinder, RESULT } from '../../../scripts/build-line-finder';
import type { LineFinder } from '../../../src/engine/stream/bytes';
import { createFastLineFinder } from '../../../src/engine/stream/fast-line-finder';
import { createPlainLineFinder } from '../../../src/engine/stream/plain-line-finder';

interface Found { line: string; before: number; hit: string }

function found(finder: LineFinder, text: string, from = 0, to = text.length): { lines: number; hits: Found[] } {
  const bytes = Buffer.from(text, 'latin1');
  const hits: Found[] = [];
  const lines = finder.find(bytes, from, to, (start, end, before, hit) => hits.push({ line: text.slice(start, end), before, hit: text.slice(hit, hit + 4) }));
  return { lines, hits };
}

const plain = (needles: string[]): LineFinder => createPlainLineFinder(needles);
const fast = (needles: string[]): LineFinder => createFastLineFinder(needles, plain(needles))!;

for (const [name, create] of [['plain', plain], ['fast', fast]] as const) {
  describe(`the ${name} line finder`, () => {
    it('gives the lines that hold a word, and counts all', () => {
      assert.deepEqual(found(create([', status=', 'reject: ']), 'one\na, status=sent\n\nNOQUEUE: reject: x\r\nlast, status='), {
        lines: 5,
        hits: [{ line: 'a, status=sent', before: 1, hit: ', st' }, { line: 'NOQUEUE: reject: x', before: 3, hit: 'reje' }, { line: 'last, status=', before: 4, hit: ', st' }],
      });
    });

    it('gives a line once, however many words it holds', () => {
      assert.deepEqual(found(create(['aa', 'bb']), 'aa bb aa\nbb aa').hits.map(({ before }) => before), [0, 1]);
    });

    it('takes a lone CR for a line end, and CR LF for one', () => {
      assert.deepEqual(found(create(['xy']), 'a\rxy\r\nb\r\rxy'), { lines: 5, hits: [{ line: 'xy', before: 1, hit: 'xy\r\n' }, { line: 'xy', before: 4, hit: 'xy' }] });
    });

    it('looks at nothing outside the range', () => {
      assert.deepEqual(found(create(['xy']), 'xy\nxy\nxy\n', 3, 6), { lines: 1, hits: [{ line: 'xy', before: 0, hit: 'xy\nx' }] });
    });
  });
}

describe('the fast line finder', () => {
  it('finds what the plain one finds, in any text', () => {
    const pieces = fc.constantFrom('\n', '\r\n', '\r', 'status=', ', status=', 'reject: ', 'a', '=', 'statu', 'x'.repeat(15), 'y'.repeat(40), '\0', '\xff');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 120 }), fc.nat(), (parts, cut) => {
      const text = parts.join('');
      const needles = ['status=', 'reject: ', '==', 'x\xff'];
      const from = text.lastIndexOf('\n', cut % (text.length + 1)) + 1;
      assert.deepEqual(found(fast(needles), text, from), found(plain(needles), text, from));
    }), { numRuns: 500 });
  });

  it('takes text larger than its memory, and lines longer than it', () => {
    const text = `${`${'.'.repeat(90)}\nok, status=sent\n`.repeat(30_000)}${'z'.repeat(1_500_000)}, status=late\nend`;
    assert.ok(text.length > 4_000_000);
    const [one, two] = [found(fast([', status=']), text), found(plain([', status=']), text)];
    assert.equal(one.lines, 60_002);
    assert.equal(one.hits.length, 30_001);
    assert.deepEqual(one, two);
  });

  it('goes on with lone CRs where they begin late, after thousands of lines', () => {
    const text = `${'x, status=y\n'.repeat(9000)}a\rb, status=c\rd\n`;
    assert.deepEqual(found(fast([', status=']), text), found(plain([', status=']), text));
    assert.equal(found(fast([', status=']), text).hits.length, 9001);
  });

  it('leaves words that it cannot take to the plain one', () => {
    assert.equal(createFastLineFinder([], plain([])), null);
    assert.equal(createFastLineFinder(['x'], plain(['x'])), null);
    assert.equal(createFastLineFinder(Array.from({ length: 9 }, (_, i) => `needle${i}`), plain(['x'])), null);
  });

  it('is compiled from its source as it stands', async () => {
    assert.equal(readFileSync(RESULT, 'utf8'), await compiledLineFinder());
  });
});

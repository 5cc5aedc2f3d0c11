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

const plain = (needles: string[], codes = false): LineFinder => createPlainLineFinder({ needles, codes });
const fast = (needles: string[], codes = false): LineFinder => createFastLineFinder({ needles, codes }, plain(needles, codes))!;

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

    it('gives the lines that may hold a code, where it is asked to', () => {
      const text = 'to 10.2.5.1\nsaid 550 no\nat 12:45:50.123\n[5.1.1]\nsize=5120\nend 421';
      assert.deepEqual(found(create([], true), text).hits.map(({ line, hit }) => [line, hit]), [['said 550 no', '550 '], ['[5.1.1]', '5.1.'], ['end 421', '421']]);
      assert.deepEqual(found(create(['size='], true), text).hits.map(({ before }) => before), [1, 3, 4, 5]);
    });

    it('looks for many words, of which some begin alike', () => {
      const words = Array.from({ length: 60 }, (_, i) => `${i % 2 === 0 ? 'delivery ' : 'x'}${i}:`);
      const text = words.map((word) => `a ${word} b\na ${word.slice(0, -1)}, b\n`).join('');
      assert.deepEqual(found(create(words), text).hits.map(({ before }) => before), words.map((_, i) => 2 * i));
    });

    it('looks at nothing outside the range', () => {
      assert.deepEqual(found(create(['xy']), 'xy\nxy\nxy\n', 3, 6), { lines: 1, hits: [{ line: 'xy', before: 0, hit: 'xy\nx' }] });
    });
  });
}

describe('the fast line finder', () => {
  it('finds what the plain one finds, in any text', () => {
    const pieces = fc.constantFrom('\n', '\r\n', '\r', 'status=', ', status=', 'reject: ', 'a', '=', 'statu', 'x'.repeat(15), 'y'.repeat(40), '\0', '\xff', '5', '4', '.', '1', '550', '5.1.1', ' ', '-', '(4', 'RCPT');
    const needles = ['status=', 'reject: ', '==', 'x\xff', '(4', 'RCPT', 'delivered ', 'elivery', 'deferral', 'a5'];
    fc.assert(fc.property(fc.array(pieces, { maxLength: 120 }), fc.nat(), fc.nat(needles.length), fc.boolean(), (parts, cut, many, codes) => {
      const text = parts.join('');
      const words = needles.slice(0, codes ? many : many + 1);
      const from = text.lastIndexOf('\n', cut % (text.length + 1)) + 1;
      const [one, two] = [found(fast(words, codes), text, from), found(plain(words, codes), text, from)];
      const withoutHit = ({ line, before }: Found): unknown => [line, before]; // of two that overlap, either may be told
      assert.equal(one.lines, two.lines);
      assert.deepEqual(one.hits.map(withoutHit), two.hits.map(withoutHit));
    }), { numRuns: 1000 });
  });

  it('serves several in turn', () => {
    const [status, codes] = [fast(['status=']), fast([], true)];
    const text = 'status=1\n550 x\n';
    for (const [finder, line] of [[status, 'status=1'], [codes, '550 x'], [status, 'status=1']] as const) assert.deepEqual(found(finder, text).hits.map((hit) => hit.line), [line]);
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
    for (const needles of [[], ['x'], ['x'.repeat(41)], Array.from({ length: 101 }, (_, i) => `needle${i}`)]) {
      assert.equal(createFastLineFinder({ needles }, plain(needles)), null);
    }
  });

  it('is compiled from its source as it stands', async () => {
    assert.equal(readFileSync(RESULT, 'utf8'), await compiledLineFinder());
  });
});

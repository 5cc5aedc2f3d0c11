import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeString, readValueAt, readValues, type JsonValue } from '../../../src/engine/event/json-value';
import { assertGrowsLinearly } from '../support/growth';

const value = (text: string): JsonValue => readValueAt({ text, base: 0 }, 0)!;
const plain = (v: JsonValue): unknown => v.kind === 'object' ? Object.fromEntries(v.names!.map((name, i) => [name, plain(v.items![i]!)]))
  : v.kind === 'array' ? v.items!.map(plain) : v.kind === 'string' ? v.decoded() : JSON.parse(v.source.text.slice(v.start, v.end));

describe('JSON with places', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.oneof(fc.dictionary(fc.string().filter((s) => s !== '__proto__'), fc.jsonValue({ maxDepth: 4 })), fc.array(fc.jsonValue({ maxDepth: 4 }))), (any) => {
      for (const text of [JSON.stringify(any), JSON.stringify(any, null, 2)]) assert.deepEqual(plain(value(text)), JSON.parse(text));
    }));
  });

  it('knows where a string stands, quotes left out', () => {
    const text = '  {"status" : "5.1.1"}';
    const { start, end } = value(text).get('status')!.span;
    assert.equal(text.slice(start, end), '5.1.1');
  });

  it('leads from JSON inside a string to the outermost text, through two layers', () => {
    const inner = JSON.stringify({ status: '5.1.1', words: 'a "quoted" word' });
    const text = JSON.stringify({ body: JSON.stringify({ Message: inner }) });
    const message = value(text).get('body')!.nested()[0]!.get('Message')!.nested()[0]!;
    const { start, end } = message.get('status')!.span;
    assert.equal(text.slice(start, end), '5.1.1');
    assert.equal(message.text('words'), 'a "quoted" word');
  });

  it('reads several values, with commas or junk between them', () => {
    assert.deepEqual(readValues({ text: 'x {"a":1},\n{"a":2} [3]', base: 0 }).map(plain), [{ a: 1 }, { a: 2 }, [3]]);
  });

  it('gives what can be read of text that is cut off, and says that it is', () => {
    const text = '{"a":{"b":"c","d":[1,{"e":"f"}]},"g":"h"}';
    for (let i = 1; i < text.length; i++) assert.equal(value(text.slice(0, i)).closed, false);
    assert.equal(value('{"a":{"b":"c","d":[1,').text('a', 'b'), 'c');
    assert.equal(value(text).closed, true);
  });

  it('never throws and always ends, whatever it gets', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', '\\u00', '\n')), (parts) => {
      for (const one of readValues({ text: parts.join(''), base: 0 })) { one.text('a'); one.nested(); }
    }));
  });

  it('takes linear time for deep nesting, long runs of backslashes and strings without end', () => {
    for (const [head, unit] of [['', '['], ['', '{"a":'], ['{"a":"', '\\'], ['{"a":', '"\\"']] as const) {
      assertGrowsLinearly((size) => { readValues({ text: head + unit.repeat(size), base: 0 }); }, 400_000, unit);
    }
  });

  it('tells the place of every decoded character', () => {
    const { text, offsets } = decodeString('a\\n\\u00e4b', 10);
    assert.equal(text, 'a\näb');
    assert.deepEqual([...offsets!], [10, 11, 13, 19, 20]);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AutomatonBuilder } from '../../../src/engine/classify/phrase-automaton';
import { PhraseBook } from '../../../src/engine/classify/phrase-book';
import { Words } from '../../../src/engine/classify/normalise';

const finds = (phrase: string, text: string): boolean => {
  const book = new PhraseBook();
  book.add(phrase, 7);
  const words = new Words();
  words.read(text);
  return book.close().find(words, text).count > 0;
};

describe('phrases', () => {
  for (const [phrase, text, expected] of [
    ['mailbox full', '550 Mailbox full', true],
    ['mailbox full', '550 mailbox fully', false],
    ['mailbox full', '550 mymailbox full', false],
    ['mailbox … full', '550 The mailbox of kim is full', true],
    ['mailbox … full', '550 mailbox full', true],
    ['mailbox … full', '550 full mailbox', false],
    ['mailbox … full', '550 The mailbox exists. The moon is full', false],
    ['mailbox …… full', '550 The mailbox exists. The moon is full', true],
    ['blacklist*', '550 blacklisted', true],
    ['*adresse unbekannt', '550 Empfängeradresse unbekannt', true],
    ['{ip} is listed', '550 192.0.2.7 is listed', true],
    ['{ip} is listed', '550 it is listed', false],
    ['zen.spamhaus.org', 'blocked using zen.spamhaus.org', true],
    ['spamhaus.org', 'see https://www.spamhaus.org/query/1', true],
    ['spamhaus.org', 'see https://notspamhaus.org/', false],
    ['spamhaus.org', 'mail to <kim@spamhaus.org>', false],
    ['?p=NoSuchUser', 'see https://help.example/?p=nosuchuser now', true],
    ['邮箱已满', '552 收件人的邮箱已满。', true],
    ['a … b … c', 'a b c', true],
    ['a … b … c', 'a c b', false],
  ] as const) {
    it(`${phrase} is ${expected ? '' : 'not '}in ${JSON.stringify(text)}`, () => assert.equal(finds(phrase, text), expected));
  }

  it('the automaton finds what a plain search finds', () => {
    const letters = fc.array(fc.constantFrom(1, 2, 3, 500), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 8, selector: (p) => p.join() }), fc.array(fc.constantFrom(1, 2, 3, 500), { maxLength: 40 }), (phrases, text) => {
      const builder = new AutomatonBuilder();
      for (const phrase of phrases) builder.add(phrase);
      const got: string[] = [];
      builder.build().scan(Uint16Array.from(text), text.length, (phrase, end) => got.push(`${phrase}@${end}`));
      const wanted: string[] = [];
      for (let end = 1; end <= text.length; end++) {
        phrases.forEach((phrase, id) => { if (end >= phrase.length && phrase.every((s, i) => text[end - phrase.length + i] === s)) wanted.push(`${id}@${end}`); });
      }
      assert.deepEqual(got.sort(), wanted.sort());
    }));
  });
});

describe('pairs of alternatives', () => {
  const findsPair = (text: string): boolean => {
    const book = new PhraseBook();
    book.addPairs(['mailbox', 'user'], ['not found', 'unknown'], 7);
    const words = new Words();
    words.read(text);
    return book.close().find(words, text).count > 0;
  };
  for (const [text, expected] of [
    ['550 the mailbox of kim was not found', true], ['550 user kim unknown', true], ['550 unknown user', false], ['550 user kim. Not found', false], ['550 domain not found', false],
  ] as const) {
    it(`${text}: ${expected ? 'found' : 'not found'}`, () => { assert.equal(findsPair(text), expected); });
  }
});

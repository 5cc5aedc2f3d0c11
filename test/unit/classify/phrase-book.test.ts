import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { judgeReply } from '../../../src/engine/classify/judge-reply';
import { PhraseBook } from '../../../src/engine/classify/phrase-book';
import { PhraseTree } from '../../../src/engine/classify/phrase-tree';
import { Words } from '../../../src/engine/classify/normalise';

const finds = (phrase: string, text: string): boolean => {
  const book = new PhraseBook();
  book.add(phrase, 7);
  const words = new Words();
  words.read(text);
  return book.find(words, text).count > 0;
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

  it('the tree finds what a plain search finds, by the ends of the phrases, the longest first', () => {
    const symbol = fc.constantFrom(0, 1, 2, 3, 500, 501); // a break, letters of our alphabet, and others
    const phrases = fc.uniqueArray(fc.array(symbol, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30, selector: (phrase) => phrase.join() });
    fc.assert(fc.property(phrases, fc.array(fc.array(symbol, { maxLength: 40 }), { minLength: 1, maxLength: 4 }), (all, texts) => {
      const tree = new PhraseTree();
      for (const phrase of all) tree.add(phrase);
      for (const text of texts) {
        const got: string[] = [];
        tree.find(Uint16Array.from(text), text.length, (phrase, end) => got.push(`${end}: ${all[phrase]!.join()}`));
        const wanted: string[] = [];
        for (let end = 1; end <= text.length; end++) {
          for (let start = 0; start < end; start++) if (all.some((phrase) => phrase.join() === text.slice(start, end).join())) wanted.push(`${end}: ${text.slice(start, end).join()}`);
        }
        assert.deepEqual(got, wanted);
      }
    }));
  });

  it('phrases with the same symbols are told one by one, and those added after a search are found, too', () => {
    const tree = new PhraseTree();
    const found: number[] = [];
    const search = (): void => tree.find(Uint16Array.of(0, 1, 2, 3, 0), 5, (phrase) => found.push(phrase));
    tree.add([0, 1, 2, 3, 0]);
    tree.add([0, 1, 2, 3, 0]);
    search();
    assert.deepEqual(found.splice(0), [0, 1]);
    tree.add([2, 3]);
    search();
    assert.deepEqual(found, [2, 0, 1]);
  });
});

describe('pairs of alternatives', () => {
  const findsPair = (text: string): boolean => {
    const book = new PhraseBook();
    book.addPairs(['mailbox', 'user'], ['not found', 'unknown'], 7);
    const words = new Words();
    words.read(text);
    return book.find(words, text).count > 0;
  };
  for (const [text, expected] of [
    ['550 the mailbox of kim was not found', true], ['550 user kim unknown', true], ['550 unknown user', false], ['550 user kim. Not found', false], ['550 domain not found', false],
  ] as const) {
    it(`${text}: ${expected ? 'found' : 'not found'}`, () => { assert.equal(findsPair(text), expected); });
  }
});

describe('alternatives that go on behind a star', () => {
  const judge = createJudge({
    ...bundledRules, providers: [],
    words: [{ language: 'en', rules: [{ id: 'box', category: 'not-accepting', strength: 9, words: ['box … (mail*|post) from'] }] }],
  });
  for (const [reply, category] of [
    ['550 this box takes no mails from you', 'not-accepting'], ['550 this box takes no post from you', 'not-accepting'], ['550 this box takes no mails', 'undetermined'],
  ] as const) {
    it(`${reply}: ${category}`, () => { assert.equal(judgeReply(judge, reply).verdict.category, category); });
  }
});

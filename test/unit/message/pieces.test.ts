/** The small parts that the readers are made of. */
import assert from 'node:assert/strict';
import { addressesIn, addressOf, hostOf } from '../../../src/engine/message/address';
import { readConversation } from '../../../src/engine/message/conversation';
import { LineCounter } from '../../../src/engine/message/line-counter';
import { mailsOf } from '../../../src/engine/message/mbox-format';
import delayed from '../../../src/engine/message/phrases/delayed.json';
import failure from '../../../src/engine/message/phrases/failure.json';
import { normalise, Phrases } from '../../../src/engine/message/phrases/phrases';
import subjects from '../../../src/engine/message/phrases/subjects.json';
import { parseDate } from '../../../src/engine/message/report/dates';
import { Words } from '../../../src/engine/message/words';

describe('addresses', () => {
  for (const [value, address] of [
    ['rfc822; ann@shop.example', 'ann@shop.example'], ['RFC822;<ann@shop.example>', 'ann@shop.example'], ['utf-8; gr\\x{FC}n@shop.example', 'grün@shop.example'],
    ["o'brien@shop.example", "o'brien@shop.example"], ['"ann lee"@shop.example', '"ann lee"@shop.example'], ['bounce=ann=shop.example@list.example', 'bounce=ann=shop.example@list.example'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'], ['[SMTP:ann@shop.example]', 'ann@shop.example'], ['ann@bücher.example', 'ann@bücher.example'], ['ann@shop.example您好', 'ann@shop.example'], ['rfc822; ann', 'ann'],
  ] as const) it(value, () => assert.equal(addressOf(value), address));
  it('all of a field', () => assert.deepEqual(addressesIn('Ann <ann@shop.example>, bob@blog.example'), ['ann@shop.example', 'bob@blog.example']));
});

describe('hosts', () => {
  for (const [value, host] of [['dns; MX.Shop.example.', 'mx.shop.example'], ['dns;[192.0.2.1]', '192.0.2.1'], ['mx.shop.example (192.0.2.1)', 'mx.shop.example'], ['', null]] as const) it(`"${value}"`, () => assert.equal(hostOf(value), host));
});

describe('dates', () => {
  it('of mails', () => assert.equal(parseDate('Thu, 12 Mar 2015 10:20:30 +0100 (CET)'), Date.UTC(2015, 2, 12, 9, 20, 30)));
  it('with a zone by name', () => assert.equal(parseDate('12-Mar-15 10:20 JST'), Date.UTC(2015, 2, 12, 1, 20)));
  it('of ISO', () => assert.equal(parseDate('2015-03-12T10:20:30Z'), Date.UTC(2015, 2, 12, 10, 20, 30)));
  it('that are none', () => assert.equal(parseDate('soon'), null));
});

describe('words', () => {
  const lines = [{ text: 'said: 550', start: 10, end: 19, literal: true }, { text: '   5.1.1 no', start: 20, end: 31, literal: true }, { text: 'käse', start: 40, end: 50, literal: false }];
  it('know where each part stands', () => {
    const words = Words.ofLines(lines, 0, 2, 5);
    assert.equal(words.text, '550 5.1.1 no');
    assert.deepEqual([words.span, words.find('5.1.1')?.span, words.slice(0, 3).span], [{ start: 16, end: 31 }, { start: 23, end: 28 }, { start: 16, end: 19 }]);
  });
  it('have no place where a part of them is decoded', () => {
    const words = Words.ofLines(lines, 0, 3);
    assert.equal(words.span, null);
    assert.deepEqual(words.find('550')?.span, { start: 16, end: 19 });
  });
});

describe('what a server said', () => {
  const cases: [string, string, string | null, string | null][] = [
    ['host mx.shop.example[192.0.2.20] said: 550 5.1.1 no (in reply to RCPT TO command)', '550 5.1.1 no (in reply to RCPT TO command)', 'mx.shop.example', 'rcpt'],
    ['host mx.shop.example[192.0.2.20] refused to talk to me: 554 5.7.1 no', '554 5.7.1 no', 'mx.shop.example', 'connect'],
    ['SMTP error from remote mail server after MAIL FROM:<a@b.example> SIZE=1: host mx.shop.example [192.0.2.20]: 450 later', '450 later', 'mx.shop.example', 'mail'],
    ['host mx.shop.example [192.0.2.20] SMTP error from remote mail server after end of data: 552 too big', '552 too big', 'mx.shop.example', 'eod'],
    ['192.0.2.20 does not like recipient. Remote host said: 550 no Giving up on 192.0.2.20.', '550 no', null, null],
    ['mx.shop.example [192.0.2.20]: >>> DATA <<< 550 no', '550 no', 'mx.shop.example', 'data'],
    ['Remote Server returned \'550 5.1.10 not found\'', '550 5.1.10 not found', null, null],
    ['Unrouteable address', 'Unrouteable address', null, null],
  ];
  for (const [words, diagnostic, host, stage] of cases) {
    it(words, () => {
      const told = readConversation(Words.of(words));
      assert.deepEqual([told.diagnostic.text, told.remoteMta, told.stage], [diagnostic, host, stage]);
    });
  }
});

describe('phrases', () => {
  const phrases = new Phrases(['user unknown', 'full', '退信']);
  it('begin where a word begins', () => {
    assert.equal(phrases.first('the user unknown to us')?.start, 4);
    assert.equal(phrases.first('superfull'), null);
  });
  it('stand anywhere in scripts without blanks', () => assert.equal(phrases.first('系统退信')?.start, 2));
  it('normalise blanks and apostrophes', () => assert.equal(normalise(' It\u2019s \n FULL '), "it's full"));
});

describe('line counter', () => {
  it('counts forwards and backwards over every line end', () => {
    const text = 'a\nb\r\nc\rd\n'.repeat(9000);
    const counter = new LineCounter(text);
    const naive = (offset: number): number => text.slice(0, offset).split(/\r\n|\r(?!\n)|\n/).length;
    for (const offset of [0, 5, 40_000, 80_000, 12_345, 16_384, 16_383, 81_000]) if (text.charAt(offset - 1) !== '\r') assert.equal(counter.at(offset), naive(offset), `at ${offset}`);
  });
});

describe('mailboxes', () => {
  it('are not cut inside a part', () => {
    const text = 'From a@b.example Thu Mar 12 10:20:30 2015\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n\nFrom c@d.example Thu Mar 12 10:20:31 2015\nSubject: y\n\nhi\n--b--\n\nFrom a@b.example Thu Mar 12 10:20:31 2015\nSubject: z\n\nhi\n';
    assert.equal([...mailsOf(text)].length, 2);
  });
  it('are cut at From lines before a header, not at such lines in a body', () => {
    const text = 'From a@b.example Thu Mar 12 10:20:30 2015\nSubject: x\n\nFrom me to you at 10:20 in 2015\n\nFrom a@b.example Thu Mar 12 10:20:31 2015\nSubject: y\n\nhi\n';
    assert.deepEqual([...mailsOf(text)].map(({ start, end }) => text.slice(start, end).split('\n')[1]), ['Subject: x', 'Subject: y']);
  });
});

/** Such a phrase finds nothing that the one inside it does not find, and what ships must stay small. */
describe('no phrase holds another one of the same data', () => {
  for (const [name, data] of Object.entries<Readonly<Record<string, readonly string[]>>>({ delayed, failure, subjects })) {
    it(name, () => {
      const all = Object.values(data).flat();
      assert.equal(new Set(all.map(normalise)).size, all.length, 'one stands there twice');
      assert.deepEqual(all.filter((phrase) => new Phrases(all.filter((other) => other !== phrase)).isIn(normalise(phrase))), []);
    });
  }
});

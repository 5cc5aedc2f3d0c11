import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LONGEST_DIAGNOSTIC, Words } from '../../../src/engine/classify/normalise';
import { mostTellingStatus } from '../../../src/engine/scan/codes';

/** The symbols as text: a break is a blank, `#` stands for an IP. */
function wordsOf(text: string): string {
  const words = new Words();
  words.read(text);
  return Array.from(words.symbols.subarray(0, words.length), (s) => (s === 0 ? ' ' : s <= 26 ? String.fromCharCode(s + 96) : s <= 36 ? String.fromCharCode(s + 21) : s === 37 ? '#' : String.fromCharCode(s))).join('').trim();
}

describe('the server’s words', () => {
  for (const [text, words] of [
    ['550 5.1.1 User Unknown', 'user unknown'],
    ['550User is unknown', 'user is unknown'],
    ['550-5.1.1 The email account that 550 5.1.1 you tried', 'the email account that you tried'],
    ['550-Mailbox\r\n550 full', 'mailbox full'],
    ['#5.1.1 bad address', 'bad address'],
    ['<kim@shop.example>: Mailbox kim@shop.example is full', 'mailbox is full'],
    ['This user is not allowed...kim@shop.example', 'this user is not allowed'],
    ['host mx1.shop.example said: no', 'host said no'],
    ['see https://help.example/mailbox/full for more', 'see for more'],
    ['see www.help.example.com/full now', 'see now'],
    ['Client host [192.0.2.7] blocked', 'client host # blocked'],
    ['from 2001:db8::25 refused', 'from # refused'],
    ['[x.xx.xx.x] refused', '# refused'],
    ['E-Mail isn’t here', 'email is not here'],
    ['We cannot, can\'t and couldn\'t; this wasn`t sent', 'we can not can not and could not this was not sent'],
    ['the client didnt want an account', 'the client did not want an account'],
    ['Über Größe', 'uber grose'],
    ['Boîte pleine', 'boite pleine'],
    ['refused.Please try', 'refused please try'],
    ['l\'utilisateur n\'existe', 'l utilisateur n existe'],
    ['ＦＵＬＬ', 'full'],
    ['Почтовый Ящик', 'почтовыи ящик'],
    ['إذنًا بالإرســال', 'اذنا بالارسال'],
    ['לֹא קַיָּם', 'לא קים'],
  ] as const) {
    it(`${JSON.stringify(text)} -> ${words}`, () => assert.equal(wordsOf(text), words));
  }

  it('the status is found wherever it stands: in tokens, URLs, and beyond what is read', () => {
    const words = new Words();
    const parts = fc.constantFrom('550', '550-', '5.0.0', '5.1.1', ' ', ',', '=', '(', 'user unknown', 'kim@shop.example:', 'https://help.example/?a=', 'mx1.shop.example', '[192.0.2.7]', '邮箱', ':', '.', '#');
    fc.assert(fc.property(fc.array(parts, { maxLength: 12 }), fc.constantFrom(0, LONGEST_DIAGNOSTIC - 8, LONGEST_DIAGNOSTIC), (list, before) => {
      const text = 'x'.repeat(before) + list.join('');
      words.read(text);
      assert.equal(words.status, mostTellingStatus(text), list.join(''));
    }));
  });

  it('what is spelled out stands where the short form does', () => {
    const words = new Words();
    const text = '550 It wasn\'t found';
    words.read(text);
    const not = words.length - ' not found '.length;
    const { start, end } = words.spanOf(not, words.length);
    assert.equal(text.slice(start, end), 'wasn\'t found');
  });

  it('nothing but short forms makes a text longer, and it never grows out of its room', () => {
    const words = new Words();
    words.read('can\'t '.repeat(LONGEST_DIAGNOSTIC));
    assert.ok(words.length <= words.symbols.length);
  });

  it('every symbol knows where it stood, whatever the text', () => {
    const words = new Words();
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 }), (codes) => {
      const text = String.fromCharCode(...codes);
      words.read(text);
      for (let i = 1; i < words.length; i++) {
        if (words.offsets[i]! < words.offsets[i - 1]! || words.offsets[i]! > text.length) assert.fail(`offset of symbol ${i}`);
        if (words.symbols[i] === 0 && words.symbols[i - 1] === 0) assert.fail('two breaks in a row');
      }
    }));
  });
});

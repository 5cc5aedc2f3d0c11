/** The MIME parser: exact places, every encoding, tolerance for what is broken. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeBase64 } from '../../../src/engine/message/mime/base64';
import { linesOf } from '../../../src/engine/message/mime/body';
import { decodeBytes } from '../../../src/engine/message/mime/charset';
import { parseContentType } from '../../../src/engine/message/mime/content-type';
import { decodeWords } from '../../../src/engine/message/mime/encoded-words';
import { textOfHtml } from '../../../src/engine/message/mime/html-text';
import { leavesOf, readPart, type Part } from '../../../src/engine/message/mime/part';
import { decodeUtf7 } from '../../../src/engine/message/mime/utf7';
import { LimitWatch } from '../../../src/engine/message/limits';

function parse(text: string, binary = false): Part {
  return readPart({ text, binary, limits: new LimitWatch(() => undefined), parts: 0 }, 0, text.length, 0, 'text/plain');
}

const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('headers', () => {
  it('end at the text where no blank line stands between', () => {
    const text = 'Subject: Mail\nTo: a@b.example\nThe following recipient was not reached: ann@shop.example\nReason: no such user\n\nmore';
    const { headers, body } = parse(text);
    assert.deepEqual([headers.fields.map(({ name }) => name), text.slice(body.start, body.start + 13)], [['subject', 'to'], 'The following']);
    assert.deepEqual(parse('Subject: Mail\n>From somebody Thu\nMessage-ID: <1@b.example>\n\ntext').headers.fields.map(({ name }) => name), ['subject', 'message-id']);
  });

  it('unfold, decode, and know where they stand', () => {
    const text = 'Subject: Hello\n =?utf-8?Q?W=C3=B6?=\n =?utf-8?B?cmxk?=\nTo : a@b.example\n\nbody';
    const { headers, body } = parse(text);
    assert.equal(headers.get('subject'), 'Hello Wörld');
    assert.equal(headers.get('to'), 'a@b.example');
    assert.equal(text.slice(headers.fields[1]!.body.start, headers.fields[1]!.body.end), 'a@b.example');
    assert.equal(text.slice(body.start), 'body');
  });

  it('pass over lines that are none', () => assert.equal(parse('From: a@b.example\n>From x\nTo: c@d.example\n\n').headers.get('to'), 'c@d.example'));
  it('end where the body begins without a blank line', () => assert.equal(parse('From: a@b.example\nThis is no field\nand neither is this\n').headers.fields.length, 1));
  it('end at a line of blanks', () => assert.equal(parse('From: a@b.example\n \nFrom here on: text that has a colon\n').body.start, 'From: a@b.example\n \n'.length));
  it('decode raw UTF-8 in a source of bytes', () => assert.equal(parse(bytes('Subject: Zürich\n\n'), true).headers.get('subject'), 'Zürich'));
});

describe('encoded words', () => {
  it('of one charset are decoded together: senders cut characters in two', () => assert.equal(decodeWords('=?utf-8?B?4oI=?= =?utf-8?B?rA==?=', false), '€'));
  it('in ISO-2022-JP', () => assert.equal(decodeWords('=?iso-2022-jp?B?GyRCJWEhPCVrGyhC?=', false), 'メール'));
  it('that are broken stay', () => assert.equal(decodeWords('=?utf-8?X?abc?= =?utf-8?B', false), '=?utf-8?X?abc?= =?utf-8?B'));
});

describe('content types', () => {
  it('have parameters, quoted or not', () => {
    const { type, parameters } = parseContentType('Multipart/Report; report-type=delivery-status;\n boundary="a;b\\"c"');
    assert.equal(type, 'multipart/report');
    assert.deepEqual([parameters.get('report-type'), parameters.get('boundary')], ['delivery-status', 'a;b"c']);
  });
  it('have parameters in pieces (RFC 2231)', () => assert.equal(parseContentType("text/plain; name*0*=utf-8''a; name*1=b.txt").parameters.get('name'), 'ab.txt'));
});

describe('parts', () => {
  const typesOf = (text: string): string[] => leavesOf(parse(text)).map((leaf) => leaf.type);

  it('nest; a boundary that begins like another one is another one', () => {
    assert.deepEqual(typesOf('Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=ab\n\n--ab\nContent-Type: text/plain\n\nx\n--ab\nContent-Type: text/html\n\ny\n--ab--\n--a\nContent-Type: image/png\n\nz\n--a--\n'), ['text/plain', 'text/html', 'image/png']);
  });
  it('end at an outer boundary where their own is not closed', () => assert.deepEqual(typesOf('Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/x\n\nx\n--a\nContent-Type: text/y\n\ny\n'), ['text/x', 'text/y']));
  it('are found by the boundary that the body uses', () => assert.deepEqual(typesOf('Content-Type: multipart/mixed; boundary=wrong\n\n--right\nContent-Type: text/x\n\nx\n--right--\n'), ['text/x']));
  it('hold what stands between their boundaries, without the line end before it', () => {
    const text = 'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nhello\r\n--a--\r\n';
    const [leaf] = leavesOf(parse(text));
    assert.equal(text.slice(leaf!.body.start, leaf!.body.end), 'hello');
  });
  it('a multipart without any part is one text', () => assert.deepEqual(typesOf('Content-Type: multipart/mixed; boundary=a\n\nhello\n'), ['multipart/mixed']));
});

describe('bodies', () => {
  const words = (text: string, binary = true): string => linesOf(parse(text, binary)).map((line) => line.text).join('|');

  it('base64', () => assert.equal(words('Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n\nw6RiYwpk\n'), 'äbc|d'));
  it('quoted-printable, soft breaks, blanks after them', () => assert.equal(words('Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n\na=C3=A4=  \nb\nc=ZZ=\n'), 'aäb|c=ZZ'));
  it('raw 8-bit by charset', () => assert.equal(words('Content-Type: text/plain; charset=koi8-r\n\n\xf0\xd2\xc9\xd7\xc5\xd4\n'), 'Привет'));
  it('raw UTF-8 that claims to be ASCII', () => assert.equal(words(bytes('Content-Type: text/plain; charset=us-ascii\n\nZürich\n')), 'Zürich'));
  it('ISO-2022-JP', () => assert.equal(words('Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B%a!<%k\x1b(B 550\n'), 'メール 550'));
  it('text that is decoded already stays', () => assert.equal(words('Content-Type: text/plain; charset=koi8-r\n\nПривет\n', false), 'Привет'));
  it('an unknown charset is read as UTF-8', () => assert.equal(decodeBytes(bytes('ä'), 'x-nobody-knows'), 'ä'));
  it('UTF-7', () => {
    assert.equal(decodeUtf7('Empf+AOQ-nger a+-b'), 'Empfänger a+b');
    assert.equal(decodeUtf7('1 + 1'), '1 + 1');
  });
  it('HTML: blocks are lines, styles are nothing', () => assert.deepEqual(textOfHtml('<head><style>p{}</style></head><p>a &amp; <b>b</b><br>c&#228;</p><!-- x --><p>1 < 2'), ['a & b', 'cä', '1 < 2']));
  it('base64 of any bytes', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
    const text = Buffer.from(array).toString('base64').replace(/(.{20})/g, '$1\r\n');
    assert.equal(decodeBase64(text), Buffer.from(array).toString('latin1'));
  })));
});

describe('any text', () => {
  it('is parsed without an error, and its parts stay inside it', () => fc.assert(fc.property(fc.array(fc.constantFrom('--a', '--a--', '', 'Content-Type: multipart/mixed; boundary=a', ' folded', 'X: y', '=', 'text')), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
    const text = `Content-Type: multipart/mixed; boundary=a${end}${end}${lines.join(end)}`;
    for (const leaf of leavesOf(parse(text))) {
      assert.ok(leaf.span.start <= leaf.body.start && leaf.body.start <= leaf.body.end && leaf.body.end <= text.length);
      linesOf(leaf);
    }
  })));
});

import assert from 'node:assert/strict';
import { MarkdownText } from '../../../src/editor/markdown-text';
import { shownText } from '../../../src/editor/shown-text';

describe('text out of a document, in a hover', () => {
  it('stays inside its code span, however many backticks it brings', () => {
    assert.equal(new MarkdownText().quote('User unknown').value, '`User unknown`');
    assert.equal(new MarkdownText().quote('a `b` c').value, '``a `b` c``');
    assert.equal(new MarkdownText().quote('``` [x](command:y)').value, '```` ``` [x](command:y) ````');
  });

  it('is one line, without controls and without marks that turn the direction', () => {
    assert.equal(new MarkdownText().quote('a\n\n# b\u202e\u0007c').value, '`a # b c`');
  });

  it('draws no icons', () => {
    assert.equal(new MarkdownText().quote('$(error) 550').value, '`$ (error) 550`');
  });

  it('is cut where it is endless', () => {
    assert.ok(new MarkdownText().quote('x'.repeat(1_000_000)).value.length < 400);
  });
});

describe('plain text in a hover', () => {
  it('stands for itself: no markup, no link, no automatic link, no HTML', () => {
    assert.equal(new MarkdownText().text('*[a](b)* <b> https://x.example').value, '\\*\\[a\\]\\(b\\)\\* \\<b\\> https\\:\\/\\/x\\.example');
  });

  it('makes a link of a web address only', () => {
    assert.equal(new MarkdownText().link('IANA', 'https://www.iana.example/a').value, '[IANA](https://www.iana.example/a)');
    assert.equal(new MarkdownText().link('x', 'command:evil').value, 'x');
    assert.equal(new MarkdownText().link('x', 'https://a.example/) [y](command:evil').value, 'x');
  });
});

describe('text out of a document, in a lens title or a list', () => {
  it('is short, plain and without icons', () => {
    assert.equal(shownText('$(trash)\u0000 a\tb '), '$ (trash) a b');
    assert.equal(shownText('x'.repeat(500), 20).length, 20);
  });
});

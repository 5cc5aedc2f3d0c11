import assert from 'node:assert/strict';
import { engine } from '../../../src/editor/engine-room';
import { hoverMarkdown } from '../../../src/editor/explanation-markdown';
import { open, postfixLog } from './support/open';

const PLACE = { model: 7, offset: 42, recordAt: 42, alike: 12, encoded: false };

async function hoverOf(words: string, status = '5.1.1', to = 'kim@example.org'): Promise<string> {
  const { model } = await open(postfixLog({ words, status, to }));
  const markdown = hoverMarkdown(engine, { record: model.records.get(0)!, mention: null }, PLACE);
  assert.ok(markdown);
  return markdown.value;
}

/** The first paragraphs, as they are read. */
function beginning(markdown: string, paragraphs: number): string {
  return markdown.split(/\n{2,}/).slice(0, paragraphs).join('\n').replace(/\\(.)/g, '$1');
}

describe('a hover', () => {
  it('decides in its first three lines', async () => {
    const read = beginning(await hoverOf('550 5.1.1 User unknown'), 3);
    assert.match(read, /^\*\*\$\(error\) Hard bounce: no such mailbox\*\*/);
    assert.match(read, /\*\*For this address:\*\* remove it/);
    assert.match(read, /\*\*For this message:\*\*/);
    assert.match(read, /\*\*Who acts:\*\* you/);
  });

  it('quotes what decided', async () => {
    assert.match(await hoverOf('550 5.1.1 User unknown'), /Because the server said `User unknown`/i);
  });

  it('leads on, with nothing but numbers in its links', async () => {
    const markdown = await hoverOf('550 5.1.1 User unknown');
    const links = [...markdown.matchAll(/\(command:([\w.]+)\?([^)]*)\)/g)].map(([, command, args]) => `${command} ${decodeURIComponent(args!)}`);
    assert.deepEqual(links, ['bounceLens.copyExplanation [7,42]', 'bounceLens.findCode [7,42]', 'bounceLens.summarize [7]']);
  });

  it('explains a code that stands alone', () => {
    const markdown = hoverMarkdown(engine, { record: null, mention: { kind: 'status', code: '5.2.1', span: { start: 0, end: 5 } } }, PLACE);
    assert.match(markdown?.value ?? '', /IANA/);
  });

  it('names the code under the pointer where the record carries another', async () => {
    const { model } = await open(postfixLog({ status: '4.2.2' }));
    const markdown = hoverMarkdown(engine, { record: model.records.get(0)!, mention: { kind: 'reply', code: '452', span: { start: 0, end: 3 } } }, PLACE);
    assert.match(markdown?.value ?? '', /452 · /);
    assert.match(markdown?.value ?? '', /4\\\.2\\\.2 · /);
  });

  for (const [what, words] of Object.entries({
    'a command link': '550 5.1.1 User unknown [click](command:workbench.action.quit)',
    'HTML': '550 5.1.1 <img src=x onerror=alert(1)> User unknown',
    'an image': '550 5.1.1 ![x](https://evil.example/x.png) User unknown',
    'backticks and a fence': '550 5.1.1 ``` [x](command:y) ``` User unknown',
    'an icon': '550 5.1.1 $(trash) User unknown',
  })) {
    it(`keeps ${what} in the words of a server what it is: text`, async () => {
      const outside = (await hoverOf(words)).replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, ''); // without code spans
      assert.doesNotMatch(outside, /evil|onerror|quit|command:y|\$\(trash\)/);
    });
  }
});

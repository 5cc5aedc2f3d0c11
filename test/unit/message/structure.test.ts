/** The outline for the editor, and the mail as a person reads it. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { decodedView } from '../../../src/engine/message/decoded-view';
import { structureOf, type OutlineNode } from '../../../src/engine/message/structure';
import { bounce, fixture, fixturesFolder, read, told } from './reading';

const outline = (nodes: readonly OutlineNode[]): string[] => nodes.flatMap((node) => [`${node.kind}: ${node.label}`, ...outline(node.children).map((line) => `  ${line}`)]);

describe('structure of a mail', () => {
  it('shows headers, parts, recipients and the original', () => {
    const text = fixture('postfix');
    const structure = structureOf({ text, binary: true });
    assert.deepEqual(outline(structure.mails), [
      'mail: Undelivered Mail Returned to Sender',
      '  header: Header',
      '  text: text/plain',
      '  report: Delivery report',
      '    recipient: ann@shop.example',
      '    recipient: bob@blog.example',
      '  original: Spring news',
      '    header: Header',
    ]);
    assert.equal(structure.originals.length, 1);
    assert.ok(text.slice(structure.originals[0]!.start).startsWith('From: sender@example.com'));
  });

  it('shows the original that stands in the text', () => {
    const text = fixture('qmail');
    const [original] = structureOf({ text, binary: true }).originals;
    assert.ok(text.slice(original!.start, original!.end).startsWith('--- Below this line'));
  });

  it('shows encoded bodies', () => {
    const text = fixture('report-encoded');
    const { encoded } = structureOf({ text, binary: true });
    assert.deepEqual(encoded.map(({ start }) => text.slice(start, start + 8)), ['Could no', 'UmVwb3J0']);
  });

  it('has one node for each mail of a mailbox', () => {
    const one = `From MAILER-DAEMON Thu Mar 12 10:20:30 2015\n${bounce('<ann@shop.example>: 550 no\n')}\n`;
    const { mails } = structureOf({ text: one.repeat(3), binary: true });
    assert.deepEqual(mails.map(({ span }) => span.start), [0, one.length, 2 * one.length]);
  });

  it('does not call a forwarded mail an original', () => assert.deepEqual(structureOf({ text: fixture('forwarded-attached'), binary: true }).originals, []));
});

describe('decoded view', () => {
  it('is what a person would read', () => {
    assert.equal(decodedView({ text: fixture('russian'), binary: true }).split('\n').slice(4).join('\n'), 'Subject: Недоставленное сообщение\n\nВаше письМо не может быть доставлено:\n\nann@magazin.example\n550 5.1.1 Пользователь не найден\n');
  });

  it('names attachments and marks the original', () => {
    const view = decodedView({ text: bounce('--b\n\nIt failed.\n--b\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nQUJD\n--b\nContent-Type: message/rfc822\n\nSubject: news\n\nhi\n--b--\n', 'Content-Type: multipart/mixed; boundary="b"'), binary: false });
    assert.ok(view.includes('[application/pdf: a.pdf]'));
    assert.ok(view.includes('----- Original message -----\n\nSubject: news\n\nhi'));
  });

  it('reads like the mail it shows, for every fixture', () => {
    for (const file of readdirSync(fixturesFolder)) {
      const text = fixture(file.replace(/\.eml$/, ''));
      assert.deepEqual(read(decodedView({ text, binary: true })).records.map(told), read(text, true).records.map(told), file);
    }
  });
});

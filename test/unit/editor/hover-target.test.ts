import assert from 'node:assert/strict';
import { DocumentModel } from '../../../src/editor/document-model';
import { hoverTargetAt, type HoverTarget } from '../../../src/editor/hover-target';
import { engine } from '../../../src/editor/engine-room';
import { DocumentDouble } from './support/document-double';
import { assertGrowsLinearly } from '../support/growth';

/** What is under the `|` in a text. */
function pointedAt(marked: string, languageId = 'mail-log'): { target: HoverTarget | null; on: string } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const document = new DocumentDouble(text, languageId, languageId === 'mail-log' ? '/var/log/mail.log' : '/tmp/report.eml');
  const model = new DocumentModel(1, document, engine, { referenceTime: Date.UTC(2026, 10, 26) });
  const line = text.slice(0, offset).split('\n').length - 1;
  const target = hoverTargetAt(model, engine.scanCodes, document.lineText(line), document.lineStart(line), offset);
  return { target, on: target ? text.slice(target.span.start, target.span.end) : '' };
}

const LOG = 'Nov 25 02:00:06 mx1 postfix/smtp[21]: 4CQ1: to=<al@mail.example>, relay=mx1.mail.example[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.6/0.5, dsn=4.2.2, status=deferred (host mx1.mail.example[198.51.100.7] said: 452 4.2.2 over quota (in reply to RCPT TO command))';

describe('what a hover explains', () => {
  it('a code in the words of a server', () => {
    const { target, on } = pointedAt(LOG.replace('452 4.2.2', '452 4.|2.2'));
    assert.equal(on, '4.2.2');
    assert.equal(target?.record?.recipient, 'al@mail.example');
  });

  it('the reply code beside it', () => {
    assert.equal(pointedAt(LOG.replace('said: 452', 'said: 4|52')).on, '452');
  });

  it('the field around a code', () => {
    assert.equal(pointedAt(LOG.replace('dsn=', 'd|sn=')).on, 'dsn=4.2.2');
  });

  it('the recipient of a record', () => {
    const { target, on } = pointedAt(LOG.replace('al@', 'a|l@'));
    assert.equal(target?.record?.status, '4.2.2');
    assert.match(on, /al@mail\.example$/);
  });

  it('nothing at a date, a host or a delay', () => {
    for (const place of ['25 02', 'mx1 post', 'relay=mx1', 'delay=1']) {
      assert.equal(pointedAt(LOG.replace(place, `${place.slice(0, 2)}|${place.slice(2)}`)).target, null, place);
    }
  });

  it('the Status field of a report, from its first letter on', () => {
    const report = 'Reporting-MTA: dns; relay.example.com\n\nFinal-Recipient: rfc822; kim@example.org\nAction: failed\nSt|atus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n';
    const { target, on } = pointedAt(report, 'raw-email');
    assert.equal(on, 'Status: 5.1.1');
    assert.equal(target?.record?.recipient, 'kim@example.org');
  });

  it('a code without a record, in a log that nothing recognises', () => {
    const { target } = pointedAt('The server answered 550 5.7.|1 and that was it');
    assert.equal(target?.mention?.code, '5.7.1');
    assert.equal(target.record, null);
  });

  it('looks at a window of a line of a megabyte', () => {
    assertGrowsLinearly((size) => assert.equal(pointedAt(`${'x '.repeat(size)}550 5.1.|1 no such user`).on, '5.1.1'), 500_000);
  });
});

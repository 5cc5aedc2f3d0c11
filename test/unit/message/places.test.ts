/** Hover and lenses stand on what a record says: every place is exact where the value stands literally, and honest where it does not. */
import assert from 'node:assert/strict';
import { bounce, fixture, marked, read } from './reading';

describe('places of a mail record', () => {
  it('are those of the single fields of a report', () => {
    const { text, places } = marked(bounce('Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; «ann@shop.example»\nAction: «failed»\nStatus: «5.2.2» (full)\nDiagnostic-Code: smtp; «552 Over quota»\n', 'Content-Type: message/delivery-status'));
    const [record] = read(text).records;
    assert.ok(record);
    assert.deepEqual([record.at.recipient, record.at.action, record.at.status, record.at.diagnostic], places);
    assert.equal(text.slice(record.at.replyCode!.start, record.at.replyCode!.end), '552');
    assert.equal(record.encodedIn, null);
    assert.equal(record.line, text.slice(0, record.span.start).split('\n').length);
    assert.ok(text.slice(record.span.start, record.span.end).startsWith('Final-Recipient') && text.slice(record.span.start, record.span.end).endsWith('Over quota'));
  });

  it('reach over the lines of a folded diagnostic', () => {
    const { text, places } = marked(bounce('Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nStatus: 5.0.0\nDiagnostic-Code: smtp;\n «550-Sorry\n «550» «5.1.1» no such user»\n', 'Content-Type: message/delivery-status'));
    const [record] = read(text).records;
    const inner = places.map((place) => text.slice(place.start, place.end));
    assert.ok(record);
    assert.equal(record.diagnostic, '550-Sorry 550 5.1.1 no such user');
    assert.equal(text.slice(record.at.diagnostic!.start, record.at.diagnostic!.end), '550-Sorry\n 550 5.1.1 no such user');
    assert.deepEqual(record.at.status, places[inner.indexOf('5.1.1')]);
  });

  it('are those in plain text', () => {
    const { text, places } = marked(bounce('This is the mail system at host relay.example.\n\n<«ann@shop.example»>: host mx.shop.example[192.0.2.20] said: «550» «5.1.1»\n    User unknown (in reply to RCPT TO command)\n'));
    const [record] = read(text).records;
    assert.deepEqual([record?.at.recipient, record?.at.replyCode, record?.at.status], places);
    assert.equal(record?.diagnostic, '550 5.1.1 User unknown (in reply to RCPT TO command)');
    assert.equal(record?.remoteMta, 'mx.shop.example');
    assert.equal(record?.stage, 'rcpt');
  });

  it('are those after CRLF and CR', () => {
    for (const end of ['\r\n', '\r']) {
      const text = bounce('The following address failed:\n\n<ann@shop.example>: 550 5.1.1 unknown\n').replace(/\n/g, end);
      const [record] = read(text).records;
      assert.equal(text.slice(record!.at.status!.start, record!.at.status!.end), '5.1.1');
      assert.equal(text.slice(record!.at.recipient!.start, record!.at.recipient!.end), 'ann@shop.example');
      assert.equal(record!.line, 8);
    }
  });

  it('are exact in the literal lines of a quoted-printable part', () => {
    const text = bounce('Der Empf=C3=A4nger fehlt. The following address failed:\n\n<ann@shop.example>: 550 5.1.1 unknown\n', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable');
    const [record] = read(text, true).records;
    assert.equal(text.slice(record!.at.status!.start, record!.at.status!.end), '5.1.1');
    assert.equal(record!.encodedIn, null);
  });

  it('are left out where a value is encoded: the encoded block stands for it', () => {
    const text = fixture('report-encoded');
    const [record] = read(text, true).records;
    assert.deepEqual(record!.at, {});
    assert.ok(record!.encodedIn);
    const block = text.slice(record!.encodedIn.start, record!.encodedIn.end);
    assert.ok(block.startsWith('UmVwb3J0') && !block.includes('--enc'));
  });

  it('are those of the quoted lines of a forwarded bounce', () => {
    const text = fixture('forwarded-quoted');
    const [record] = read(text, true).records;
    assert.equal(text.slice(record!.at.recipient!.start, record!.at.recipient!.end), 'ann@shop.example');
    assert.equal(text.slice(record!.at.status!.start, record!.at.status!.end), '5.1.1');
  });

  it('are those of the header where only that names the recipient', () => {
    const { text, places } = marked(bounce('Message 1YVzXq-0001aB-2c could not be delivered.\n', 'X-Failed-Recipients: «ann@shop.example»'));
    assert.deepEqual(read(text).records[0]?.at.recipient, places[0]);
  });

  it('count from the beginning of a mailbox', () => {
    const one = `From MAILER-DAEMON Thu Mar 12 10:20:30 2015\n${bounce('The following address failed:\n\n<ann@shop.example>: 550 5.1.1 unknown\n')}\n`;
    const { records } = read(one + one.replace('ann@', 'bob@'));
    assert.equal(records.length, 2);
    assert.equal((one + one).slice(records[1]!.at.status!.start, records[1]!.at.status!.end), '5.1.1');
    assert.equal(records[1]!.line, records[0]!.line + one.split('\n').length - 1);
  });
});

/** Delivery reports (RFC 3464, RFC 6533) in the dresses that occur. */
import assert from 'node:assert/strict';
import { bounce, read, report, told } from './reading';

const only = (text: string): ReturnType<typeof read>['records'][number] => {
  const { records } = read(text);
  assert.equal(records.length, 1);
  return records[0]!;
};

describe('delivery reports', () => {
  it('tell all that a record holds', () => {
    const record = only(bounce('Reporting-MTA: dns; Relay.Example\nX-Postfix-Queue-ID: 4F2A11\nX-Postfix-Sender: rfc822; sender@example.com\nArrival-Date: Thu, 12 Mar 2015 10:20:28 +0100\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; MX.shop.example. (192.0.2.20)\nDiagnostic-Code: smtp; 550 5.1.1 unknown\nLast-Attempt-Date: Thu, 12 Mar 2015 10:20:29 +0100\n', 'Content-Type: message/delivery-status'));
    assert.deepEqual([record.source, record.reportingMta, record.remoteMta, record.queueId, record.sender], ['rfc3464', 'relay.example', 'mx.shop.example', '4F2A11', 'sender@example.com']);
    assert.equal(record.time, Date.UTC(2015, 2, 12, 9, 20, 29));
  });

  it('may leave out blank lines between recipients', () => {
    const text = report('Final-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; bob@shop.example\nAction: delayed\nStatus: 4.2.2');
    assert.deepEqual(read(text).records.map(told), ['ann@shop.example failed 5.1.1 -', 'bob@shop.example delayed 4.2.2 -']);
  });

  it('may put blank lines inside a recipient', () => {
    assert.equal(told(only(report('Final-Recipient: rfc822; ann@shop.example\n\nAction: failed\nStatus: 5.1.1\n\nDiagnostic-Code: smtp; 550 unknown'))), 'ann@shop.example failed 5.1.1 550');
  });

  it('may be pasted without their mail, from the first field on', () => {
    const fields = 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown';
    const [first, second] = [`Final-Recipient: rfc822; ann@shop.example\n${fields}`, `Final-Recipient: rfc822; bob@shop.example\n${fields}`];
    const expected = ['ann@shop.example failed 5.1.1 550', 'bob@shop.example failed 5.1.1 550'];
    for (const text of [`${first}\n\n${second}\n`, `\n${first}\n\n${second}\n`, `Reporting-MTA: dns; relay.example\n\n${first}\n\n${second}\n`, `${first}\n${second}\n`]) assert.deepEqual(read(text).records.map(told), expected);
    const { records: [record] } = read(`${first}\n`);
    assert.deepEqual(record!.span.start, 0);
  });

  it('may come encoded in a part without a type', () => {
    const part = Buffer.from('Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.2.2\n').toString('base64');
    assert.equal(told(only(bounce(`--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: application/octet-stream; name=details\nContent-Transfer-Encoding: base64\n\n${part}\n--b--\n`, 'Content-Type: multipart/mixed; boundary=b'))), 'ann@shop.example failed 5.2.2 -');
  });
  it('may begin with the action', () => assert.equal(told(only(report('Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822;ann@shop.example'))), 'ann@shop.example failed 5.1.1 -'));
  it('may put blanks before the colon', () => assert.equal(told(only(report('Final-Recipient : rfc822;ann@shop.example\nAction : failed\nStatus : 5.1.1'))), 'ann@shop.example failed 5.1.1 -'));
  it('a generic status gives way to the one inside the diagnostic', () => assert.equal(only(report('Final-Recipient: rfc822;ann@shop.example\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 #5.1.0 rejected')).status, '5.1.0'));
  it('a specific status stands', () => assert.equal(only(report('Final-Recipient: rfc822;ann@shop.example\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.7.1 rejected')).status, '5.1.1'));
  it('a status is never invented', () => assert.equal(only(report('Final-Recipient: rfc822;ann@shop.example\nAction: failed\nDiagnostic-Code: smtp; 550 rejected')).status, null));
  it('a reply stands at the beginning, whatever word follows it', () => assert.equal(only(report('Final-Recipient: rfc822;ann@shop.example\nDiagnostic-Code: smtp; 554 Message rejected')).replyCode, '554'));
  it('an encoded word in the diagnostic is decoded', () => {
    const record = only(report('Final-Recipient: rfc822;ann@shop.example\nAction: failed\nDiagnostic-Code: smtp; 550 =?utf-8?B?QmVudXR6ZXIgdW5iZWthbm50?='));
    assert.equal(record.diagnostic, '550 Benutzer unbekannt');
    assert.notEqual(record.encodedIn, null);
  });
  it('a success gives way to the session where the mail failed', () => {
    const text = bounce('--b\n\n   ----- Transcript of session follows -----\n... while talking to mx.shop.example.:\n>>> RCPT To:<ann@shop.example>\n<<< 550 MAILBOX NOT FOUND\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: RFC822; ann@shop.example\nAction: failed\nStatus: 2.0.0\nDiagnostic-Code: SMTP; 250 OK\n--b--\n', 'Content-Type: multipart/report; boundary="b"');
    assert.equal(told(only(text)), 'ann@shop.example failed - 550');
    assert.equal(only(text).diagnostic, '550 MAILBOX NOT FOUND');
  });
  it('an exit status is no reply', () => assert.equal(only(report('Final-Recipient: rfc822;ann@shop.example\nStatus: 5.3.0\nDiagnostic-Code: X-Unix; 255')).replyCode, null));
  it('the sender knows the original recipient better than a route or a program', () => {
    assert.equal(only(report('Final-Recipient: rfc822;@relay.example:ann@store\nOriginal-Recipient: rfc822;ann@shop.example\nStatus: 5.1.1')).recipient, 'ann@shop.example');
    assert.equal(only(report('Final-Recipient: rfc822;|/usr/bin/vacation\nOriginal-Recipient: rfc822;ann@shop.example\nStatus: 5.1.1')).recipient, 'ann@shop.example');
  });
  it('X-Supplementary-Info speaks where nothing else does', () => assert.equal(only(report('Final-Recipient: rfc822;ann@shop.example\nStatus: 5.2.2\nX-Supplementary-Info: <mx.shop.example #5.2.2 smtp; 552 5.2.2 Over quota>')).replyCode, '552'));
  it('the text for people completes a report without words', () => {
    const text = bounce('--b\n\n<ann@shop.example>: host mx.shop.example[192.0.2.20] said: 550 5.7.25 no reverse DNS (in reply to MAIL FROM command)\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.0.0\n--b--\n', 'Content-Type: multipart/report; boundary="b"');
    const record = only(text);
    assert.equal(told(record), 'ann@shop.example failed 5.7.25 550');
    assert.equal(record.stage, 'mail');
  });
  it('without an action, the text for people says whether a temporary failure is still tried', () => {
    const both = (words: string): string => told(only(bounce(`--b\n\n${words}\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822;ann@shop.example\nStatus: 4.0.0\n\n--b--\n`, 'Content-Type: multipart/report; report-type=delivery-status; boundary=b')));
    assert.equal(both('Your message to ann@shop.example is queued, we keep trying.'), 'ann@shop.example delayed 4.0.0 -');
    assert.equal(both('Your message to ann@shop.example was not delivered.'), 'ann@shop.example failed 4.0.0 -');
  });
  it('tell of an address once, in whatever capitals, unless they say something else of it', () => {
    const block = (address: string, more = ''): string => `Final-Recipient: rfc822;${address}\nAction: failed\nStatus: 5.2.2\n${more}`;
    const of = (...blocks: string[]): string[] => read(report(blocks.join('\n'))).records.map(told);
    assert.deepEqual(of(block('ann@shop.example'), block('Ann@Shop.example')), ['ann@shop.example failed 5.2.2 -']);
    assert.deepEqual(of(block('ann@shop.example'), block('ann@shop.example', 'Diagnostic-Code: smtp; 552 full\n')), ['ann@shop.example failed 5.2.2 -', 'ann@shop.example failed 5.2.2 552']);
  });
  it('typed wrongly they are found by their fields', () => {
    const text = bounce('--b\nContent-Type: application/octet-stream\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\n--b--\n', 'Content-Type: multipart/mixed; boundary="b"');
    assert.equal(told(only(text)), 'ann@shop.example failed 5.1.1 -');
  });
});

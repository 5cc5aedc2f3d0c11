/** What is a bounce, and what only speaks of one. */
import assert from 'node:assert/strict';
import { bounce, read } from './reading';

const recipients = (text: string): (string | null)[] => read(text).records.filter((record) => record.kind === 'delivery').map((record) => record.recipient);
const QUOTE = '<ann@shop.example>: host mx.shop.example[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)';

describe('a bounce', () => {
  it('is a mail of a server with an address and a code on one line, in any language', () => {
    assert.deepEqual(recipients(bounce('Zin zun zan:\n\n  ann@shop.example: 550 5.1.1 Zunzun\n', 'Subject: Zin')), ['ann@shop.example']);
  });

  it('is found by words without their accents, as old gateways write them', () => {
    assert.deepEqual(recipients(bounce('Vase zprava nemohla byt dorucena:\n\n  ann@shop.example\n', 'From: System <root@relay.example>', 'Return-Path: <>', 'Subject: Nedorucitelna zprava')), ['ann@shop.example']);
  });

  it('is found in a German Notes text without a report part', () => {
    const text = bounce('Ihre Nachricht\n\n  Betreff: Angebot\n\nwurde nicht übermittelt an:\n\n  ann@shop.example\n\nwegen:\n\n  User ann (ann@shop.example) ist nicht im Domino-Verzeichnis aufgeführt\n', 'From: postmaster@relay.example', 'Subject: ZUSTELLUNGSFEHLER: ann', 'X-MIMETrack: Serialize by Router on N1');
    assert.deepEqual(recipients(text), ['ann@shop.example']);
    assert.equal(read(text).records[0]?.diagnostic, 'User ann (ann@shop.example) ist nicht im Domino-Verzeichnis aufgeführt');
  });
});

describe('a report that was cut off before its first recipient', () => {
  const reading = read(bounce('This is a MIME-encapsulated message.\n\n--b1\nContent-Type: text/plain\n\nThis is the mail sys', 'Auto-Submitted: auto-replied', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"'));

  it('is no automatic reply', () => assert.deepEqual(reading.records, []));
  it('is shown as not understood, at its subject', () => assert.deepEqual(reading.notUnderstood.map(({ line, text }) => [line, text]), [[3, 'Subject: Undelivered mail']]));
});

describe('a bounce that names nobody', () => {
  it('is shown as not understood', () => {
    const { records, notUnderstood } = read(bounce('A message that you sent could not be delivered. The mailbox is full.\n'));
    assert.deepEqual([records.length, notUnderstood.map(({ text }) => text)], [0, ['Subject: Undelivered mail']]);
  });
  it('a mail that only looks like one is left alone', () => assert.deepEqual(read(bounce('Nyaan\n', 'Subject: email bounce')).notUnderstood, []));
});

describe('no bounce', () => {
  it('is a notification of a discussion that quotes one in a code block', () => {
    const text = bounce(`@octo commented:\n\n\`\`\`\n${QUOTE}\n\`\`\`\nI think this is fixed.\n`, 'From: octo <notifications@code.example>', 'Subject: [foo/bar] Bounce mails show "User unknown" (#5511)', 'List-ID: foo/bar <bar.foo.code.example>');
    assert.deepEqual(recipients(text), []);
  });

  it('is an answer of a person who quotes one', () => {
    const text = bounce(`Hi Bert,\n\nask them.\n\n> I always get this:\n> ${QUOTE}\n> Any idea?\n`, 'From: Anna <anna@example.com>', 'Subject: Re: your mails bounce', 'In-Reply-To: <a@b.example>');
    assert.deepEqual(recipients(text), []);
  });

  it('is a notice of a list manager about a member', () => {
    const text = bounce('This is a Mailman mailing list bounce action notice:\n\n    List:       friends\n    Member:     ann@shop.example\n    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.\n', 'From: friends-bounces@lists.example', 'Subject: Bounce action notification');
    assert.deepEqual(recipients(text), []);
  });
});

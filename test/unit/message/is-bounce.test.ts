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

  it('is found by what it says of your mail, whatever its subject', () => {
    assert.deepEqual(recipients(bounce('Hola, este es el programa qmail-send en relay.example.\nNo he podido entregar su mensaje a estas direcciones.\n\n<ann@shop.example>:\nNo existe ese buzon.\n', 'Subject: Zin')), ['ann@shop.example']);
  });

  it('is found in a German Notes text without a report part', () => {
    const text = bounce('Ihre Nachricht\n\n  Betreff: Angebot\n\nwurde nicht übermittelt an:\n\n  ann@shop.example\n\nwegen:\n\n  User ann (ann@shop.example) ist nicht im Domino-Verzeichnis aufgeführt\n', 'From: postmaster@relay.example', 'Subject: ZUSTELLUNGSFEHLER: ann', 'X-MIMETrack: Serialize by Router on N1');
    assert.deepEqual(recipients(text), ['ann@shop.example']);
    assert.equal(read(text).records[0]?.diagnostic, 'User ann (ann@shop.example) ist nicht im Domino-Verzeichnis aufgeführt');
  });
});

describe('a letter of Postfix that tells of a success', () => {
  it('is read as what it is', () => {
    const { records } = read(bounce('This is the mail system at host relay.example.\n\nYour message was successfully delivered to the destination(s) listed below.\n\n<ann@shop.example>: delivery via mx.shop.example[192.0.2.1]:25: 250 2.0.0 Ok\n', 'Subject: Successful Mail Delivery Report'));
    assert.deepEqual(records.map(({ recipient, action }) => [recipient, action]), [['ann@shop.example', 'delivered']]);
  });
});

describe('a notice of a mail filter', () => {
  const notice = (text: string, from = 'ANTIGEN_GATE@shop.example'): (string | null)[] => recipients(bounce(text, `From: ${from}`, 'Return-Path: <>', 'Subject: A file was found'));

  it('is a bounce where it says that the message was not delivered', () => {
    assert.deepEqual(notice('Antigen found game.pif matching a file filter.\nThe message was purged and could not be delivered to the recipient.\n\nMessage: "Spring"\nFrom: sender@example.com\nTo: ann@shop.example\n'), ['ann@shop.example']);
    assert.deepEqual(notice('Content was found.\n\nPlace = ann@shop.example\nSender = sender@example.com\nSubject = Spring\n\nThe mail was blocked and not delivered to the recipient.\n', 'ScanMail <scanmail@shop.example>'), ['ann@shop.example']);
  });
  it('is none where the message went on', () => assert.deepEqual(notice('A virus was found in setup.exe sent to ann@shop.example.\nThe file was cleaned and the mail was delivered.\n', 'InterScan <virusalert@shop.example>'), []));
});

describe('lines that describe the returned mail', () => {
  it('are no reason', () => {
    for (const summary of ['Subject: Spring', 'Betreff: Frühling', 'Onderwerp: Lente', 'Objet : Printemps']) {
      const text = bounce(`We have blocked your message because it contains a program.\n\nTo: ann@shop.example\n${summary}\n`);
      assert.deepEqual(read(text).records.map(({ recipient, diagnostic }) => [recipient, diagnostic]), [['ann@shop.example', 'We have blocked your message because it contains a program.']]);
    }
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

  it('is a question whether somebody is human, though the mail will else not be delivered', () => {
    const text = bounce('This message was created automatically by mail delivery software (TMDA).\n\nTo release your message, send a mail to\n\n   pat-confirm-1.abc@hill.example\n\nIf you do not respond within 14 days, the message will not be delivered.\n', 'From: pat <pat@hill.example>', 'Return-Path: <>', 'Auto-Submitted: auto-replied', 'Subject: Please confirm your message');
    assert.deepEqual(recipients(text), []);
  });

  it('is a warning to the owner of a mailbox, a report on a server, a mailing or a group, an article about codes', () => {
    for (const [from, subject, body] of [
      ['Mail Storage <noreply@host.example>', 'Your mailbox is almost full', 'Your mailbox sender@example.com is almost full. When it is full, senders get "552 5.2.2 mailbox full".'],
      ['Mail Administrator <postmaster@example.com>', 'Quota warning for sender@example.com', 'The mailbox sender@example.com is over quota. New mail will be rejected with 552.'],
      ['logwatch@example.com', 'Logwatch for mail (Linux)', ' 7   5xx Reject unknown user\n     550 5.1.1 <ann@shop.example>: User unknown'],
      ['root@example.com (Cron Daemon)', 'Cron <root@mail> mailq', '(host mx.shop.example[192.0.2.1] said: 450 4.2.0 Greylisted)\n    ann@shop.example'],
      ['Campaigns <noreply@mailing.example>', 'Your campaign: 12 bounced', '12 addresses bounced:\n  ann@shop.example   550 5.1.1 User unknown'],
      ['Groups Notification <notify@groups.example>', 'New members', 'These have joined:\n\n  ann@shop.example\n\n2 invitations could not be sent today.'],
      ['Mail Tips <noreply@tips.example>', 'What a 550 means', 'When a message could not be delivered you see "550 5.1.1 <ann@shop.example>: user unknown". Here is what to do.'],
      ['Orders <no-reply@store.example>', 'Your payment was rejected', 'Order 550 could not be processed, your card was refused. Write to orders@store.example.'],
    ] as const) assert.deepEqual(recipients(bounce(`${body}\n`, `From: ${from}`, 'Return-Path: <>', `Subject: ${subject}`)), [], subject);
  });

  it('is what a program says of the mail of others', () => {
    for (const [from, subject, body] of [
      ['Friends <messages-noreply@friends.example>', 'You have an undelivered message', 'Ann Lee sent you a message that could not be delivered. Open it: ann@shop.example'],
      ['Service <no-reply@service.example>', 'Bounce rate warning', 'Your bounce rate is 7 %. Messages to unknown users were rejected: ann@shop.example.'],
    ] as const) assert.deepEqual(recipients(bounce(`${body}\n`, `From: ${from}`, `Subject: ${subject}`)), [], subject);
  });

  it('is a letter that speaks of nobody but the one who gets it, or of who wrote to him', () => {
    assert.deepEqual(recipients(bounce('You have 5 undelivered messages for sender@example.com. Release them here: http://phish.example/\n', 'From: Mail Delivery <no-reply@phish.example>', 'Subject: Mail delivery failed: 5 pending messages')), []);
    assert.deepEqual(recipients(bounce('A virus was found in a message sent to you by eve@spam.example. The message was quarantined.\n', 'From: virusalert@example.com', 'Return-Path: <>', 'Subject: Virus found')), []);
  });

  it('is a notice to the owner of a mailbox, unless its subject begins with what it is', () => {
    const about = (subject: string): (string | null)[] => recipients(bounce('Delivery failed: the mailbox of ann@shop.example is full.\n', `Subject: ${subject}`));
    assert.deepEqual(about('Mailbox quota warning'), []);
    assert.deepEqual(about('Returned mail: Mailbox quota exceeded'), ['ann@shop.example']);
  });

  it('is what a discussion or a ticket system hands on, though it quotes a whole one', () => {
    const report = 'Final-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: X-Postfix; Mailbox is full\n';
    const letter = `This is the mail system at host relay.example.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n${QUOTE}\n`;
    const quoted = letter.replaceAll(/^/gm, '> ');
    assert.deepEqual(recipients(bounce(`I get many of these:\n\n${report}\nThe parser finds no code.\n`, 'From: octo <notifications@code.example>', 'Subject: [foo/bar] Better status codes (#2)', 'List-ID: foo/bar <bar.foo.code.example>')), []);
    assert.deepEqual(recipients(bounce(`A ticket was opened by bert@example.com:\n\n${quoted}\nWe answer soon.\n`, 'From: Support <support@desk.example>', 'Subject: [Ticket#2015100810000213] Undelivered Mail Returned to Sender')), []);
    assert.deepEqual(recipients(bounce(`-- Please reply above this line --\n\n${letter}`, 'From: Support <support@desk.example>', 'Subject: [Case #4711] Undelivered Mail Returned to Sender')), []);
  });
  it('but a server that returns a ticket has bounced it', () => {
    assert.deepEqual(recipients(bounce(`${QUOTE}\n`, 'Subject: Undelivered: [Ticket#2015100810000213] Your question')), ['ann@shop.example']);
  });

  it('is an answer of a person who quotes one', () => {
    const text = bounce(`Hi Bert,\n\nask them.\n\n> I always get this:\n> ${QUOTE}\n> Any idea?\n`, 'From: Anna <anna@example.com>', 'Subject: Re: your mails bounce', 'In-Reply-To: <a@b.example>');
    assert.deepEqual(recipients(text), []);
  });

  it('is an article that asks, or names a bounce in quotes, or a tool that tells of your contacts', () => {
    assert.deepEqual(recipients(bounce('They were cleaned because their mail was returned as undeliverable:\n\nann@shop.example\nbob@shop.example\n', 'From: Tool <notifications@mailing.example>', 'Subject: 3 contacts bounced')), []);
    assert.deepEqual(recipients(bounce('Your message was not delivered? It may be an old list:\n\nann@shop.example: user unknown\n', 'From: Mail Tips <tips@tips.example>', 'Subject: Undelivered mail: five mistakes')), []);
    assert.deepEqual(recipients(bounce('A new answer: your message is not delivered where ann@shop.example is no valid address.\n', 'From: Stack <do-not-reply@stack.example>', 'Subject: Answer: How to fix "Mail delivery failed"')), []);
  });

  it('is an answer that is almost nothing but a quoted bounce', () => {
    const quoted = ['Delivery to the following recipient failed permanently:', '', '  ann@shop.example', '', 'Technical details of permanent failure:', '550 5.1.1 User unknown'].map((line) => `> ${line}`).join('\n');
    assert.deepEqual(recipients(bounce(`What is this?\n\n${quoted}\n`, 'From: Walt <walt@cafe.example>', 'Subject: Re: Delivery Status Notification (Failure)', 'In-Reply-To: <a@b.example>')), []);
  });

  it('is a notice of a list manager about a member', () => {
    const text = bounce('This is a Mailman mailing list bounce action notice:\n\n    List:       friends\n    Member:     ann@shop.example\n    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.\n', 'From: friends-bounces@lists.example', 'Subject: Bounce action notification');
    assert.deepEqual(recipients(text), []);
  });
});

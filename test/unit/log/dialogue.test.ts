/** Dialogues with a mail server as tools and libraries show them: what is refused, and whose mail it was. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import { assertGrowsLinearly } from '../support/growth';
import { generic } from '../../../src/engine/log/generic';
import { read } from './reading';

type Row = (string | number | null)[];

/** Line, stage, recipient, status and the server's words of each refusal. */
function refusals(...lines: string[]): Row[] {
  const text = lines.join('\n');
  const format = detectFormat({ text });
  assert.ok(format, 'it is a log');
  const { records, notUnderstood } = read(format, text);
  assert.deepEqual(notUnderstood, []);
  return records.map((r) => [r.line, r.stage, r.recipient, r.status, r.diagnostic]);
}

describe('Dialogues as people show them', () => {
  it('swaks: of the sender, of a recipient, of the message', () => {
    assert.deepEqual(refusals(' -> MAIL FROM:<b@example.org>', '<** 550 5.7.1 not yours', ' -> QUIT', '<-  221 2.0.0 Bye'), [[2, 'mail', null, '5.7.1', '550 5.7.1 not yours']]);
    assert.deepEqual(refusals(' ~> MAIL FROM:<b@example.org>', '<~  250 ok', ' ~> RCPT TO:<ann@example.net>', '<~  250 ok', ' ~> RCPT TO:<bob@example.net>', '<~* 450 4.2.0 later', ' ~> DATA', '<~  354 go', ' ~> Subject: x', ' ~> ', ' ~> 550 5.1.1 stands in the message', ' ~> .', '<~* 550 5.7.1 spam'), [
      [6, 'rcpt', 'bob@example.net', '4.2.0', '450 4.2.0 later'], [13, 'eod', 'ann@example.net', '5.7.1', '550 5.7.1 spam'],
    ]);
  });

  it('typed by hand, in small letters and with an answer of several lines', () => {
    const typed = ['mail from:<b@example.org>', '250 OK', 'rcpt to:<ann@example.net>', '250 Accepted', 'data', '354 Enter message', 'Subject: x', '', 'hi', '.'];
    assert.deepEqual(refusals(...typed, '550-5.7.26 The sender', '550-5.7.26 is unauthenticated.', '550 5.7.26 See our page', 'quit'), [[11, 'eod', 'ann@example.net', '5.7.26', '550-5.7.26 The sender 550-5.7.26 is unauthenticated. 550 5.7.26 See our page']]);
    assert.deepEqual(refusals(...typed, '550-5.7.26 The sender'), [[11, 'eod', 'ann@example.net', '5.7.26', '550-5.7.26 The sender']]);
  });

  it('curl', () => {
    assert.deepEqual(refusals('> MAIL FROM:<b@example.org>', '< 250 ok', '> RCPT TO:<ann@example.net>', '< 250 ok', '> DATA', '< 354 go', '} [321 bytes data]', '< 554 5.7.1 spam', '* Closing connection 0'), [[8, 'eod', 'ann@example.net', '5.7.1', '554 5.7.1 spam']]);
    assert.deepEqual(refusals('> MAIL FROM:<b@example.org>', '< 530 5.7.0 STARTTLS first', '* MAIL failed: 530', 'curl: (55) MAIL failed: 530'), [[2, 'mail', null, '5.7.0', '530 5.7.0 STARTTLS first']]);
  });

  it('Ruby: whose server speaks to the right, and whose line ends are quoted', () => {
    assert.deepEqual(refusals('<- "MAIL FROM:<b@example.org>\\r\\n"', '-> "250 OK\\n"', '<- "RCPT TO:<ann@example.net>\\r\\n"', '-> "550 5.1.1 doesn\'t exist\\n"', '<- "RCPT TO:<bob@example.net>\\r\\n"', '-> "250 OK\\n"', '<- "DATA\\r\\n"', '-> "354 go\\n"', 'writing message from String', 'wrote 321 bytes', '-> "552 5.3.4 too large\\r\\n"'), [
      [4, 'rcpt', 'ann@example.net', '5.1.1', "550 5.1.1 doesn't exist"], [11, 'eod', 'bob@example.net', '5.3.4', '552 5.3.4 too large'],
    ]);
    assert.deepEqual(refusals('<- "MAIL FROM:<b@example.org>\\r\\n"', '-> "550-SPF-check failed:\\r\\n"', '-> "550 not from here\\r\\n"'), [[2, 'mail', null, null, '550-SPF-check failed: 550 not from here']]);
  });

  it('PHPMailer: the refusal is told once, by whatever says it first', () => {
    const said = (stamp: string): Row[] => refusals(...['CLIENT -> SERVER: MAIL FROM:<b@example.org>', 'SERVER -> CLIENT: 250 OK', 'CLIENT -> SERVER: RCPT TO:<ann@example.net>', 'SMTP INBOUND: "550 5.1.1 no such user"', 'SERVER -> CLIENT: 550 5.1.1 no such user', 'SMTP ERROR: RCPT TO command failed: 550 5.1.1 no such user', 'CLIENT -> SERVER: QUIT'].map((line) => stamp + line));
    assert.deepEqual(said(''), [[4, 'rcpt', 'ann@example.net', '5.1.1', '550 5.1.1 no such user']]);
    assert.deepEqual(said('2026-03-14 10:00:00\t'), said(''));
    assert.deepEqual(refusals('CLIENT -> SERVER: RCPT TO:<ann@example.net>', 'SERVER -> CLIENT: 250 OK', 'CLIENT -> SERVER: DATA', 'SERVER -> CLIENT: 354 go', 'CLIENT -> SERVER: 550 5.1.1 in the message', 'CLIENT -> SERVER: .', 'SERVER -> CLIENT: 554 5.7.1 policy<br>', 'SMTP ERROR: DATA END command failed: 554 5.7.1 policy'), [[7, 'eod', 'ann@example.net', '5.7.1', '554 5.7.1 policy']]);
  });

  it('JavaMail', () => {
    assert.deepEqual(refusals('MAIL FROM:<b@example.org>', '250 Ok', 'RCPT TO:<ann@example.net>', '250 Ok', 'DATA', '354 End data with <CR><LF>.<CR><LF>', 'Subject: x', '', 'text', '.', '550 5.7.1 not authorised', 'DEBUG SMTP: got response code 550, with response: 550 5.7.1 not authorised', '', 'RSET', '250 Ok', 'com.sun.mail.smtp.SMTPSendFailedException: 550 5.7.1 not authorised'), [[11, 'eod', 'ann@example.net', '5.7.1', '550 5.7.1 not authorised']]);
  });

  it('behind a stamp, and with the words of MailKit, PEAR and Perl for who speaks', () => {
    for (const [client, server] of [['C: ', 'S: '], ['DEBUG: Send: ', 'DEBUG: Recv: '], ['Net::SMTP=GLOB(0x55d0)>>> ', 'Net::SMTP=GLOB(0x55d0)<<< '], ['--> ', '<-- ']] as const) {
      for (const stamp of ['', '2026-03-14 10:00:00 ']) {
        const lines = [`${client}MAIL FROM:<b@example.org>`, `${server}250 ok`, `${client}RCPT TO:<ann@example.net>`, `${server}550 5.1.1 unknown`];
        assert.deepEqual(refusals(...lines.map((line) => stamp + line)), [[4, 'rcpt', 'ann@example.net', '5.1.1', '550 5.1.1 unknown']], stamp + client);
      }
    }
  });

  it('several commands at once: the address in the answer tells', () => {
    assert.deepEqual(refusals(' -> MAIL FROM:<b@example.org>', ' -> RCPT TO:<ann@example.net>', ' -> RCPT TO:<bob@example.net>', ' -> DATA', '<-  250 ok', '<** 550 5.1.1 <ann@example.net>: unknown', '<-  250 ok', '<-  354 go', ' -> hi', ' -> .', '<** 550 5.7.1 spam'), [
      [6, 'rcpt', 'ann@example.net', '5.1.1', '550 5.1.1 <ann@example.net>: unknown'], [11, 'eod', 'bob@example.net', '5.7.1', '550 5.7.1 spam'],
    ]);
  });

  it('a message without recipients is refused for that only', () => {
    assert.deepEqual(refusals('C: RCPT TO:<ann@example.net>', 'S: 550 5.1.1 unknown', 'C: DATA', 'S: 554 5.5.1 no valid recipients'), [[2, 'rcpt', 'ann@example.net', '5.1.1', '550 5.1.1 unknown']]);
  });

  it('what comes after the end of a connection is about another message', () => {
    const text = ['C: MAIL FROM:<b@example.org>', 'C: RCPT TO:<ann@example.net>', 'C: DATA', 'S: 354 go', 'S: 250 queued', 'C: QUIT', 'S: 554 5.7.1 your host is blocked'].join('\n');
    assert.deepEqual(read(generic, text).records, []);
    assert.deepEqual(read(generic, text.replaceAll('C:', ' ->').replaceAll('S:', '<- ')).records, []);
  });

  it('far below a recipient a number behind a stamp is no answer, and earlier recipients are those of other messages', () => {
    const stamp = '2026-03-14 10:00:00 ';
    const quiet = Array.from({ length: 8 }, () => `${stamp}GET /`);
    assert.deepEqual(read(generic, [`${stamp}RCPT TO:<ann@example.net>`, ...quiet, `${stamp}500 Internal error`].join('\n')).records, []);
    const far = Array.from({ length: 100 }, () => '');
    assert.deepEqual(read(generic, ['RCPT TO:<ann@example.net>', ...far, 'RCPT TO:<bob@example.net>', ...quiet, '554 5.7.1 spam'].join('\n')).records.map((r) => r.recipient), ['bob@example.net']);
  });

  it('an error that quotes the first line of several is the same refusal', () => {
    const lines = ['DEBUG C: MAIL FROM:<b@example.org>', 'DEBUG C: RCPT TO:<ann@example.net>', 'DEBUG C: DATA', 'DEBUG S: 354 go', 'INFO <421 bytes encoded mime message>', 'DEBUG S: 550-5.7.26 not authenticated', 'DEBUG S: 550 5.7.26 see our page', 'ERROR Send Error: Message failed: 550-5.7.26 not authenticated'];
    assert.deepEqual(refusals(...lines.map((line) => `[2026-03-14 09:26:53] ${line}`)), [[6, 'eod', 'ann@example.net', '5.7.26', '550-5.7.26 not authenticated 550 5.7.26 see our page']]);
  });

  it('typed without brackets', () => assert.deepEqual(refusals('MAIL FROM: b@example.org', '250 ok', 'RCPT TO: ann@example.net', '550 5.7.1 Unable to relay'), [[4, 'rcpt', 'ann@example.net', '5.7.1', '550 5.7.1 Unable to relay']]));

  it('prose about commands is none', () => assert.equal(detectFormat({ text: 'The server answers RCPT TO:<ann@example.net> with a code.\nSee section 4.\n550 is what we got.\n' }), null));

  it('takes linear time', () => {
    assertGrowsLinearly((size) => { generic.detect({ text: 'RCPT TO:<a@b.c> A=1 A=1 A=1\n'.repeat(size / 28) }); }, 56_000);
    assertGrowsLinearly((size) => { read(generic, `RCPT TO:<a@b.c>\n${'S: <- '.repeat(size / 6)}550 5.1.1\n${'550-x\n'.repeat(size / 6)}`); }, 60_000);
  });
});

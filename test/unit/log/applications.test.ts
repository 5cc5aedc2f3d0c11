/** Application logs: the same error in the dress of many loggers, told once, with its recipient and its time. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import { generic } from '../../../src/engine/log/generic';
import type { BounceRecord } from '../../../src/engine/record';
import { read } from './reading';

const time = Date.UTC(2026, 2, 14, 9, 26, 53);
const refused = '550 5.1.1 <ann@example.net>: Recipient address rejected: User unknown';

function records(text: string): BounceRecord[] {
  const format = detectFormat({ text });
  assert.ok(format, 'recognised');
  return read(format, text).records;
}

describe('Errors of applications', () => {
  const dresses: Readonly<Record<string, string>> = {
    'pino': JSON.stringify({ level: 50, time, pid: 1, err: { message: `Can't send mail - all recipients were rejected: ${refused}`, response: refused, rejected: ['ann@example.net'] }, msg: 'mail failed' }),
    'winston': JSON.stringify({ level: 'error', message: `Can't send mail - all recipients were rejected: ${refused}`, timestamp: '2026-03-14T09:26:53.000Z' }),
    'zap, the error beside the message': JSON.stringify({ level: 'error', ts: time / 1000, msg: 'failed to send mail', error: refused }),
    'slog': `time=2026-03-14T09:26:53Z level=ERROR msg="failed to send mail" err="${refused}"`,
    'Monolog': JSON.stringify({ message: `Expected response code "250" but got code "550", with message "${refused}".`, datetime: '2026-03-14T09:26:53+00:00' }),
    'Logback': JSON.stringify({ '@timestamp': '2026-03-14T09:26:53Z', message: 'Mail failed', stack_trace: `jakarta.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n\torg.eclipse.angus.mail.smtp.SMTPAddressFailedException: ${refused}\n\tat x` }),
    'python-json-logger': JSON.stringify({ asctime: '2026-03-14 09:26:53,000', message: 'could not send', exc_info: `Traceback (most recent call last):\n  File "x", line 1\nsmtplib.SMTPRecipientsRefused: {'ann@example.net': (550, b'5.1.1 <ann@example.net>: User unknown')}` }),
    'GitLab': JSON.stringify({ severity: 'WARN', time: '2026-03-14T09:26:53.000Z', message: 'failed', error_class: 'Net::SMTPFatalError', error_message: refused, retry: 3 }),
    'Elastic': JSON.stringify({ '@timestamp': '2026-03-14T09:26:53.000Z', 'error.type': 'Net::SMTPFatalError', 'error.message': refused }),
    'Sidekiq': JSON.stringify({ ts: '2026-03-14T09:26:53.000Z', msg: `Net::SMTPFatalError: ${refused}` }),
  };
  for (const [logger, text] of Object.entries(dresses)) {
    it(logger, () => {
      assert.deepEqual(records(text).map((r) => [r.action, r.recipient, r.status, r.replyCode, r.time]), [['rejected', 'ann@example.net', '5.1.1', '550', time]]);
    });
  }

  it('.NET: what "Mailbox unavailable" says is no log-in, and the recipient that the application named above', () => {
    const refusals = (lines: string[]): unknown[] => records(lines.join('\n')).map((r) => [r.action, r.recipient, r.status]);
    assert.deepEqual(refusals(['System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: If MAIL FROM is local then you must authenticate']), [['rejected', null, null]]);
    assert.deepEqual(refusals(['      SMTP error while sending email to ann@example.net. Code: MailboxUnavailable', '      MailKit.Net.Smtp.SmtpCommandException: 5.1.1 no such account']), [['rejected', 'ann@example.net', '5.1.1']]);
    assert.deepEqual(refusals(['sending mail to ann@example.net', 'MailKit.Net.Smtp.SmtpCommandException: 5.1.1 no such account', 'MailKit.Net.Smtp.SmtpCommandException: 5.2.2 full']), [['rejected', 'ann@example.net', '5.1.1'], ['rejected', null, '5.2.2']]);
    assert.deepEqual(refusals(['sent mail to bob@example.net', 'x', 'x', 'MailKit.Net.Smtp.SmtpCommandException: 5.1.1 no such account']), [['rejected', null, '5.1.1']]);
  });

  it('members of an error on the line of its message; Gitea, Alertmanager, net/smtp behind a name', () => {
    for (const text of [
      `error: Failed to send {"code":"EENVELOPE","response":"${refused}","command":"RCPT TO","rejected":["ann@example.net"]}`,
      '2026/03/14 10:00:00 mailer.go:386:func1() [E] Failed to send emails [ann@example.net]: [test] - gomail: could not send email 1: 550 5.1.1 no',
      `level=error msg="Notify failed" err="mail/email[0]: after 1 attempts: send RCPT command: ${refused}"`,
      `2026/03/14 10:00:00 sending RCPT TO command: ${refused}`,
    ]) assert.deepEqual(records(text).map((r) => [r.action, r.recipient, r.status]), [['rejected', 'ann@example.net', '5.1.1']], text);
  });

  it('Python: a pair alone, and the recipient that the application names before it', () => {
    const found = records("ERROR 2026-03-14 09:26:53,123 tasks Failed to send email to ann@example.net: (550, b'5.7.1 Relaying denied')");
    assert.deepEqual(found.map((r) => [r.source, r.action, r.recipient, r.status, r.replyCode]), [['python', 'rejected', 'ann@example.net', '5.7.1', '550']]);
  });

  it('Ruby: the class behind the words, where these begin a line', () => {
    const found = records("454 Throttling failure: Maximum sending rate exceeded. (Net::SMTPServerBusy)\nsmtp.rb:1:in `check_response': 550 5.1.1 no (Net::SMTPFatalError)\nERROR: 552 5.2.2 full (Net::SMTPFatalError)\n535 5.7.8 wrong (Net::SMTPAuthenticationError)");
    assert.deepEqual(found.map((r) => [r.replyCode, r.stage]), [['454', null], ['550', null], ['552', null], ['535', 'auth']]);
  });

  it('Python: a dialogue that smtplib shows is told once, with the recipients to whom its replies are', () => {
    const dialogue = (...lines: string[]): unknown[] => records([...lines, 'Traceback (most recent call last):', '  File "x", line 1'].join('\n')).map((r) => [r.line, r.action, r.recipient, r.status, r.replyCode, r.stage]);
    const sent = ["send: 'ehlo x\\r\\n'", "reply: b'250-mx\\r\\n'", "reply: b'250 HELP\\r\\n'", "send: 'mail FROM:<bob@example.org>\\r\\n'", "reply: b'250 ok\\r\\n'", "send: 'rcpt TO:<ann@example.net>\\r\\n'"];
    const many = ["reply: b'550-5.1.1 no\\r\\n'", "reply: b'550 5.1.1 such\\r\\n'", "reply: retcode (550); Msg: b'5.1.1 no\\n5.1.1 such'", 'x', 'x', 'x', "SMTPRecipientsRefused: {'ann@example.net': (550, b'5.1.1 no\\n5.1.1 such')}"];
    assert.deepEqual(dialogue(...sent, ...many), [[8, 'rejected', 'ann@example.net', '5.1.1', '550', 'rcpt']]);
    assert.deepEqual(dialogue(...[...sent, ...many].map((line) => `09:26:53.123456 ${line}`)), [[8, 'rejected', 'ann@example.net', '5.1.1', '550', 'rcpt']]);
    const data = ["reply: b'250 ok\\r\\n'", "send: 'data\\r\\n'", "reply: b'354 go\\r\\n'", "data: (354, b'go')", "send: b'Subject: x\\r\\n\\r\\nx\\r\\n.\\r\\n'", "reply: b'554 5.7.1 spam\\r\\n'", "reply: retcode (554); Msg: b'5.7.1 spam'", "data: (554, b'5.7.1 spam')"];
    assert.deepEqual(dialogue(...sent, ...data), [[12, 'rejected', 'ann@example.net', '5.7.1', '554', 'eod']]);
    assert.deepEqual(dialogue("send: 'RCPT TO:<ann@example.net>\\r\\n'", "reply: '501 5.1.8 no sender\\r\\n'"), [[2, 'rejected', 'ann@example.net', '5.1.8', '501', 'rcpt']]);
  });

  it('PHPMailer: the recipient of the command right above', () => {
    const error = 'SMTP ERROR: RCPT TO command failed: 451 later';
    const recipients = (...lines: string[]): unknown[] => records(lines.join('\n')).map((r) => [r.recipient, r.replyCode]);
    assert.deepEqual(recipients('CLIENT -> SERVER: RCPT TO:<ann@example.net>', error, 'CLIENT -> SERVER: QUIT', 'SMTP Error: The following recipients failed: ann@example.net'), [['ann@example.net', '451']]);
    assert.deepEqual(recipients('CLIENT -> SERVER: RCPT TO:<ann@example.net>', 'SERVER -> CLIENT: 451 later', error), [['ann@example.net', '451']]);
    assert.deepEqual(recipients('CLIENT -> SERVER: RCPT TO:<ann@example.net>', 'CLIENT -> SERVER: DATA', 'SMTP ERROR: DATA command failed: 451 later'), [[null, '451']]);
  });

  it('Nodemailer: the recipient that its debug output asked about', () => {
    const log = (reply: string, error: string): unknown[] => records(['[2026-03-14 09:26:53] DEBUG [x] C: RCPT TO:<ann@example.net>', `[2026-03-14 09:26:53] DEBUG [x] S: ${reply}`, `[2026-03-14 09:26:53] ERROR [x] ${error}`].join('\n')).map((r) => [r.recipient, r.replyCode]);
    assert.deepEqual(log('550 5.1.1 no', "Error: Can't send mail - all recipients were rejected: 550 5.1.1 no"), [['ann@example.net', '550']]);
    assert.deepEqual(log('250 OK', 'Error: Message failed: 554 spam'), [[null, '554']]);
  });

  it('Rust: the words behind the source of an error', () => {
    const [record] = records('[2026-03-14 09:26:53.123][ERROR] SMTP 5xx error: lettre::transport::smtp::Error { kind: Permanent(Code { severity: PermanentNegativeCompletion, category: MailSystem, detail: Zero }), source: "5.1.1 unknown" }');
    assert.deepEqual([record!.replyCode, record!.status, record!.diagnostic], ['550', '5.1.1', '5.1.1 unknown']);
  });

  it('all recipients of one error, pretty-printed', () => {
    const text = JSON.stringify({ time, err: { message: "Can't send mail - all recipients were rejected: 550 5.1.1 no", rejected: ['ann@example.net', 'bob@example.net'] } }, null, 2);
    assert.deepEqual(records(text).map((r) => [r.line, r.recipient, r.diagnostic]), [[1, 'ann@example.net', '550 5.1.1 no'], [1, 'bob@example.net', '550 5.1.1 no']]);
  });

  it('a stack of many lines in one entry is read line by line: the words end where their line does', () => {
    const text = JSON.stringify({ '@t': '2026-03-14T09:26:53.000Z', '@mt': 'Mail failed', '@x': 'MailKit.Net.Smtp.SmtpCommandException: 5.1.1 <ann@example.net>: User unknown\n   at MailKit.Net.Smtp.SmtpClient' });
    assert.deepEqual(records(text).map((r) => [r.recipient, r.diagnostic, r.time]), [['ann@example.net', '5.1.1 <ann@example.net>: User unknown', time]]);
  });

  it('an address right behind the codes is the refused one, unless it is called the sender', () => {
    const recipientOf = (words: string): string | null => records(`Net::SMTPServerBusy: ${words}`)[0]!.recipient;
    assert.equal(recipientOf('450 4.7.1 <ann@example.net>: greylisted'), 'ann@example.net');
    assert.equal(recipientOf('550 5.1.1 <ann@example.net> unknown here'), 'ann@example.net');
    assert.equal(recipientOf('553 5.7.1 <news@example.com>: Sender address rejected: not owned by user'), null);
    assert.equal(recipientOf('553 5.1.8 <news@example.com>... Domain does not exist'), null);
  });

  it('one error whose stack repeats it after several lines, in a log of several programs', () => {
    const angus = `\torg.eclipse.angus.mail.smtp.SMTPAddressFailedException: ${refused}`;
    const text = ['2026-03-14 09:26:53.123 ERROR c.e.Mailer : Failed', '  nested exception is:', angus, '; message exceptions (1) are:', 'Failed message 1: jakarta.mail.SendFailedException: Invalid Addresses;', '  nested exception is:', angus, '', '\tat x'].join('\n');
    assert.deepEqual(records(text).map((r) => [r.source, r.line]), [['java', 3]]);
  });

  it('are told once, however often and in whatever order the application repeats them', () => {
    const told = (lines: string[]): (string | null)[] => records(lines.join('\n')).map((r) => r.recipient);
    const failed = (address: string): string => `\torg.eclipse.angus.mail.smtp.SMTPAddressFailedException: 454 4.7.1 <${address}>: Relay access denied`;
    const both = ['jakarta.mail.SendFailedException: Invalid Addresses;', failed('ann@example.net'), ';', failed('bob@example.net')];
    assert.deepEqual(told([...both, 'Caused by: x', ...both, 'Caused by: y', failed('bob@example.net')]), ['ann@example.net', 'bob@example.net']);
    const alert = 't=2026-03-14T10:00:00+0000 lvl=eror msg="Failed to send alert" error="Failed to send notification to email address: ann@example.net: 550 5.7.1 no relay"';
    assert.deepEqual(told([alert, alert]), ['ann@example.net']);
  });

  it('are told once where the dialogue stands before them, or the error of each recipient inside the error of all', () => {
    const told = (lines: string[]): (string | null)[] => records(lines.join('\n')).map((r) => r.recipient);
    const stamp = '2026-03-14 10:00:00';
    const words = '<ann@example.net>: Recipient address rejected: User unknown';
    assert.deepEqual(told([`${stamp} CLIENT -> SERVER: RCPT TO:<ann@example.net>`, `${stamp} SERVER -> CLIENT: 550 5.1.1 ${words}`, `${stamp} SMTP ERROR: RCPT TO command failed: 550 5.1.1 ${words}`, `${stamp} SMTP Error: The following recipients failed: ann@example.net: ${words}`]), ['ann@example.net']);
    assert.deepEqual(told([`SMTP -> ERROR: RCPT not accepted from server: 550 5.1.1 ${words}`, 'SMTP Error: The following recipients failed: ann@example.net']), ['ann@example.net']);
    assert.deepEqual(told(['RCPT TO:<ann@example.net>', `550 5.1.1 ${words}`, 'DEBUG SMTP: Invalid Addresses', 'jakarta.mail.SendFailedException: Invalid Addresses;', `\torg.eclipse.angus.mail.smtp.SMTPAddressFailedException: 550 5.1.1 ${words}`]), ['ann@example.net']);
    assert.equal(read(generic, 'Error: 554 5.7.1 <ann@example.net>: Relay access denied\nC RCPT TO:<ann@example.net>\nS 554 5.7.1 <ann@example.net>: Relay access denied').records.length, 1);
    const inside = ["    code: 'EENVELOPE',", `    response: '550 5.1.1 ${words}',`, "    recipient: 'ann@example.net' } ] }"];
    assert.deepEqual(told([`{ Error: Can't send mail - all recipients were rejected: 550 5.1.1 ${words}`, `  response: '550 5.1.1 ${words}',`, "  rejected: [ 'ann@example.net' ],", '  rejectedErrors:', `   [ { Error: Recipient command failed: 550 5.1.1 ${words}`, ...inside]), ['ann@example.net']);
  });

  it('are told again when they happen again', () => {
    const line = (second: string): string => `2026-03-14T10:00:${second}Z WARN Net::SMTPFatalError: 550 5.1.1 <ann@example.net>: no`;
    assert.equal(records([line('00'), line('01'), line('30')].join('\n')).length, 2);
  });
});

describe('Replies of several lines', () => {
  const reply = ['550-5.1.1 The account that you tried to reach does not exist. Please', '550-5.1.1 look for', '550 5.1.1  typing errors'];
  const joined = reply.join(' ');
  const told = (text: string): unknown[] => {
    const format = detectFormat({ text })!;
    const { records: found, notUnderstood } = read(format, text);
    return [...found.map((r) => [r.source, r.line, r.recipient, r.diagnostic?.replace(/\n/g, ' ')]), ...notUnderstood.map((place) => place.text)];
  };

  it('logged as they came are one refusal, of the recipient that was named above', () => {
    const head = '[worker.1:9] [2026-03-14T10:00:00.000] INFO -- : [ABCD] ';
    assert.deepEqual(told(`${head}Sending message 1::7 to ann@example.net\n${head}Net::SMTPFatalError: ${reply.join('\n')}\n${head}Done`), [['ruby', 2, 'ann@example.net', joined]]);
    assert.deepEqual(told(`jakarta.mail.SendFailedException: x\norg.eclipse.angus.mail.smtp.SMTPAddressFailedException: ${reply.join('\n')}\n\tat x.y(Z.java:1)`), [['java', 2, null, joined]]);
    assert.deepEqual(told(`production.ERROR: Expected response code "250" but got code "550", with message "${reply.join('\r\n')}".\n#0 /x.php(1)`), [['php', 1, null, joined]]);
  });

  it('also in the entries of JSON', () => {
    assert.deepEqual(told(JSON.stringify({ time: '2026-03-14T10:00:00Z', msg: `Net::SMTPFatalError: ${reply.join('\n')}\nx.rb:1` })), [['ruby', 1, null, joined]]);
  });

  it('end where another code or an end stands', () => {
    assert.deepEqual(told(`Net::SMTPFatalError: 550-5.1.1 no\n550 5.1.1 such\n550 5.1.1 user\nNet::SMTPServerBusy: 450-4.2.1 slow\n451 down`).slice(0, 2), [['ruby', 1, null, '550-5.1.1 no 550 5.1.1 such'], ['ruby', 4, null, '450-4.2.1 slow']]);
  });
});

/** Log lines in the shape in which people show them: without their beginning, in debug output, in other languages, behind other daemons. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import type { BounceRecord } from '../../../src/engine/record';
import { read, states } from './reading';

type Row = (string | number | null)[];
const row = (r: BounceRecord): Row => [r.source, r.line, r.action, r.recipient, r.status, r.replyCode];
const records = (text: string): BounceRecord[] => {
  const format = detectFormat({ text });
  return format ? read(format, text).records : [];
};
const rows = (text: string): Row[] => records(text).map(row);

describe('Log lines as people show them', () => {
  it('Exim: entries below LOG: MAIN, with process ids or without', () => {
    assert.deepEqual(rows('    9 LOG: MAIN REJECT\n    9   H=(x) [192.0.2.9] F=<b@example.org> rejected RCPT <c@example.com>: relay not permitted\n   12 LOG: MAIN\n   12   ** ann@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<ann@example.net>: 550 5.1.1 no\n'), [
      ['exim', 2, 'rejected', 'c@example.com', null, null], ['exim', 4, 'failed', 'ann@example.net', '5.1.1', '550'],
    ]);
    assert.deepEqual(rows('LOG: MAIN\n  == bob@example.net R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host\nLOG: MAIN\n  == /var/x is a file R=1\n'), [['exim', 2, 'delayed', 'bob@example.net', null, null]]);
    states(records('LOG: MAIN\n  => bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] C="250 OK"')[0], { action: 'delivered', queueId: null });
  });

  it('Exim: a deferral whose beginning was cut off; a host that was tried is none', () => {
    const whole = '2026-03-14 10:00:02 1abcDE-0005vi-AB == ann@example.net R=dnslookup T=remote_smtp defer (113): No route to host\n';
    assert.deepEqual(rows(`${whole}... R=dnslookup T=remote_smtp defer (110): Connection timed out\n`), [['exim', 1, 'delayed', 'ann@example.net', null, null], ['exim', 2, 'delayed', null, null, null]]);
    assert.equal(rows(`${whole}2026-03-14 10:00:01 1abcDE-0005vi-AB H=mx.example.net [192.0.2.1] Connection timed out\n2026-03-14 10:00:01 1abcDE-0005vi-AB <= ann@example.net R=1abcDE-0005vi-AC U=mail P=local T="defer (1)"\n`).length, 1);
  });

  it('Kerio: its words behind a syslog header', () => {
    const [delayed, rejected, ...rest] = records('<22>1 2026-03-14T10:00:00Z mx1.example.com mail - - - Sent: Queue-ID: 69cc-1, Recipient: <ann@example.net>, Result: delayed, Status: 4.3.0 mailbox busy, Remote-Host: 192.0.2.1, Msg-Id: <x>\n<22>Mar 14 10:00:00 mx1 kerio: Attempt to deliver to unknown recipient <bob@example.com>, from <b@example.org>, IP address 192.0.2.9\n<22>1 2026-03-14T10:00:00Z mx1 audit - - - IMAP: User ann@example.com authenticated\n');
    states(delayed, { source: 'kerio', action: 'delayed', recipient: 'ann@example.net', status: '4.3.0', diagnostic: 'mailbox busy', reportingMta: 'mx1.example.com', time: Date.UTC(2026, 2, 14, 10) });
    states(rejected, { source: 'kerio', action: 'rejected', recipient: 'bob@example.com', reportingMta: 'mx1' });
    assert.equal(rest.length, 0);
  });

  it('qmail: its own words, told in a chat', () => {
    assert.deepEqual(rows("<ann> Sorry,_I_couldn't_find_any_host_named_example.invalid._(#5.1.2)/\n<bob> and mine: CNAME_lookup_failed_temporarily._(#4.4.3)/\n<ann> see /var/log/some_file_(#1)/\n"), [['qmail', 1, 'failed', null, '5.1.2', null], ['qmail', 2, 'delayed', null, '4.4.3', null]]);
  });

  it('Sendmail: a relay that somebody masked, comma and all', () => {
    states(records('Mar 14 10:00:00 mx1 sendmail[1]: jB4: to=<ann@example.net>, delay=3+13:01:56, mailer=esmtp, relay=xxx dsn=4.0.0, stat=Deferred: Connection timed out with mx.example.net.')[0], { status: '4.0.0', action: 'delayed', recipient: 'ann@example.net' });
  });

  it('Stalwart: what is tried again because no server was reached; each delay is told once', () => {
    const line = (words: string, event: string, rest: string): string => `2026-03-14T02:22:33Z INFO ${words} (${event}) queueId = 34, from = "b@example.org", to = ["ann@example.net", "bob@example.net", "eve@example.net"], size = 189, total = 3${rest}`;
    const attempt = [
      line('Message delivered', 'delivery.delivered', ', hostname = "mx.example.net", to = "eve@example.net", code = 250, details = "OK"'),
      line('Connection error', 'delivery.connect-error', ', domain = "example.net", causedBy = SMTP error occurred (smtp.error) { details = I/O Error, reason = "Connection refused (os error 111)" }, elapsed = 3ms'),
      line('SMTP RCPT TO rejected', 'delivery.rcpt-to-rejected', ', hostname = "mx.example.net", to = "bob@example.net", code = 451, details = "4.7.1 later"'),
      line('Message rescheduled for delivery', 'queue.rescheduled', ', nextRetry = 2026-03-14T02:28:29Z'),
    ];
    const found = records([...attempt, ...attempt.slice(1)].join('\n'));
    assert.deepEqual(found.map((r) => [r.line, r.action, r.recipient]), [[1, 'delivered', 'eve@example.net'], [3, 'delayed', 'bob@example.net'], [4, 'delayed', 'ann@example.net'], [6, 'delayed', 'bob@example.net'], [7, 'delayed', 'ann@example.net']]);
    assert.equal(found[2]!.diagnostic, 'Connection refused (os error 111)');
  });

  it('Sendmail: its queue', () => {
    const [record, ...rest] = records('\t\t/var/spool/mqueue (1 request)\n-----Q-ID----- --Size-- -----Q-Time----- ------------Sender/Recipient-----------\nl8E3abc012345*       12 Sat Mar 14 10:00 <b@example.org>\n                 (Deferred: Connection timed out with mx.example.net.)\n\t\t\t\t\t <ann@example.net>\nl8E3abc012346        12 Sat Mar 14 10:01 <b@example.org>\n\t\t\t\t\t <bob@example.net>\n\t\tTotal requests: 2\n');
    states(record, { source: 'mailq', action: 'delayed', recipient: 'ann@example.net', queueId: 'l8E3abc012345', sender: 'b@example.org', diagnostic: 'Connection timed out with mx.example.net.' });
    assert.equal(rest.length, 0);
  });

  it('PHPMailer: recipients that failed without a code, several of them, and in other languages', () => {
    assert.deepEqual(rows('[2026-03-14 10:00:00] Mailer Error: SMTP Error: The following recipients failed: ann@example.net: <ann@example.net>: Recipient address rejected: User unknown'), [['php', 1, 'rejected', 'ann@example.net', null, null]]);
    assert.deepEqual(rows("(1, 'x', 'SMTP Error: The following recipients failed: ann@example.net, bob@example.net'),"), [['php', 1, 'rejected', 'ann@example.net', null, null], ['php', 1, 'rejected', 'bob@example.net', null, null]]);
    for (const words of ['Error SMTP: Los siguientes destinos fallaron', 'SMTP-Fehler: Die folgenden Empfänger sind nicht korrekt', 'Erreur SMTP : les destinataires suivants ont refusé', 'Erro de SMTP: Os endereços de destinatário a seguir falharam', 'Ошибка SMTP: не удалось отправить таким получателям']) {
      assert.deepEqual(rows(`${words}: ann@example.net`), [['php', 1, 'rejected', 'ann@example.net', null, null]], words);
    }
  });

  it('PHPMailer: neither a sender nor a server that failed is a recipient', () => {
    for (const text of ['SMTP Error: The following From address failed: ann@example.org', 'SMTP Error: Could not connect to SMTP host: ann@example.org', 'SMTP: recipient list read: 5', 'MySMTP-x: the recipient of the year: ann@example.org']) assert.deepEqual(rows(text), [], text);
  });

  it('Sendmail: an address that was taken out', () => {
    assert.deepEqual(rows('Mar 14 10:00:00 mx1 sendmail[1]: jB4: to=, delay=00:00:00, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=5.1.2, stat=Host unknown (Name server: mx.example.net.: host not found)'), [['sendmail', 1, 'failed', null, '5.1.2', null]]);
  });

  it('addresses that a web page has hidden are no addresses, with any blank in them', () => {
    for (const hidden of ['[email protected]', '[email\u00a0protected]', '[email\u00c2\u00a0protected]']) {
      const found = records([
        `Mar 14 10:00:00 mx1 postfix/smtp[2]: 4F5AB12345: to=<${hidden}>, relay=none, delay=1, dsn=5.1.1, status=bounced (no)`, `Mar 14 10:00:00 mx1 postfix/smtpd[2]: NOQUEUE: reject: RCPT from h[192.0.2.9]: 550 5.1.1 no; from=<a@example.org> to=<${hidden}> proto=ESMTP helo=<h>`,
        `Mar 14 10:00:00 mx1 sendmail[1]: jB4JCnPo019367: to=<${hidden}>, delay=00:00:00, mailer=esmtp, relay=mx.example.net., dsn=5.1.1, stat=User unknown`,
      ].join('\n'));
      assert.deepEqual(found.map((r) => [r.status, r.recipient, r.at.recipient]), [1, 2, 3].map(() => ['5.1.1', null, undefined]));
    }
  });

  it('Exim: entries of its debug output in a list, among other words', () => {
    const list = (...lines: string[]): string => ['Guest', ...lines.map((line) => `- ${line}`), 'Sign up'].join('\n');
    const entry = ['LOG: retry_defer MAIN', '== bob@example.net R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host', 'LOG: MAIN', '** ann@example.net R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<ann@example.net>: 550 5.1.1 no'];
    for (const text of [list(...entry), entry.join('\n')]) {
      assert.deepEqual(records(text).map((r) => [r.action, r.recipient, r.status, r.queueId]), [['delayed', 'bob@example.net', null, null], ['failed', 'ann@example.net', '5.1.1', null]]);
    }
  });

  it('Sendmail: numbered lines, and a page around them, hide no stamp', () => {
    const line = 'Mar 14 10:00:00 mx1 sm-mta[1]: jB4JCnPo019367: to=<ann@example.net>, delay=00:00:00, mailer=esmtp, relay=mx.example.net., dsn=5.1.1, stat=User unknown';
    const text = ['Untitled', ...[1, 2, 3, 4].map((n) => `  ${n}. ${line}`)].join('\n');
    assert.deepEqual(records(text).map((r) => r.time), [1, 2, 3, 4].map(() => Date.UTC(2026, 2, 14, 10)));
  });

  it('Postfix: the list of a web page, with its own clock and blanks for line ends', () => {
    const [record, ...rest] = records('>3/14/2026, 9:44:32 PM | info | BE74D3E832:  to=<ann@example.net>, relay=none, delay=0.34,  delays=0.12/0.03/0.18/0, dsn=4.7.5, status=deferred (client TLS  configuration problem)\n3/14/2026, 9:44:32 PM | warning | warning: TLS policy lookup for example.net: client TLS configuration problem\n');
    states(record, { source: 'postfix', recipient: 'ann@example.net', queueId: 'BE74D3E832', status: '4.7.5', action: 'delayed' });
    assert.equal(rest.length, 0);
  });

  it('Postfix: a line without its beginning', () => {
    const members = 'dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 no: such user (in reply to RCPT TO command))';
    const whole = `to=<ann@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=3, ${members}`;
    assert.deepEqual(rows(whole), [['postfix', 1, 'failed', 'ann@example.net', '5.1.1', '550']]);
    assert.deepEqual(rows(members), [['postfix', 1, 'failed', null, '5.1.1', '550']]);
    assert.equal(records(whole)[0]!.queueId, null);
    assert.deepEqual(rows('x=1, status=bounced (5.1.1 no: such user)'), []);
  });

  it('other programs: words of a quota, a time in a member', () => {
    assert.deepEqual(rows("Mar 14 10:00:00 mx1 lda(9): Error: conn unix:pid=1: rcpt ann@example.com: 452 4.2.2 <ann@example.com> Quota exceeded"), [['generic', 1, 'delayed', 'ann@example.com', '4.2.2', '452']]);
    const [record] = records('time="2026/03/14 10:00:00" level=error msg="error relaying message to ann@example.net: 550 5.7.1 Relay denied"');
    states(record, { recipient: 'ann@example.net', status: '5.7.1', time: Date.UTC(2026, 2, 14, 10), ownClock: true });
  });

  it('Haraka: a dialogue names the recipients of a message that bounces as a whole', () => {
    const line = (words: string, id = '7A.1.1'): string => `[PROTOCOL] [${id}] [outbound] ${words}`;
    const asked = [line('C: RCPT TO:<ann@example.net>'), line('S: 250 2.1.5 OK\\r\\n'), line('C: RCPT TO:<bob@example.net>'), line('C: RCPT TO:<eve@example.net>', '7B.1.1'), line('S: 550 5.7.26 unauthenticated\\r\\n')];
    const bouncing = '[INFO] [7A.1.1] [outbound] Bouncing mail: 550 5.7.26 unauthenticated';
    assert.deepEqual(rows([...asked, bouncing].join('\n')), ['ann@example.net', 'bob@example.net'].map((recipient) => ['haraka', 6, 'failed', recipient, '5.7.26', '550']));
    assert.deepEqual(rows([...asked, '[NOTICE] [7A.1.1] [outbound] recipient <ann@example.net> rejected: 550 5.1.1 no', bouncing].join('\n')), [['haraka', 6, 'failed', 'ann@example.net', '5.1.1', '550']]);
  });

  it('Stalwart: what its notice calls permanent is so, whatever the code; delays before it stay', () => {
    const notice = '2026-03-14T02:22:35Z INFO DSN permanent failure notification (delivery.dsn-perm-fail) queueId = 36, from = "b@example.org", to = ["ann@example.net"], size = 189, total = 1, to = "ann@example.net", hostname = "localhost", code = 451, details = "Address lookup failed.", total = 0';
    assert.deepEqual(rows(notice), [['stalwart', 1, 'failed', 'ann@example.net', null, '451']]);
    const attempt = '2026-03-14T02:22:34Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 36, from = "b@example.org", to = ["ann@example.net"], size = 189, total = 1, hostname = "mx.example.net", to = "ann@example.net", code = 451, details = "later"';
    assert.deepEqual(rows(`${attempt}\n${notice}`).map((r) => r[2]), ['delayed', 'failed']);
  });

  it('maddy: whether it is tried again is told by the line after the attempt', () => {
    const line = (words: string, details: object): string => `queue: ${words}\t${JSON.stringify({ msg_id: '1', ...details })}`;
    const later = { rcpt: 'ann@example.net', smtp_code: 450, smtp_enchcode: '4.4.2', smtp_msg: 'Network I/O error' };
    const attempts = [line('delivery attempt failed', later), line('delivery attempt failed', { rcpt: 'bob@example.net', reason: 'no' }), line('delivery attempt failed', { rcpt: 'eve@example.net', smtp_code: 550 })];
    const outcome = (...lines: string[]): Row[] => rows([...attempts, ...lines].join('\n')).map((r) => [r[1], r[2], r[3]] as Row);
    assert.deepEqual(outcome(), [[1, 'delayed', 'ann@example.net'], [2, 'delayed', 'bob@example.net'], [3, 'failed', 'eve@example.net']]);
    assert.deepEqual(outcome(line('not delivered, permanent error', { rcpt: 'ann@example.net' }), line('not delivered, permanent error', { rcpt: 'eve@example.net' }), line('will retry', { rcpts: ['bob@example.net'] })), [[1, 'failed', 'ann@example.net'], [2, 'delayed', 'bob@example.net'], [3, 'failed', 'eve@example.net']]);
    assert.deepEqual(outcome(line('will retry', {}), attempts[0]!, line('not delivered, permanent error', { rcpt: 'ann@example.net' })).map((r) => r[1]), ['delayed', 'delayed', 'failed', 'failed']);
  });

  it('Exchange: the last error as the status, and masked recipients', () => {
    const list = ['Timestamp      : 14.03.2026 09:47:13', 'Sender         : b@example.org', 'To             : ann@example.net', 'Status         : [{LED=550 5.1.8 Access denied, bad outbound sender', '                 [X.outlook.com]};{MSG=};', '                 {FQDN=192.0.2.40};{IP=192.0.2.40}]', 'MessageSubject : Hello'];
    assert.deepEqual(rows(list.join('\n')), [['exchange-list', 3, 'failed', 'ann@example.net', '5.1.8', '550']]);
    assert.deepEqual(rows('EventId         : FAIL\nRecipients      : {***}\nRecipientStatus : {[{LED=550 5.7.1 TRANSPORT.RULES.RejectMessage; rejected};{MSG=}]}\n'), [['exchange-list', 2, 'failed', null, '5.7.1', '550']]);
  });

  it('Exchange: details of one recipient, a queue\'s messages, and a list of traces in every form', () => {
    assert.deepEqual(rows('Message Trace ID : 1\nEvent            : Fail\nDetail           : Reason: [{LED=550 5.1.10 RESOLVER.ADR.RecipientNotFound; b@example.org asked};{MSG=}]\n'), [['exchange-list', 3, 'failed', null, '5.1.10', '550']]);
    assert.deepEqual(rows('Identity             : X\\1\nFromAddress          : b@example.org\nStatus               : Retry\nRecipients           : {ann@example.net;2;2;[{LED=451 4.7.1 said b@example.org};{FQDN=}];0;CN=Outbound}\n'), [['exchange-list', 4, 'delayed', 'ann@example.net', '4.7.1', '451']]);
    const trace = { Received: '2026-03-14T10:00:00', SenderAddress: 'b@example.org', RecipientAddress: 'ann@example.net', Status: 'Failed', MessageTraceId: '1' };
    for (const text of [JSON.stringify([trace], null, 1), `${Object.keys(trace).join(',')}\n${Object.values(trace).join(',')}\n`]) assert.deepEqual(rows(text).map((r) => r.slice(2)), [['failed', 'ann@example.net', null, null]], text);
    assert.deepEqual(rows(JSON.stringify({ ...trace, SenderAddress: undefined })), [], 'no mail for sure');
    assert.deepEqual(rows('Received            Sender Address Recipient Address Subject Status\n--------            -------------- ----------------- ------- ------\n14.03.2026 10:00:00 b@example.org  ann@example.net   Hello   Failed\n14.03.2026 10:00:00 b@example.org  bob@example.net           Delivered\n'), [['exchange-list', 3, 'failed', 'ann@example.net', null, null], ['exchange-list', 4, 'delivered', 'bob@example.net', null, null]]);
    assert.deepEqual(rows('Name           Recipient Status\n----           --------- ------\nann@example.net x failed\n'), []);
    assert.deepEqual(rows(JSON.stringify({ to: 'ann@example.net', status: 'failed', message_id: '<1@example.org>' })), [['event', 1, 'failed', 'ann@example.net', null, null]]);
    assert.deepEqual(rows('"Timestamp";"EventId";"Sender";"Recipients";"RecipientStatus"\n"14.03.2026 10:00:00";"FAIL";"b@example.org";"ann@example.net";"550 5.1.1 no, really"\n'), [['exchange-tracking', 2, 'failed', 'ann@example.net', '5.1.1', '550']]);
  });

  it('PowerMTA: columns in an order of one\'s own', () => {
    assert.deepEqual(rows('timeLogged,type,dsnStatus,dsnDiag,rcpt\n2026-03-14 10:00:00+0000,b,5.2.2 (full),smtp;552 5.2.2 full,ann@example.net\n2026-03-14 10:00:00+0000,t,4.7.1 (later),smtp;451 4.7.1 later,bob@example.net\n'), [
      ['powermta', 2, 'failed', 'ann@example.net', '5.2.2', '552'], ['powermta', 3, 'delayed', 'bob@example.net', '4.7.1', '451'],
    ]);
  });

  it('Exchange: tracking logs with other names of columns, a list that PowerShell did not write out, and the summary of Microsoft 365', () => {
    const lines = (...text: string[]): unknown[] => records(text.join('\n')).map((r) => [r.line, r.action, r.recipient, r.status, r.diagnostic]);
    const failed = [2, 'failed', 'ann@example.net', '5.1.1', '550 5.1.1 no such user'];
    assert.deepEqual(lines('"date-time","source","event-id","recipient-address","recipient-status","sender-address"', '"2026-03-14T10:00:00.052Z","SMTP","FAIL","ann@example.net","550 5.1.1 no such user","bob@example.org"'), [failed]);
    assert.deepEqual(lines('date_time_utc,source,event_id,recipient_address,recipient_status,sender_address', '2026-03-14T10:00:00.0000000Z,SMTP,FAIL,ann@example.net,[{LRT=};{LED=550 5.1.1 no such user};{FQDN=mx.example.net};{IP=192.0.2.1}],bob@example.org'), [failed]);
    assert.deepEqual(lines('"Timestamp","Source","EventId","Recipients","RecipientStatus"', '"","SMTP","FAIL","System.String[]","System.String[]"'), [[2, 'failed', null, null, null]]);
    assert.deepEqual(lines('origin_timestamp_utc,sender_address,recipient_status,message_subject', '2026-03-14T10:00:00.0000000Z,bob@example.org,"eve@example.com##Receive, Deliver;ann@example.net##Receive, Fail",Hi', '2026-03-14T10:00:00.0000000Z,bob@example.org,"list@example.com##Receive, Expand",Hi'),
      [[2, 'delivered', 'eve@example.com', null, null], [2, 'failed', 'ann@example.net', null, null]]);
  });

  it('PowerMTA: doubled quotes in a cell are one', () => {
    const text = 'type,timeLogged,rcpt,dsnDiag\nb,2026-03-14 10:00:00+0100,ann@example.net,"smtp;550 no ""such"" user, sorry"\nconstructor,x,y,z\n';
    assert.deepEqual(read(detectFormat({ text })!, text).records.map((r) => [r.diagnostic, r.time]), [['550 no "such" user, sorry', Date.UTC(2026, 2, 14, 9)]]);
  });

  it('PowerMTA: a header behind a sign and in other capitals, and files of one record type', () => {
    assert.deepEqual(rows('#type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMTA,bounceCat\nb,2026-03-14 10:00:00,x@example.org,ann@example.net,failed,5.1.1,550 no,mx.example.net (192.0.2.1),bad-mailbox\n'), [['powermta', 2, 'failed', 'ann@example.net', '5.1.1', '550']]);
    assert.deepEqual(rows('timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,bounceCat\n2026-03-14 10:00:00+0000,x@example.org,ann@example.net,failed,5.2.2 (full),smtp;552 5.2.2 full,quota-issues\n2026-03-14 10:00:00+0000,x@example.org,bob@example.net,delayed,4.7.1 (later),smtp;451 later,other\n2026-03-14 10:00:00+0000,x@example.org,eve@example.net,relayed,2.0.0 (ok),smtp;250 ok,\n'),
      [['powermta', 2, 'failed', 'ann@example.net', '5.2.2', '552'], ['powermta', 3, 'delayed', 'bob@example.net', '4.7.1', '451'], ['powermta', 4, 'delivered', 'eve@example.net', '2.0.0', '250']]);
  });

  it('qmail: results that a terminal broke, and the queue that IndiMail names behind them', () => {
    const label = '@40000000419f13a508f3214c ';
    const text = [`${label}status: local 0/10 remote 2/20`, `${label}delivery 5: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_<ann@exam`, 'ple.net>_is_no_mailbox/Giving_up_on_192.0.2.1./', `${label}status: local 0/10 remote 1/20`, `${label}delivery 6: failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/ queue5`].join('\n');
    assert.deepEqual(rows(text), [['qmail', 2, 'failed', 'ann@example.net', '5.1.1', '550'], ['qmail', 5, 'failed', null, '5.1.1', null]]);
    assert.deepEqual(read(detectFormat({ text })!, text).records.map((r) => r.diagnostic), ['550 5.1.1 <ann@example.net> is no mailbox', 'Sorry, no mailbox here by that name. (#5.1.1)']);
  });

  it('a dialogue by hand, without a stamp and without the name of a log', () => {
    for (const [command, reply] of [['RCPT TO:<ann@example.net>', '550 5.1.1 no such user'], [' -> RCPT TO:<ann@example.net>', '<** 550 5.1.1 no such user'], ['> RCPT TO:<ann@example.net>', '< 550 5.1.1 no such user']]) {
      assert.deepEqual(rows(`x\n${command}\n${reply}\n`).map((r) => r.slice(1)), [[3, 'rejected', 'ann@example.net', '5.1.1', '550']], command);
    }
    assert.deepEqual(rows('RCPT TO:<ann@example.net>\n250 2.1.5 OK\nDATA\n'), []);
  });
});

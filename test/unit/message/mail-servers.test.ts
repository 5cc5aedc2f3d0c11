/**
 * Each fixture is a bounce in the shape in which one mail server or gateway writes it. The table says what has to be found:
 * source, recipient, action, status, reply code, and how the diagnostic begins.
 */
import assert from 'node:assert/strict';
import { fixture, read } from './reading';

type Row = [source: string, recipient: string | null, action: string, status: string | null, replyCode: string | null, diagnostic: string];

const EXPECTED: Readonly<Record<string, readonly Row[]>> = {
  'activehunter': [
    ['activehunter', 'ann@shop.example', 'failed', '5.1.1', '550', '550 sorry, no mailbox here by that name (#5.1.1 - chkusr)'],
  ],
  'attached-header': [
    ['plain', 'ann@shop.example', 'failed', null, null, 'Sorry, it could not be delivered: mailbox full.'],
  ],
  'automatically-rejected': [
    ['mdn', 'ann@shop.example', 'failed', null, null, 'Your message to <ann@shop.example> was automatically rejecte'],
  ],
  'communigate': [
    ['communigate', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 User unknown'],
  ],
  'courier': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.0.0', '550', '550 Unknown user ann@shop.example'],
  ],
  'delayed-warning': [
    ['sendmail', 'ann@slow.example', 'delayed', null, null, 'Deferred: Connection timed out with mx.slow.example. Warning'],
  ],
  'demon': [
    ['exim', 'ann@demon.example', 'failed', null, null, 'Mailbox does not exist.'],
  ],
  'domino': [
    ['domino', 'ann@domino.example', 'failed', null, null, 'User ann (ann@domino.example) not listed in Domino Directory'],
  ],
  'double-bounce': [
    ['rfc3464', 'sender@example.com', 'failed', '5.7.1', '554', '554 5.7.1 Refused'],
  ],
  'earthlink': [
    ['plain', 'ann@isp.example', 'failed', null, '552', '552 Quota violation for ann@isp.example'],
  ],
  'exchange2007-de': [
    ['office365', 'ann@corp.example', 'failed', '5.1.1', '550', '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##'],
  ],
  'exchange2010': [
    ['office365', 'ann@corp.example', 'failed', '5.2.2', '554', '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExce'],
  ],
  'exchange55': [
    ['exchange2003', 'ann@corp.example', 'failed', null, null, 'The recipient name is not recognized The MTS-ID of the origi'],
  ],
  'exim-frozen': [
    ['exim', 'ann@shop.example', 'failed', null, null, 'Too many "Received" headers - suspected mail loop'],
  ],
  'exim-pipe': [
    ['exim', 'ann@shop.example', 'failed', null, null, 'local delivery failed'],
  ],
  'exim-two-outcomes': [
    ['exim', 'ann@shop.example', 'failed', '5.1.1', '550', '550-5.1.1 The email account that you tried to reach does not'],
    ['exim', 'bob@blog.example', 'failed', null, null, 'Unrouteable address'],
  ],
  'exim-undisclosed': [
    ['exim', 'team@shop.example', 'failed', null, null, 'mailbox is full'],
  ],
  'exim3': [
    ['exim', 'ann@old.example', 'failed', null, null, 'unknown local-part "ann" in domain "old.example"'],
    ['exim', 'bob@gone.example', 'failed', null, null, 'unrouteable mail domain "gone.example"'],
  ],
  'ezweb-expired': [
    ['ezweb', 'ann@phone.example', 'failed', null, null, 'Your message was not delivered within 0 days and 1 hours. Re'],
  ],
  'fml-member': [
    ['mailing-list', 'friends@lists.example', 'failed', null, null, 'You are not a member of this mailing list <friends@lists.exa'],
  ],
  'fml': [
    ['fml', 'friends@lists.example', 'failed', null, null, 'Duplicated Message-ID in <friends@lists.example>.'],
  ],
  'forwarded-attached': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 unknown'],
  ],
  'forwarded-quoted': [
    ['postfix', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 User unknown (in reply to RCPT TO command)'],
  ],
  'french': [
    ['plain', 'ann@boutique.example', 'failed', null, null, 'boîte pleine'],
  ],
  'german': [
    ['plain', 'ann@laden.example', 'failed', null, null, 'Der Empfänger existiert nicht.'],
  ],
  'gmail-new': [
    ['gmail', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 The email account that you tried to reach does not'],
  ],
  'groupwise': [
    ['groupwise', 'ann@shop.example', 'failed', null, null, 'user not found'],
  ],
  'hmailserver': [
    ['hmailserver', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>: Recipient address rejected: Us'],
  ],
  'imail-attempts': [
    ['imail', 'ann@shop.example', 'failed', null, null, 'Delivery failed 20 attempts: ann@shop.example'],
  ],
  'imail-full': [
    ['imail', 'ann@shop.example', 'failed', null, null, 'User mailbox exceeds allowed size: ann@shop.example'],
  ],
  'imail-to': [
    ['imail', 'ann@shop.example', 'failed', null, '552', '552 Requested action not taken: virus detected'],
  ],
  'imail-unknown': [
    ['imail', 'ann@shop.example', 'failed', null, null, 'Unknown user: ann@shop.example'],
  ],
  'intermail': [
    ['netscape', 'ann@shop.example', 'failed', '5.1.1', null, '5.1.1 <ann@shop.example>... User unknown'],
  ],
  'interscan-sent': [
    ['interscan', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>... user unknown'],
  ],
  'ironport': [
    ['ironport', 'ann@shop.example', 'failed', '5.1.1', '550', '5.1.0 - Unknown address error 550-\'5.1.1 <ann@shop.example> '],
  ],
  'italian': [
    ['plain', 'ann@negozio.example', 'failed', null, null, 'Il messaggio non è stato consegnato a ann@negozio.example pe'],
  ],
  'james': [
    ['james', 'ann@shop.example', 'failed', null, '550', '550 - Requested action not taken: no such user here'],
  ],
  'kddi-relay': [
    ['kddi', 'ann@phone.example', 'failed', null, '550', '550 <ann@phone.example>: User unknown (in reply to RCPT TO c'],
  ],
  'kddi': [
    ['kddi', 'ann@phone.example', 'failed', null, null, 'As their mailbox is full.'],
  ],
  'kerio': [
    ['plain', 'ann@shop.example', 'failed', '5.7.1', '550', '550 5.7.1 Message rejected as spam'],
  ],
  'korean': [
    ['plain', 'ann@naver.example', 'failed', '5.1.1', '550', '550 5.1.1 No such user'],
  ],
  'listserv': [
    ['plain', 'ann@shop.example', 'failed', null, '550', '550 User unknown'],
  ],
  'lsmtp': [
    ['lsmtp', 'ann@shop.example', 'failed', null, null, 'No such local user'],
  ],
  'mailenable': [
    ['mailenable', 'ann@shop.example', 'failed', null, '550', '550 No such user here'],
  ],
  'mailfoundry': [
    ['mailfoundry', 'ann@shop.example', 'failed', null, '550', '550 <ann@shop.example> No such user here'],
  ],
  'mailmarshal': [
    ['mailmarshal', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 User unknown'],
    ['mailmarshal', 'bob@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 User unknown'],
  ],
  'mdaemon': [
    ['mdaemon', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>: Recipient address rejected: Us'],
  ],
  'mercury': [
    ['mercury', 'ann@campus.example', 'failed', null, null, 'User not known at this site.'],
  ],
  'messagingserver': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.2.0', '522', '522 5.2.0 Delivery failed: Over quota'],
  ],
  'mmdf': [
    ['mmdf', 'ann@nowhere.example', 'failed', null, null, 'Host unknown'],
  ],
  'netease': [
    ['plain', 'ann@163.example', 'failed', null, '550', '550 User not found: ann@163.example'],
  ],
  'netscape': [
    ['netscape', 'ann@isp.example', 'failed', null, null, 'The user(s) account is temporarily over quota.'],
  ],
  'no-such-user': [
    ['plain', 'ann@py.example', 'failed', null, null, 'no such user here. There is no user by that name at this ser'],
  ],
  'notes-two': [
    ['notes', 'ann@notes.example', 'failed', null, null, 'User not listed in public Name & Address Book'],
    ['notes', 'bob@notes.example', 'failed', null, null, 'Message has exceeded maximum hop count'],
  ],
  'notes': [
    ['notes', 'ann@notes.example', 'failed', null, null, 'User not listed in public Name & Address Book'],
  ],
  'office365-html': [
    ['office365', 'ann@corp.example', 'failed', '5.1.10', '550', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not fou'],
  ],
  'office365-new': [
    ['plain', 'ann@corp.example', 'failed', '5.1.10', '550', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ann@cor'],
  ],
  'opensmtpd': [
    ['opensmtpd', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>: Recipient address rejected: Us'],
  ],
  'plain-undeliverable': [
    ['plain', 'ann@shop.example', 'failed', null, null, 'No matches to nameserver query'],
  ],
  'portuguese': [
    ['plain', 'ann@loja.example', 'failed', '5.2.2', '552', '552 5.2.2 Caixa postal cheia'],
  ],
  'postfix': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>: Recipient address rejected: Us'],
    ['rfc3464', 'bob@blog.example', 'delayed', '4.4.1', null, 'connect to mx.blog.example[192.0.2.21]:25: Connection timed '],
  ],
  'qmail': [
    ['qmail', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>... User Unknown'],
    ['qmail', 'bob@blog.example', 'failed', '5.1.2', null, 'Sorry, I couldn\'t find any host named blog.example. (#5.1.2)'],
  ],
  'qq': [
    ['plain', 'ann@shop.example', 'failed', '5.2.2', '550', '550 5.2.2 Mailbox full'],
  ],
  'report-encoded': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.2.2', '552', '552 5.2.2 Over quota'],
  ],
  'report-plain-text': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.5.0', null, ''],
  ],
  'report-quoted': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 The account = unknown, this is a long line that go'],
  ],
  'report-success': [
    ['rfc3464', 'ann@shop.example', 'relayed', '2.0.0', '250', '250 2.0.0 Ok: queued as 7A1'],
    ['rfc3464', 'team@list.example', 'expanded', '2.1.5', null, ''],
  ],
  'report-top-level': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.1.0', '550', '550 #5.1.0 Address rejected.'],
  ],
  'report-utf8': [
    ['rfc3464', 'grün@bücher.example', 'failed', '5.6.7', '553', '553 5.6.7 SMTPUTF8 is not supported here'],
  ],
  'report-wrong-boundary': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.1.1', null, 'It failed.'],
  ],
  'russian': [
    ['plain', 'ann@magazin.example', 'failed', '5.1.1', '550', '550 5.1.1 Пользователь не найден'],
  ],
  'sendmail-old': [
    ['sendmail', 'ann@shop.example', 'failed', null, '550', '550 <ann@shop.example>... User unknown'],
  ],
  'smail': [
    ['smail', 'ann@nowhere.example', 'failed', null, null, 'unknown host'],
  ],
  'smartermail': [
    ['plain', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>: Recipient address rejected: Us'],
  ],
  'smtpsvc': [
    ['smtpsvc', 'ann@shop.example', 'failed', null, null, 'Unable to relay for ann@shop.example The email below could n'],
  ],
  'sns-event': [
    ['ses', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 user unknown'],
  ],
  'spanish-qmail': [
    ['plain', 'ann@tienda.example', 'failed', '5.1.1', '550', '550 5.1.1 usuario desconocido'],
  ],
  'symantec': [
    ['plain', 'ann@slow.example', 'delayed', null, null, 'Your message with Subject: Spring news could not be delivere'],
  ],
  'tonline': [
    ['smail', 'ann@t.example', 'failed', '5.1.1', '550', 'transport smtp: 550 5.1.1 unknown user'],
  ],
  'usa-net': [
    ['plain', 'ann@webmail.example', 'failed', null, null, 'User mailbox is full'],
  ],
  'utf7': [
    ['exchange2003', 'ann@corp.example', 'failed', null, null, 'Der Empfänger existiert nicht.'],
  ],
  'v5sendmail': [
    ['sendmail', 'ann@shop.example', 'failed', null, '550', '554 <ann@shop.example>... 550 Host unknown (Authoritative an'],
    ['sendmail', 'bob@blog.example', 'failed', null, '550', '550 <bob@blog.example>... User unknown'],
  ],
  'verizon-pix': [
    ['verizon', '5550101@vzwpix.example', 'failed', null, null, 'Message could not be delivered to mobile. Error: No valid re'],
  ],
  'verizon-vtext': [
    ['verizon', '5550100@vtext.example', 'failed', null, '550', '550 - Requested action not taken: no such user here'],
  ],
  'virusgateway-failed': [
    ['plain', 'ann@shop.example', 'failed', null, null, 'The message could not be delivered.'],
  ],
  'x400': [
    ['plain', 'ann@x400.example', 'failed', null, null, 'Recipient\'s Mailbox unavailable Unable to deliver message'],
  ],
  'x5': [
    ['rfc3464', 'ann@shop.example', 'failed', '5.1.1', '550', '550 5.1.1 <ann@shop.example>... User Unknown'],
  ],
  'xmail': [
    ['xmail', 'ann@shop.example', 'failed', null, '550', '550 Mailbox unavailable <ann@shop.example>'],
  ],
  'yahoo-account': [
    ['yahoo', 'ann@yahoo.example', 'failed', null, null, 'This user doesn\'t have a yahoo.example account (ann@yahoo.ex'],
  ],
  'zimbra': [
    ['postfix', 'ann@zimbra.example', 'failed', '5.2.2', '552', '552 5.2.2 Over quota (in reply to end of DATA command)'],
  ],
};

describe('bounces of mail servers', () => {
  for (const [name, rows] of Object.entries(EXPECTED)) {
    it(name, () => {
      const { records, messages } = read(fixture(name), true);
      assert.equal(messages, 1);
      assert.deepEqual(records.map((r) => [r.source, r.recipient, r.action, r.status, r.replyCode, (r.diagnostic ?? '').slice(0, 60)]), rows);
    });
  }
});

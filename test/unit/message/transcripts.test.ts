/** Sessions that Sendmail and its heirs show: whose words count, and for whom. */
import assert from 'node:assert/strict';
import { bounce, marked, read, told } from './reading';

const transcript = (...lines: string[]): string => bounce(`   ----- Transcript of session follows -----\n${lines.join('\n')}\n\n   ----- Unsent message follows -----\nSubject: Spring\n`);
const heard = (text: string): string[] => read(text).records.map((record) => `${told(record)}: ${record.diagnostic}`);

describe('transcripts of sessions', () => {
  it('the server that refused the sender or the message counts, not what the mailer made of it', () => {
    const text = transcript('While talking to mx.shop.example:', '>>> MAIL From:<carl@home.example>', '<<< 501 <carl@home.example>... no access from an open relay', '554 <ann@shop.example>... Remote protocol error', 'While talking to mx.edu.example:', '>>> RCPT To:<bob@edu.example>', '<<< 550 <bob@edu.example>... User unknown', '550 <bob@edu.example>... User unknown');
    assert.deepEqual(heard(text), ['ann@shop.example failed - 501: 501 <carl@home.example>... no access from an open relay', 'bob@edu.example failed - 550: 550 <bob@edu.example>... User unknown']);
  });
  it('a server that is called by its address', () => {
    const text = bounce('   ----- The following addresses had permanent fatal errors -----\n<ann@shop.example>\n\n   ----- Transcript of session follows -----\n... while talking to [192.0.2.7]:\n>>> DATA\n<<< 550 5.7.1 Refused by our policy\n554 5.0.0 Service unavailable\n');
    assert.deepEqual(heard(text), ['ann@shop.example failed 5.7.1 550: 550 5.7.1 Refused by our policy']);
    assert.equal(read(text).records[0]!.remoteMta, '192.0.2.7');
  });
  it('an address that was forwarded is no second recipient', () => {
    const text = (...session: string[]): string => bounce(`   ----- The following addresses had permanent fatal errors -----\n<annie@far.example>\n    (expanded from: <ann@shop.example>)\n\n   ----- Transcript of session follows -----\n${session.join('\n')}\n`);
    assert.deepEqual(heard(text('550 <ann@shop.example>... User unknown')), ['annie@far.example failed - 550: 550 <ann@shop.example>... User unknown']);
    assert.deepEqual(heard(text('... while talking to mx.far.example.:', '>>> RCPT To:<annie@far.example>', '<<< 550 no such mailbox', '550 5.1.1 ann@shop.example... User unknown')), ['annie@far.example failed - 550: 550 no such mailbox']);
  });
  it('of a forwarding the address is the recipient that the text is about, where it led, unless that is no address', () => {
    const named = (text: string): (string | null)[] => read(bounce(`This message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n${text}\n`)).records.map(({ recipient }) => recipient);
    for (const from of ['generated from', 'ultimately generated from']) {
      assert.deepEqual(named(`  annie@far.example\n    (${from} ann@shop.example)\n    550 5.1.1 User unknown`), ['annie@far.example']);
      assert.deepEqual(named(`  an undisclosed address\n    (${from} ann@shop.example)\n    mailbox is full`), ['ann@shop.example']);
    }
    assert.deepEqual(named('<annie@far.example> (expanded from <ann@shop.example>): host mx.far.example[192.0.2.7] said: 550 5.1.1 User unknown'), ['annie@far.example']);
  });
  it('members of a list have their own reasons, and its name is no other recipient', () => {
    const text = bounce('   ----- The following addresses had permanent fatal errors -----\n<ann@far.example>\n    (reason: 550 5.1.1 User unknown)\n    (expanded from: <team@shop.example>)\n<bob@far.example>\n    (reason: 552 5.2.2 Mailbox full)\n    (expanded from: <team@shop.example>)\n\n   ----- Transcript of session follows -----\n550 5.1.1 <team@shop.example>... User unknown\n');
    assert.deepEqual(heard(text), ['ann@far.example failed 5.1.1 550: 550 5.1.1 User unknown', 'bob@far.example failed 5.2.2 552: 552 5.2.2 Mailbox full']);
  });
  it('beside an address that has its own reason, a program gets what names nobody', () => {
    const text = bounce('   ----- The following addresses had permanent fatal errors -----\n<ann@far.example>\n    (reason: 550 5.1.1 User unknown)\n    (expanded from: <ann@shop.example>)\n"|/usr/local/bin/filter bob"\n    (reason: 255)\n    (expanded from: <bob@shop.example>)\n\n   ----- Transcript of session follows -----\n550 5.1.1 <ann@far.example>... User unknown\n554 5.3.0 unknown mailer error 255\n');
    assert.deepEqual(heard(text), ['ann@far.example failed 5.1.1 550: 550 5.1.1 User unknown', 'bob@shop.example failed 5.3.0 554: 554 5.3.0 unknown mailer error 255']);
  });
  it('the name that a server knows somebody by, unless a mail comes back that tells the address', () => {
    const text = '   ----- Transcript of session follows -----\n550 5.1.1 ann.lee... User unknown\n';
    assert.deepEqual(heard(bounce(text)), ['ann.lee failed 5.1.1 550: 550 5.1.1 ann.lee... User unknown']);
    assert.deepEqual(heard(bounce(`${text}\n   ----- Original message follows -----\nTo: ann.lee@shop.example\n`)), ['ann.lee@shop.example failed 5.1.1 550: 550 5.1.1 ann.lee... User unknown']);
  });
  it('a program says why also where a report says no more than the mailer', () => {
    const report = 'Reporting-MTA: dns; relay.example\n\nFinal-Recipient: RFC822; ann@shop.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: SMTP; ';
    const both = (diagnostic: string): string[] => heard(bounce(`--b\n\n   ----- Transcript of session follows -----\nprocmail: Quota exceeded while writing "/var/mail/ann"\n550 5.0.0 <ann@shop.example>... Can't create output\n\n--b\nContent-Type: message/delivery-status\n\n${report}${diagnostic}\n\n--b--\n`, 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'));
    assert.deepEqual(both("550 5.0.0 <ann@shop.example>... Can't create output"), ['ann@shop.example failed 5.0.0 550: procmail: Quota exceeded while writing "/var/mail/ann" 550 5.0.0 <ann@shop.example>... Can\'t create output']);
    assert.deepEqual(both('554 5.7.1 Service unavailable; client refused'), ['ann@shop.example failed 5.7.1 554: 554 5.7.1 Service unavailable; client refused'], 'the report says enough');
  });
  it('what a relay said and heard, in sentences', () => {
    const text = bounce('Your message to <ann@shop.example> was rejected.\nI said:\n    RCPT To:<ann@shop.example>\nAnd mx.shop.example [192.0.2.7] responded with\n    550 RCPT TO:<ann@shop.example> User unknown\n');
    assert.deepEqual(heard(text), ['ann@shop.example failed - 550: 550 RCPT TO:<ann@shop.example> User unknown']);
    assert.equal(read(text).records[0]!.stage, 'rcpt');
  });
  it('a session with one server says nothing of the next', () => {
    const text = transcript('While talking to mx.shop.example:', '>>> MAIL From:<carl@home.example>', '<<< 501 no access', '554 <ann@shop.example>... Remote protocol error', '554 <bob@edu.example>... 550 Host unknown');
    assert.deepEqual(heard(text)[1], 'bob@edu.example failed - 550: 554 <bob@edu.example>... 550 Host unknown');
  });
  it('a server that refused a recipient counts as well, whatever the mailer calls it', () => {
    const text = transcript('... while talking to mx.shop.example.:', '>>> RCPT To:<ann@shop.example>', '<<< 552 ann MAILBOX FULL', '554 <ann@shop.example>... Service unavailable', '>>> RCPT To:<bob@shop.example>', '<<< 550 bob takes no mail from this sender', '550 bob@shop.example... User unknown');
    assert.deepEqual(heard(text), ['ann@shop.example failed - 552: 552 ann MAILBOX FULL', 'bob@shop.example failed - 550: 550 bob takes no mail from this sender']);
  });
  it('of several servers the last one', () => {
    const text = transcript('... while talking to mx1.shop.example.:', '>>> RCPT To:<ann@shop.example>', '<<< 451 try later', '... while talking to mx2.shop.example.:', '>>> RCPT To:<ann@shop.example>', '<<< 550 no such mailbox', '550 <ann@shop.example>... User unknown');
    assert.deepEqual(heard(text), ['ann@shop.example failed - 550: 550 no such mailbox']);
  });
  it('what the mailer says in two lines, the reason first', () => assert.deepEqual(heard(transcript('553 shop.example. config error: mail loops back to me (MX problem?)', '554 <ann@shop.example>... Local configuration error')), ['ann@shop.example failed - 553: 553 shop.example. config error: mail loops back to me (MX problem?) 554 <ann@shop.example>... Local configuration error']));
  it('batch SMTP of a mainframe, where commands have a number as well', () => {
    const text = bounce('Batch SMTP transaction log follows:\n\n220 GATE.EXAMPLE BSMTP service ready.\n050 HELO HOME.EXAMPLE\n250 GATE.EXAMPLE Hello HOME.EXAMPLE\n050 MAIL FROM:<carl@home.example>\n250 <carl@home.example>... sender OK.\n050 RCPT TO:<ann@shop.example>\n550 Mailbox "ann" does not exist.\n050 DATA\n554 No valid recipients\n', 'To: carl@home.example');
    assert.deepEqual(heard(text), ['ann@shop.example failed - 550: 550 Mailbox "ann" does not exist.']);
  });
  it('a program says why, where the mailer says that something went wrong', () => {
    for (const [program, mailer] of [['mail.local: unknown user: ann', '554 <ann@shop.example>... Service unavailable'], ['procmail: Quota exceeded while writing "/var/mail/ann"', '550 <ann@shop.example>... Can\'t create output']] as const) {
      const { text, places } = marked(transcript(program, mailer.replace(/^\d+/, '«$&»')));
      const { records: [record] } = read(text);
      assert.equal(record!.diagnostic, `${program} ${mailer}`);
      assert.deepEqual(record!.at.replyCode, places[0]);
    }
  });
  it('MDaemon numbers its sessions', () => {
    const session = [' Thu 2009-03-12 10:20:21: [1:1] <-- 220 mx.shop.example', ' Thu 2009-03-12 10:20:22: [1:1] --> RCPT TO:<ann@shop.example>', ' Thu 2009-03-12 10:20:22: [1:1] <-- 550 5.1.1 User unknown', ' Thu 2009-03-12 10:20:22: [1:1] --> QUIT'];
    assert.deepEqual(heard(bounce(`Failed address: ann@shop.example\n\n--- Session Transcript ---\n${session.join('\n')}\n--- End Transcript ---\n`)), ['ann@shop.example failed 5.1.1 550: 550 5.1.1 User unknown']);
  });
  it('not where the mailer knows itself', () => assert.deepEqual(heard(transcript('Connected to mx.shop.example', '550 <ann@shop.example>... User unknown')), ['ann@shop.example failed - 550: 550 <ann@shop.example>... User unknown']));
  it('a program that Sendmail delivers to stands for the address that it was expanded from', () => {
    const text = bounce('   ----- The following addresses had permanent fatal errors -----\n"|/usr/local/bin/filter ann"\n    (reason: 2)\n    (expanded from: <ann@shop.example>)\n\n   ----- Transcript of session follows -----\nfilter: cannot open its rules\n554 5.3.0 unknown mailer error 2\n');
    assert.deepEqual(heard(text), ['ann@shop.example failed 5.3.0 554: filter: cannot open its rules 554 5.3.0 unknown mailer error 2']);
  });
});

/** The session that Postfix shows its postmaster after errors: who was refused in it, and whose mail that was. */
import assert from 'node:assert/strict';
import { bundledRules, createJudge } from '../../../src/engine/classify';
import { assertGrowsLinearly } from '../support/growth';
import { bounce, marked, read, told } from './reading';

const judge = createJudge(bundledRules);

const notice = (subject: string, session: string): string => bounce(`Transcript of session follows.\n\n${session}\n\nFor other details, see the local mail logfile\n`, `Subject: Postfix SMTP ${subject}`, 'To: postmaster@relay.example');
const server = (client: string, ...turns: string[]): string => notice(`server: errors from ${client}`, [' Out: 220 relay.example ESMTP Postfix', ' In:  EHLO client.example', ' Out: 250-relay.example', ' Out: 250 DSN', ...turns].join('\n'));

const MAIL = [' In:  MAIL FROM:<bob@home.example> SIZE=1234', ' Out: 250 2.1.0 Ok'];
const RCPT = [' In:  RCPT TO:<ann@shop.example>', ' Out: 250 2.1.5 Ok'];
const DATA = [' In:  DATA', ' Out: 354 End data with <CR><LF>.<CR><LF>'];

describe('sessions that Postfix shows its postmaster', () => {
  it('from a filter on the same machine are about our own mail, for each recipient that was accepted', () => {
    const folded = [' In:  RCPT TO:<bob@shop.example>', '     ORCPT=rfc822;bob@shop.example NOTIFY=FAILURE', ' Out: 250 2.1.5 Ok'];
    const { records } = read(server('localhost[127.0.0.1]', ...MAIL, ...RCPT, ...folded, ...DATA, ' Out: 451 4.3.0 Error: queue file write error', ' In:  QUIT', ' Out: 221 2.0.0 Bye'));
    assert.deepEqual(records.map(told), ['ann@shop.example delayed 4.3.0 451', 'bob@shop.example delayed 4.3.0 451']);
    assert.deepEqual(records.map(({ stage, sender, reportingMta }) => [stage, sender, reportingMta])[0], ['eod', 'bob@home.example', 'relay.example']);
  });
  it('so are those of a filter that says for whom it speaks', () => {
    const forwarded = [' In:  XFORWARD NAME=mail.home.example ADDR=192.0.2.7 PROTO=ESMTP', '     HELO=mail.home.example SOURCE=REMOTE', ' Out: 250 2.0.0 Ok'];
    const { records: [record] } = read(server('filter.example[192.0.2.9]', ...forwarded, ...MAIL, ...RCPT, ...DATA, ' Out: 552 5.3.4 Error: message file too big'));
    assert.equal(told(record!), 'ann@shop.example failed 5.3.4 552');
  });
  it('from elsewhere are refusals of somebody else\'s mail, and no bounces', () => {
    const { records: [record] } = read(server('mail.home.example[192.0.2.7]', ...MAIL, ' In:  RCPT TO:<nobody@shop.example>', ' Out: 550 5.1.1 <nobody@shop.example>: Recipient address rejected: User unknown', '     in local recipient table'));
    assert.equal(told(record!), 'nobody@shop.example rejected 5.1.1 550');
    assert.equal(record!.diagnostic, '550 5.1.1 <nobody@shop.example>: Recipient address rejected: User unknown in local recipient table');
    assert.equal(judge(record!).bounceType, null);
  });
  it('of the client are about our own mail; answers belong to commands in order', () => {
    const { records: [record] } = read(notice('client: errors from mx.shop.example[192.0.2.20]', ' In:  220 mx.shop.example\n Out: MAIL FROM:<bob@home.example>\n Out: RCPT TO:<ann@shop.example>\n Out: DATA\n In:  250 ok\n In:  503-5.5.0 bad\n In:  503 5.5.0 sequence\n In:  503 5.5.0 no recipients\n Out: QUIT'));
    assert.equal(told(record!), 'ann@shop.example failed 5.5.0 503');
    assert.deepEqual([record!.remoteMta, record!.diagnostic], ['mx.shop.example', '503-5.5.0 bad 503 5.5.0 sequence']);
  });
  it('the last answer counts: who got the mail in the end was not refused', () => {
    const retried = server('localhost[127.0.0.1]', ...MAIL, ' In:  RCPT TO:<ann@shop.example>', ' Out: 450 4.7.1 try again', ' In:  RSET', ' Out: 250 ok', ...MAIL, ...RCPT, ...DATA, ' Out: 250 2.0.0 queued');
    assert.deepEqual(read(retried).records.map(({ recipient }) => recipient), [null], 'something was refused, but nobody was left out');
  });
  it('a refused sender counts for the recipients that follow', () => {
    const text = server('localhost[127.0.0.1]', ' In:  MAIL FROM:<bob@home.example>', ' Out: 452 4.3.1 Insufficient system storage', ' In:  RCPT TO:<ann@shop.example>', ' Out: 503 5.5.1 Error: need MAIL command');
    assert.deepEqual(read(text).records.map(told), ['ann@shop.example delayed 4.3.1 452']);
  });
  it('stand where they stand', () => {
    const { text, places } = marked(server('localhost[127.0.0.1]', ...MAIL, ' In:  RCPT TO:<«ann@shop.example»>', ' Out: «550» «5.1.1» unknown'));
    const { at } = read(text).records[0]!;
    assert.deepEqual([at.recipient, at.replyCode, at.status], places);
  });
  it('take linear time, however long they are', () => {
    assertGrowsLinearly((size) => { read(server('localhost[127.0.0.1]', ' In:  EHLO x', ' Out: 250-x\n'.repeat(size))); }, 20_000);
    assertGrowsLinearly((size) => { read(server('localhost[127.0.0.1]', ...Array.from({ length: size }, (_, i) => ` In:  RCPT TO:<a${i}@shop.example>\n Out: 250 ok\n In:  DATA\n Out: 451 no`))); }, 4_000);
  }).timeout(30_000); // a busy machine may take its time; the processor time is what is asserted
  it('an answer to such a notice is none', () => assert.deepEqual(read(server('localhost[127.0.0.1]', ...MAIL).replace('Subject: ', 'Subject: Re: ').replace('MAILER-DAEMON', 'bob')).records, []));
});

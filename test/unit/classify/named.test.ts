import assert from 'node:assert/strict';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { judgeReply } from '../../../src/engine/classify/judge-reply';
import { newRecord } from '../../../src/engine/new-record';

const judge = createJudge(bundledRules);
const namedIn = (reply: string) => judgeReply(judge, reply).verdict.named;

describe('what a reply names', () => {
  it('the blocklist, with its page for the address that was refused', () => {
    const named = namedIn('554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org');
    assert.deepEqual(named.blocklist, { name: 'Spamhaus ZEN', url: 'https://check.spamhaus.org/results/?query=192.0.2.7' });
    assert.equal(named.ip, '192.0.2.7');
  });

  it('no answer of a blocklist is the refused address', () => {
    assert.equal(namedIn('550 5.7.1 blocked using dnsbl.example: 127.255.255.254').ip, undefined);
    assert.equal(namedIn('550 5.7.1 192.0.2.7 listed by dnsbl.example, answer 127.0.0.2').ip, '192.0.2.7');
    assert.equal(namedIn('550 5.7.1 blocked: answer 127.0.0.2 for 192.0.2.7 in dnsbl.example').ip, '192.0.2.7');
  });

  it('the server that was to be reached is not the refused address', () => {
    const named = namedIn('450 4.1.1 <kim@shop.example>: Recipient address rejected: unverified address: connect to inner.shop.example[192.0.2.7]:25: Connection timed out');
    assert.equal(named.ip, undefined);
  });

  it('a list whose page takes no address, or none where the list has closed', () => {
    assert.equal(namedIn('554 listed in dnsbl.sorbs.net').blocklist?.url, undefined);
    assert.equal(namedIn('554 blocked using bl.spamcop.net').blocklist?.url, 'https://www.spamcop.net/w3m');
  });

  it('the wait that is asked for', () => {
    assert.equal(namedIn('450 4.7.1 Greylisted, please try again in 5 minutes').waitSeconds, 300);
    assert.equal(namedIn('450 4.2.0 Greylisted for 300 seconds').waitSeconds, 300);
    assert.equal(namedIn('421 Too many connections, retry after 1 hour').waitSeconds, 3600);
    assert.equal(namedIn('550 sent more than 50 messages this hour').waitSeconds, undefined);
  });

  it('the size limit in bytes', () => {
    assert.equal(namedIn('552 5.3.4 Message size exceeds fixed maximum message size of 10485760 bytes').sizeLimit, 10_485_760);
    assert.equal(namedIn('552 5.2.3 Message too large, the limit is 25 MB').sizeLimit, 26_214_400);
    assert.equal(namedIn('552 5.3.4 Message too large').sizeLimit, undefined);
  });

  it('the results of SPF, DKIM and DMARC', () => {
    assert.deepEqual(namedIn('550 5.7.26 SPF [news.example] with ip: [192.0.2.7] = did not pass, DKIM = did not pass').authentication, { spf: 'fail', dkim: 'fail' });
    assert.deepEqual(namedIn('550 DMARC validation failed').authentication, { dmarc: 'fail' });
    assert.deepEqual(namedIn('550 5.7.23 SPF softfail').authentication, { spf: 'softfail' });
  });

  it('the words to quote', () => {
    assert.equal(namedIn('550 5.7.606 Access denied, banned sending IP [192.0.2.7]. AS(1410)').reference, 'AS(1410)');
    assert.equal(namedIn('550 5.7.1 part of their network is on our block list (S3140)').reference, 'S3140');
    assert.equal(namedIn('550 5.1.1 no such user https://support.google.com/mail/?p=NoSuchUser - gsmtp').reference, '?p=NoSuchUser');
    assert.equal(namedIn('421 4.7.0 [TSS04] Messages temporarily deferred').reference, 'TSS04');
    assert.equal(namedIn('550 5.1.1 user unknown').reference, undefined);
  });

  it('no contact address is the refused domain', () => {
    assert.equal(namedIn('554 IP=192.0.2.7 - A problem occurred. Ask your postmaster or contact tosa@rx.t-online.de to clarify. (BL)').domain, undefined);
    assert.equal(namedIn('550 5.7.1 Your IP is blocked, write to unblock@isp.example').domain, undefined);
    assert.equal(namedIn('550 5.7.1 <kim@news.example>: Sender address rejected: blocked, contact help@isp.example').domain, 'news.example');
  });

  it('the refused domain, which is not the recipient’s', () => {
    assert.equal(namedIn('550 5.7.1 Unauthenticated email from sender.example is not accepted due to the DMARC policy').domain, 'sender.example');
    const verdict = judge({ ...newRecord('rfc3464', 1, { start: 0, end: 0 }), recipient: 'kim@shop.example', diagnostic: '553 5.1.8 <kim@shop.example>: Sender address <news@sender.example> rejected: domain not found' });
    assert.equal(verdict.named.domain, 'sender.example');
  });

  it('the likely domain, only where the address may be wrong', () => {
    const verdict = (diagnostic: string) => judge({ ...newRecord('postfix', 1, { start: 0, end: 0 }), recipient: 'kim@gmial.com', diagnostic });
    assert.equal(verdict('Host or domain name not found. Name service error for name=gmial.com type=MX: Host not found').named.likelyDomain, 'gmail.com');
    assert.equal(verdict('552 5.3.4 Message too large').named.likelyDomain, undefined);
  });
});

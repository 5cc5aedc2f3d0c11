import assert from 'node:assert/strict';
import { postfix } from '../../../src/engine/log/postfix';
import { one, read, states } from './reading';

const line = (text: string, program = 'postfix/smtp[2210]'): string => `Mar 14 09:26:53 mx1 ${program}: ${text}`;

describe('Postfix: results of deliveries', () => {
  it('reads a bounce with the server\'s own words, host and command', () => {
    states(one(postfix, line('4F5G6H: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1.2, delays=0.1/0/1/0.1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 <ann@example.net>: User unknown (in reply to RCPT TO command))')), {
      source: 'postfix', action: 'failed', recipient: 'ann@example.net', status: '5.1.1', replyCode: '550', remoteMta: 'mx.example.net', reportingMta: 'mx1', stage: 'rcpt',
      queueId: '4F5G6H', diagnostic: '550 5.1.1 <ann@example.net>: User unknown', time: Date.UTC(2026, 2, 14, 9, 26, 53),
    });
  });

  it('finds recipient and queue id behind a prefix that nobody knows', () => {
    const result = '4F5G6H: to=<ann@example.net>, orig_to=<root>, relay=none, delay=1, dsn=5.1.1, status=bounced (unknown: user)';
    for (const prefix of ['мар 14 09:26:53 mx1 postfix/smtp[2]: ', 'logs.go:33: postfix/smtp[2]: ', 'Mar 14 09:26:53 mx1 docker[1]: postfix/smtp[2]: ', 'Mar 14 09:26:53 mx1 mail info postfix/smtp[2]: ', 'x: y: info: ']) {
      states(one(postfix, prefix + result), { recipient: 'ann@example.net', queueId: '4F5G6H', status: '5.1.1', action: 'failed' });
    }
    states(one(postfix, 'мар 14 09:26:53 mx1 postfix/qmgr[2]: 4F5G6H: from=<b@example.org>, status=expired, returned to sender'), { action: 'expired', sender: 'b@example.org', queueId: '4F5G6H' });
  });

  it('reads a deferral where no server answered: no reply code is invented, the host is known', () => {
    states(one(postfix, line('4F5G6H: to=<ann@example.net>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.7]:25: Connection timed out)')), {
      action: 'delayed', status: '4.4.1', replyCode: null, remoteMta: 'mx.example.net', stage: 'connect', diagnostic: 'connect to mx.example.net[192.0.2.7]:25: Connection timed out',
    });
  });

  it('takes the specific code of the reply where Postfix itself only says 5.0.0', () => {
    const text = line('4F5G6H: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, dsn=5.0.0, status=bounced (host mx.example.net[192.0.2.7] said: 554 delivery error: 5.7.509 not accepted (in reply to end of DATA command))');
    states(one(postfix, text), { status: '5.7.509', replyCode: '554', stage: 'eod' });
  });

  it('counts a hand-over to a filter on this machine as relayed, not delivered', () => {
    const to = (relay: string, reply: string): string => line(`4F5G6H: to=<ann@example.net>, relay=${relay}, delay=1, dsn=2.0.0, status=sent (${reply})`);
    assert.equal(one(postfix, to('127.0.0.1[127.0.0.1]:10024', '250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 77AB')).action, 'relayed');
    assert.equal(one(postfix, to('mx.example.net[192.0.2.7]:25', '250 2.0.0 Ok: queued as 77AB')).action, 'delivered');
    assert.equal(one(postfix, to('mail.example.org[private/dovecot-lmtp]', '250 2.0.0 <ann@example.net> Saved')).action, 'delivered');
  });

  it('reads the end of a queue lifetime, which names no recipient', () => {
    states(one(postfix, line('4F5G6H: from=<news@example.org>, status=expired, returned to sender', 'postfix/qmgr[11]')), { action: 'expired', recipient: null, status: null, sender: 'news@example.org' });
    assert.equal(one(postfix, line('4F5G6H: from=<news@example.org>, status=force-expired, returned to sender', 'postfix/qmgr[11]')).action, 'expired');
  });

  it('reads agents that speak no SMTP, addresses without brackets, and other names of the syslog', () => {
    states(one(postfix, line('4F5G6H: to=ann@localhost, relay=local, delay=0.07, dsn=5.1.1, status=bounced (unknown user: "ann")', 'out-relay/local[7]')), { recipient: 'ann@localhost', remoteMta: null, replyCode: null, status: '5.1.1' });
    states(one(postfix, line('4F5G6H: to=<ann@example.net>, orig_to=<all@example.net>, relay=dovecot, delay=0.07, dsn=5.2.2, status=bounced (mailbox over quota)', 'postfix-198.51.100.4/pipe[7]')), { recipient: 'ann@example.net', status: '5.2.2' });
  });

  it('knows a refused greeting inside a result', () => {
    states(one(postfix, line('4F5G6H: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, dsn=4.7.1, status=deferred (host mx.example.net[192.0.2.7] refused to talk to me: 421 4.7.1 try later)')), { replyCode: '421', stage: 'connect', diagnostic: '421 4.7.1 try later' });
  });

  it('gives no record for attempts, notices and other daemons, and calls an address probe by its name', () => {
    const none = [
      line('4F5G6H: host mx.example.net[192.0.2.7] said: 450 4.7.1 Greylisted (in reply to RCPT TO command)'),
      line('4F5G6H: host mx.example.net[192.0.2.7] refused to talk to me: 554 5.7.1 go away'),
      line('4F5G6H: to=<ann@example.net>, relay=none, delay=0.01, dsn=5.1.1, status=undeliverable (User unknown in virtual alias table)'),
      line('4F5G6H: to=<ann@example.net>, relay=none, delay=0.01, dsn=5.1.1, status=undeliverable-but-not-cached (User unknown)'),
      line('4F5G6H: sender non-delivery notification: 7H8J9K', 'postfix/bounce[3]'),
      line('4F5G6H: removed', 'postfix/qmgr[11]'),
    ];
    assert.deepEqual(read(postfix, none.join('\n')).records.map((r) => [r.line, r.kind, r.action]), [[3, 'probe', null], [4, 'probe', null]]);
  });
});

describe('Postfix: refusals', () => {
  it('are found behind a prefix that nobody knows, and not in other sentences', () => {
    const words = 'reject: RCPT from h[192.0.2.9]: 550 5.1.1 <ann@example.com>: Recipient address rejected: no; from=<b@example.net> to=<ann@example.com> proto=ESMTP helo=<h>';
    for (const id of ['NOQUEUE', '4F5G6H'.replace(/[GH]/g, 'A'), '4bQ1Zx3yJ2z9vXk']) {
      for (const prefix of ['logs.go:33: postfix/smtpd[2]: ', 'Mar 14 09:26:53 mx1 docker[1]: postfix/smtpd[2]: ', 'Mar 14 09:26:53 mx1 postfix/smtpd[2]: ']) states(one(postfix, `${prefix}${id}: ${words}`), { recipient: 'ann@example.com', replyCode: '550', queueId: id === 'NOQUEUE' ? null : id });
    }
    for (const text of [`the filter: would reject: ${words}`, 'x: y: reject: no']) assert.deepEqual(read(postfix, text).records, []);
  });

  const refusal = (text: string, program = 'postfix/smtpd[8]'): string => line(text, program);

  it('reads recipient, sender, codes and words of a refused RCPT', () => {
    states(one(postfix, refusal('NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 <c@example.com>: Relay access denied; from=<d@example.org> to=<c@example.com> proto=ESMTP helo=<h>')), {
      action: 'rejected', recipient: 'c@example.com', sender: 'd@example.org', status: '5.7.1', replyCode: '554', stage: 'rcpt', queueId: null, diagnostic: '554 5.7.1 <c@example.com>: Relay access denied',
    });
  });

  it('takes the recipient from its own words where the line was cut off before it, and no other address', () => {
    const recipient = (words: string): string | null => one(postfix, refusal(`NOQUEUE: reject: RCPT from unknown[192.0.2.9]: ${words}; from=<d@example.org>`)).recipient;
    assert.equal(recipient('454 4.7.1 <c@example.com>: Relay access denied'), 'c@example.com');
    assert.equal(recipient('550 5.1.1 <c@example.com>: Recipient address rejected: User unknown'), 'c@example.com');
    assert.equal(recipient('550 5.1.8 <d@example.org>: Sender address rejected: Domain not found'), null);
  });

  it('reads postscreen, milters, proxies, header checks and refused connections', () => {
    states(one(postfix, refusal('NOQUEUE: reject: RCPT from [192.0.2.9]:2413: 550 5.7.1 Service unavailable; client [192.0.2.9] blocked using bl.example; from=<d@example.org>, to=<c@example.com>, proto=SMTP, helo=<h>', 'postfix/postscreen[8]')), { recipient: 'c@example.com', status: '5.7.1', replyCode: '550' });
    states(one(postfix, refusal('4F5G: milter-reject: END-OF-MESSAGE from h[192.0.2.9]: 5.7.1 Spam; from=<d@example.org> to=<c@example.com> proto=ESMTP helo=<h>', 'postfix/cleanup[8]')), { status: '5.7.1', replyCode: null, stage: 'eod', queueId: '4F5G' });
    states(one(postfix, refusal('proxy-reject: END-OF-MESSAGE: 554 5.7.0 Reject, id=31-02 - spam; from=<> to=<c@example.com> proto=SMTP helo=<h>')), { status: '5.7.0', replyCode: '554', recipient: 'c@example.com', sender: '' });
    states(one(postfix, refusal('proxy-reject: END-OF-MESSAGE: ; from=<> to=<c@example.com> proto=SMTP helo=<h>')), { status: null, replyCode: null, recipient: 'c@example.com' });
    states(one(postfix, refusal('4F5G: reject: header Subject: cheap: pills; from=<x> from h[192.0.2.9]; from=<d@example.org> to=<c@example.com> proto=ESMTP helo=<h>: 5.7.1 not here', 'postfix/cleanup[8]')), { status: '5.7.1', diagnostic: '5.7.1 not here', recipient: 'c@example.com' });
    states(one(postfix, refusal('NOQUEUE: reject: CONNECT from [192.0.2.9]:1337: too many connections', 'postfix/postscreen[8]')), { recipient: null, stage: 'connect', diagnostic: 'too many connections' });
  });

  it('leaves warnings, discards, holds and filters alone: the mail was not refused', () => {
    const none = ['reject_warning: RCPT from h[192.0.2.9]: 553 5.7.1 <a@example.com>: not owned', 'discard: MAIL from h[192.0.2.9]: <x>: Sender address', 'filter: RCPT from h[192.0.2.9]: <>: triggers FILTER', 'warn: header Subject: 550 5.1.1 reject: RCPT'];
    assert.deepEqual(read(postfix, none.map((text) => refusal(`NOQUEUE: ${text}; from=<> to=<c@example.com> proto=ESMTP helo=<h>`)).join('\n')).records, []);
  });
});

describe('Postfix: detection', () => {
  it('is sure of its lines and does not claim other logs', () => {
    assert.ok(postfix.detect({ text: line('4F5G6H: to=<a@example.net>, relay=none, delay=1, dsn=5.4.4, status=bounced (x)') }) > 0.9);
    for (const text of ['{"status":"bounced"}', 'status=bounced', 'Mar 14 09:26:53 mx1 sshd[1]: reject: nobody', 'a,b,c\n1,2,3', 'Mar 14 09:26:53 mx1 sendmail[1]: x: to=<a@example.net>, stat=Deferred']) assert.equal(postfix.detect({ text }), 0, text);
  });

  it('survives lines that are cut anywhere', () => {
    const whole = line('4F5G6H: to=<ann@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1.2, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 <ann@example.net>: User unknown (in reply to RCPT TO command))');
    const refused = line('NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 <c@example.com>: Relay access denied; from=<d@example.org> to=<c@example.com> proto=ESMTP helo=<h>');
    for (const text of [whole, refused]) for (let i = 0; i <= text.length; i++) { read(postfix, text.slice(0, i)); read(postfix, text.slice(i)); }
  });
});

/** What a verdict must never get wrong, whatever rules come and go. */
import assert from 'node:assert/strict';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { newRecord } from '../../../src/engine/new-record';
import type { BounceRecord } from '../../../src/engine/record';

const judge = createJudge(bundledRules);
const verdictOn = (diagnostic: string | null, more: Partial<BounceRecord> = {}) => judge({ ...newRecord('rfc3464', 1, { start: 0, end: 0 }), action: 'failed', diagnostic, ...more });
const is = (diagnostic: string, category: string, bounceType: string | null, more: Partial<BounceRecord> = {}) => {
  const verdict = verdictOn(diagnostic, more);
  assert.deepEqual([verdict.category, verdict.bounceType], [category, bounceType], `${diagnostic} (decided by ${verdict.rule})`);
};

describe('words that name no reason', () => {
  it('what a filter calls itself', () => is('550 User unknown. This message was checked by Example Virus-Free Gateway', 'unknown-user', 'hard'));

  it('what a list of possible reasons names', () => is('554 Message rejected. Possible reasons: spam content, virus, blacklisted IP', 'policy-refusal', 'soft'));
});

describe('words before codes', () => {
  it('5.1.1 with the words of a rate limit is a rate limit', () => {
    is('550 5.1.1 <kim@shop.example> - 192.0.2.44 has sent to too many recipients this hour', 'rate-limited', 'soft', { status: '5.1.1' });
  });

  it('5.7.1 with the words of an unknown user is an unknown user', () => is('550 5.7.1 No such user!', 'unknown-user', 'hard', { status: '5.7.1' }));

  it('5.0.0 decides nothing against words', () => {
    is('550 Mailbox is full', 'mailbox-full', 'soft', { status: '5.0.0' });
    is('550 Message rejected as spam', 'spam-content', 'soft', { status: '5.0.0' });
  });

  it('without words the specific code decides, and the field comes after the diagnostic', () => {
    is('550 5.2.2', 'mailbox-full', 'soft', { status: '5.0.0' });
    const verdict = verdictOn('550 5.2.2', { status: '5.1.1' });
    assert.equal(verdict.category, 'mailbox-full');
    assert.ok(verdict.evidence.some((e) => e.kind === 'status' && !e.for), 'the field that disagrees is kept');
  });

  it('a service’s own label decides only where words and specific codes are silent', () => {
    is('550 5.1.1 <kim@shop.example>: Recipient address rejected', 'unknown-user', 'hard', { source: 'powermta', label: 'bounceCat=policy-related', status: '5.1.1' });
    is('550 no', 'mailbox-full', 'soft', { source: 'ses', label: 'Transient/MailboxFull' });
  });

  it('words that agree with the status go before others', () => {
    is('550 5.1.1 User unknown, message size 5 MB', 'unknown-user', 'hard');
    is('550 5.7.9 User unknown; your IP will be blocked after too many unknown users', 'poor-reputation', 'soft');
    is('550 5.1.1 Mailbox full', 'mailbox-full', 'soft');
  });

  it('evidence that disagrees lowers the confidence', () => {
    assert.equal(verdictOn('550 5.1.1 user unknown').confidence, 'high');
    assert.notEqual(verdictOn('550 user unknown, mailbox full').confidence, 'high');
  });
});

describe('hard or soft', () => {
  it('a full mailbox is soft under any class', () => {
    for (const reply of ['452 4.2.2 mailbox full', '552 5.2.2 mailbox full', '550 5.1.1 mailbox full']) is(reply, 'mailbox-full', 'soft');
  });

  it('an unknown user under class 4 stays soft', () => is('450 4.1.1 <kim@shop.example>: user unknown', 'unknown-user', 'soft', { action: 'delayed' }));

  it('what blocks the sender is never the address', () => {
    for (const reply of ['550 5.7.1 blocked using zen.spamhaus.org', '550 5.7.26 DMARC policy', '554 5.7.1 spam detected', '550 5.7.25 no PTR record']) {
      const verdict = verdictOn(reply);
      assert.deepEqual([verdict.bounceType, verdict.blocked], ['soft', true], reply);
    }
  });

  it('a refusal of somebody else’s mail has no bounce type', () => {
    is('554 5.7.1 <kim@elsewhere.example>: Relay access denied', 'relay-denied', null, { action: 'rejected', source: 'postfix' });
  });

  it('what a dialogue shows that somebody tried out keeps one', () => {
    is('550 5.1.1 <kim@elsewhere.example>: User unknown', 'unknown-user', 'hard', { action: 'rejected', source: 'generic' });
  });

  it('what a sending service refused keeps one', () => {
    is('Not delivering to previously bounced address', 'suppressed', 'hard', { action: 'rejected', source: 'mailgun' });
  });

  it('successes, auto-replies and complaints are no bounces', () => {
    assert.equal(verdictOn('250 2.0.0 OK', { action: 'delivered' }).bounceType, null);
    assert.equal(verdictOn('550 5.1.1 user unknown', { kind: 'auto-reply', action: null }).category, 'not-a-bounce');
    assert.equal(verdictOn(null, { kind: 'complaint', action: null }).category, 'not-a-bounce');
  });

  it('a delay without a word of why takes its time, and no more is known of it', () => {
    const verdict = verdictOn(null, { action: 'delayed', status: '4.0.0' });
    assert.deepEqual([verdict.category, verdict.bounceType, verdict.permanence, verdict.confidence], ['expired', 'soft', 'temporary', 'low']);
    assert.equal(verdictOn('451 Zun zun zan', { action: 'delayed' }).category, 'system-busy', 'words and codes say more');
    assert.equal(verdictOn('Zun zun zan', { action: 'delayed' }).category, 'undetermined', 'words that nobody knows stay unknown');
    assert.equal(verdictOn(null, { status: '5.0.0' }).category, 'undetermined', 'a failure is no delay');
  });

  it('permanence speaks of the message: over when given up, open while it is retried', () => {
    assert.equal(verdictOn('4.4.7 message expired', { status: '4.4.7' }).permanence, 'permanent');
    assert.equal(verdictOn('552 5.2.2 mailbox full', { action: 'delayed' }).permanence, 'temporary');
    assert.equal(verdictOn('552 5.2.2 mailbox full', { action: null }).permanence, 'permanent');
  });
});

describe('traps', () => {
  it('access denied at the edge of Exchange Online is an unknown address', () => {
    is('550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT000.eop-EUR02.prod.protection.outlook.com]', 'unknown-user', 'hard', { status: '5.4.1' });
  });

  it('greylisting is not a full mailbox', () => is('450 4.2.0 <kim@shop.example>: Recipient address rejected: Greylisted', 'greylisted', 'soft', { action: 'delayed' }));

  it('an open resolver is the receiver’s fault, not a listing', () => {
    is('554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/', 'local-delivery-error', 'soft');
  });

  it('the null MX of the sender is not the null MX of the recipient', () => {
    is('550 5.7.27 Sender address has null MX', 'sender-rejected', 'soft');
    is('556 5.1.10 Recipient address has null MX', 'null-mx', 'hard');
  });

  it('in reply to MAIL FROM an unknown domain is the sender’s', () => {
    is('550 Domain not found (in reply to MAIL FROM command)', 'sender-rejected', 'soft');
    is('550 Domain not found (in reply to RCPT TO command)', 'unknown-domain', 'hard');
  });

  it('at the end of DATA docomo’s unknown user is a filter of the recipient', () => {
    is('550 Unknown user', 'unknown-user', 'hard', { remoteMta: 'mfsmax.docomo.ne.jp', stage: 'rcpt' });
    is('550 Unknown user', 'recipient-restricted', 'soft', { remoteMta: 'mfsmax.docomo.ne.jp', stage: 'eod' });
  });
});

describe('what is not the server’s word', () => {
  it('host names, addresses, URLs and IPs never count', () => {
    for (const foreign of ['mailbox-full.example.net', '<mailbox.full@shop.example>', 'https://help.example/mailbox-full', 'https://help.example/spam/virus/user-unknown']) {
      const verdict = verdictOn(`554 ${foreign} 5.0.0`);
      assert.equal(verdict.category, 'undetermined', foreign);
    }
  });

  it('a blocklist’s name counts where it stands as a host or link', () => {
    is('554 Refused, see https://www.spamhaus.org/query/ip/192.0.2.7', 'blocklisted', 'soft');
  });

  it('the lines of one reply are read as one', () => {
    is('550-5.1.1 The email account that you tried to 550-5.1.1 reach does not exist. Please try 550 5.1.1 again', 'unknown-user', 'hard');
    is('550-The mailbox of this\r\n550 user is full', 'mailbox-full', 'soft');
  });

  it('an address between the words does not part them', () => is('550 Mailbox <kim@shop.example> does not exist', 'unknown-user', 'hard'));
});

describe('evidence', () => {
  it('stands exactly where it says', () => {
    const diagnostic = '550-5.1.1 <kim@shop.example>:\tRecipient   address rejected: User\r\n550 5.1.1  unknown (in reply to RCPT TO command)';
    for (const one of verdictOn(diagnostic).evidence) {
      if (one.inDiagnostic) assert.equal(diagnostic.slice(one.inDiagnostic.start, one.inDiagnostic.end), one.text);
    }
    const words = verdictOn(diagnostic).evidence.find((e) => e.kind === 'words')!;
    assert.match(words.text, /user\s+(550 5\.1\.1\s+)?unknown/i);
  });

  it('marks the code that pointed elsewhere', () => {
    const verdict = verdictOn('550 5.1.1 mailbox full');
    assert.deepEqual(verdict.evidence.filter((e) => !e.for).map((e) => e.text), ['5.1.1']);
  });
});

describe('the provider', () => {
  it('is the answering host before the recipient’s domain', () => {
    assert.equal(verdictOn('550 no', { remoteMta: 'gmail-smtp-in.l.google.com', recipient: 'kim@yahoo.com' }).provider, 'google');
    assert.equal(verdictOn('550 no', { remoteMta: 'mx.shop.example', recipient: 'kim@yahoo.com' }).provider, 'yahoo');
    assert.equal(verdictOn('550 no', { remoteMta: 'shop.olc.protection.outlook.com' }).provider, 'outlook');
    assert.equal(verdictOn('550 no', { remoteMta: 'shop-example.mail.protection.outlook.com' }).provider, 'ms365');
  });

  it('is known by its words where nothing else names it', () => {
    assert.equal(verdictOn('550 5.1.1 no such account - gsmtp').provider, 'google');
    assert.equal(verdictOn('550 no').provider, null);
  });
});

describe('hostile input', () => {
  for (const piece of ['5.1.1 ', 'a@', '<', 'user ', 'mailbox full ', '://', '1.', ':', '\u202e', '\ud800', 'х', '漢', 'in 1 ', 'spf=', 'limit ', '.', 'www.', '-', 'a.b']) {
    it(`ends soon and without an error: ${JSON.stringify(piece)} fifty thousand times`, () => {
      verdictOn(piece.repeat(50_000)); // mocha's time limit is the measure
    });
  }
});

describe('codes that one provider made up', () => {
  it('three digits are Microsoft’s, whoever is named', () => {
    is('550 5.7.750 Refused', 'sender-account-limit', 'soft');
    is('550 5.1.20 Not allowed', 'malformed-message', 'soft', { remoteMta: 'mx.mail.protection.outlook.com' });
    is('550 5.7.511 Access denied, banned sender[192.0.2.7]. Forward this to delist@microsoft.com', 'blocklisted', 'soft');
    is('550 5.7.501 Access denied, spam abuse detected', 'sender-account-limit', 'soft');
  });

  it('words go before them', () => is('550 5.7.750 Mailbox full', 'mailbox-full', 'soft'));

  it('Spectrum counts what comes in and what goes out apart', () => {
    is('554 192.0.2.7 blocked. AUP#In-1020', 'blocklisted', 'soft', { remoteMta: 'mx0.charter.net' });
    is('554 AUP#Out-1020', 'sender-account-limit', 'soft', { remoteMta: 'mobile.charter.net' });
  });

  it('the last line of a banner says more than its frame', () => {
    is('554-web.de Nemesis ESMTP Service not available 554-No SMTP service 554 invalid DNS PTR resource record, IP=192.0.2.7', 'reverse-dns', 'soft', { remoteMta: 'mx-ha03.web.de' });
  });

  it('a listing that Apple names goes before its own code', () => is('550 5.7.1 [CS01] Rejected: 192.0.2.7 is listed at Spamhaus', 'blocklisted', 'soft', { remoteMta: 'mx01.mail.icloud.com' }));

  it('"Access denied" at an unknown host names nobody', () => {
    assert.equal(verdictOn('554 5.7.1 <kim@shop.example>: Recipient address rejected: Access denied').provider, null);
  });
});

describe('what a sentence says, and what it denies', () => {
  it('a cause after "not because of" is none, the one after it is', () => {
    is('550 Refused not because of a blacklist; the content is spam', 'spam-content', 'soft');
    is('550 This is not due to a full mailbox; your IP is listed', 'blocklisted', 'soft');
    is('550 It is because of a blacklist', 'blocklisted', 'soft');
  });

  it('"is not full" is not full', () => is('552 The mailbox is not full, but the message is larger than this user may receive', 'message-too-large', 'soft'));
});

describe('words without blanks', () => {
  it('names of events are read word by word where nothing else speaks', () => {
    for (const [name, category, bounceType] of [['TooManyConnections', 'rate-limited', 'soft'], ['MailboxFull', 'mailbox-full', 'soft'], ['InvalidRecipient', 'unknown-user', 'hard'], ['DMARCPolicyReject', 'authentication-failed', 'soft']] as const) is(name, category, bounceType);
  });

  it('names of products are not', () => is('550 5.1.1 User unknown (NoSpamProxy)', 'unknown-user', 'hard'));

  it('quoted-printable that nobody decoded', () => {
    is('550=20Message=20rejected=20as=20spam', 'spam-content', 'soft');
    is('550 Refused: ip=203.0.113.5 no reverse DNS', 'reverse-dns', 'soft');
  });
});

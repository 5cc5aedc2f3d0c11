/** Protects what a reader sees first: verdict, this address, this message, what to do, and why. Reads like a list of examples. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledCatalog } from '../../../src/catalog/bundled';
import type { Catalog, ProviderAdvice } from '../../../src/catalog/catalog';
import type { JudgedRecord } from '../../../src/engine/record';
import { copyText } from '../../../src/report/copy-text';
import { explain, headlineText, plainText, type Explanation } from '../../../src/report/explanation';
import { isWaitingStep } from '../../../src/report/waiting-step';
import { code, judged, unknownUser, words } from './explanation-records';

/** A catalog in which one provider has its own meaning for one rule. */
function withAdvice(advice: ProviderAdvice): Catalog {
  return { ...bundledCatalog, status: bundledCatalog.status, provider: () => ({ id: 'acme', name: 'Acme Mail', url: 'https://postmaster.example/', entry: (rule) => (rule === 'acme-1' ? advice : null) }) };
}

const of = (subject: JudgedRecord | string, catalog: Catalog = bundledCatalog): Explanation => explain(subject, catalog)!;
const headline = (subject: JudgedRecord | string): string => headlineText(of(subject).headline);

describe('the headline', () => {
  it('Hard bounce: no such mailbox', () => { assert.equal(headline(unknownUser), 'Hard bounce: no such mailbox'); });
  it('Soft bounce: mailbox full', () => { assert.equal(headline(judged({ status: '5.2.2' }, { category: 'mailbox-full' })), 'Soft bounce: mailbox full'); });
  it('Blocked: message not authenticated', () => { assert.equal(headline(judged({}, { category: 'authentication-failed', blocked: true })), 'Blocked: message not authenticated'); });
  it('Delayed (soft): greylisted', () => { assert.equal(headline(judged({ action: 'delayed' }, { category: 'greylisted', permanence: 'temporary' })), 'Delayed (soft): greylisted'); });
  it('Delivered', () => { assert.equal(headline(judged({ action: 'delivered' }, { category: 'not-a-bounce', bounceType: null })), 'Delivered'); });
  it('Automatic reply, Complaint', () => {
    assert.equal(headline(judged({ kind: 'auto-reply', action: null }, { category: 'not-a-bounce', bounceType: null })), 'Automatic reply');
    assert.equal(headline(judged({ kind: 'complaint', action: null }, { category: 'not-a-bounce', bounceType: null })), 'Complaint');
  });
  it('has an icon and a word that say the same', () => {
    assert.deepEqual(of(unknownUser).headline, { icon: 'hard', word: 'Hard bounce', label: 'no such mailbox' });
  });
});

describe('an unknown user', () => {
  const explanation = of(unknownUser);
  it('says what happened in plain words', () => { assert.match(explanation.meaning, /^The receiving server says that it has no mailbox with this name\./); });
  it('this address: remove it. This message: final. Who acts: you.', () => {
    assert.deepEqual([explanation.forThisAddress, explanation.forThisMessage, explanation.whoActs], ['remove it.', 'final; it is not tried again.', 'you.']);
  });
  it('begins with the step that helps first', () => { assert.equal(explanation.steps[0], 'Look for a typing error in the address.'); });
  it('says when to stop', () => { assert.match(explanation.stop!, /^At once\./); });
  it('names the evidence', () => {
    assert.equal(plainText(explanation.evidence), 'Because the server said "User unknown" and 5.1.1 (both agree, high confidence).');
  });
  it('names the code, its title and where it is written', () => {
    assert.equal(explanation.code!.title, 'Bad destination mailbox address');
    assert.deepEqual(explanation.code!.sources.map((s) => s.label), ['IANA', 'RFC 3463 §3.2']);
  });
  it('says in two titles how to prevent it', () => { assert.deepEqual(explanation.prevention, ['check addresses before sending', 'double opt-in']); });
});

describe('for this address, for this message: two answers', () => {
  it('mailbox full under class 5: the message is lost, the address stays', () => {
    const { forThisAddress, forThisMessage, reason } = of(judged({ status: '5.2.2' }, { category: 'mailbox-full' }));
    assert.deepEqual([forThisAddress, forThisMessage], ['keep it.', 'final; it is not tried again.']);
    assert.match(reason!, /^Soft for the address, although this message is lost/);
  });

  it('an expired 4.4.7 is final, although the class says temporary', () => {
    assert.equal(of(judged({ status: '4.4.7', action: 'expired' }, { category: 'expired' })).forThisMessage, 'final; the time for trying again ran out.');
  });

  it('a failed 4.2.2 was given up, although the last reply was a temporary one', () => {
    assert.equal(of(judged({ status: '4.2.2' }, { category: 'mailbox-full' })).forThisMessage, 'final; it was given up, although the last reply was a temporary one.');
  });

  it('a delay passes by itself, and says after how long where the server does', () => {
    const delayed = (waitSeconds?: number): string | null => of(judged({ action: 'delayed' }, { category: 'greylisted', named: waitSeconds === undefined ? {} : { waitSeconds } })).forThisMessage;
    assert.equal(delayed(), 'still waiting; it is tried again by itself.');
    assert.equal(delayed(300), 'still waiting; the server asks to come back in 5 minutes.');
  });

  it('a delay for failed authentication is tried again, but in vain', () => {
    assert.match(of(judged({ action: 'delayed', status: '4.7.26' }, { category: 'authentication-failed', blocked: true })).forThisMessage!, /in vain until the cause is fixed/);
  });

  it('refused at the door: for now, or for good', () => {
    assert.equal(of(judged({ action: 'rejected' }, { category: 'rate-limited', permanence: 'temporary' })).forThisMessage, 'refused for now; whoever sent it tries again.');
    assert.equal(of(judged({ action: 'rejected' }, { category: 'relay-denied' })).forThisMessage, 'final; it was refused before it was taken.');
  });

  it('an unknown user under class 4 is kept for now and counted', () => {
    const { forThisAddress, stop } = of(judged({ status: '4.1.1', action: 'delayed' }, { category: 'unknown-user', bounceType: 'soft', permanence: 'temporary' }));
    assert.equal(forThisAddress, 'keep it for now, and remove it when this repeats.');
    assert.equal(stop, 'After 3 failures over 14 days.');
  });

  it('a hard verdict on thin evidence asks to look twice', () => {
    assert.match(of(judged({}, { category: 'unknown-user', bounceType: 'hard', confidence: 'low' })).forThisAddress!, /^look twice/);
  });
});

describe('steps fit the outlook of the message', () => {
  it('while it waits: wait', () => {
    assert.equal(of(judged({ action: 'delayed' }, { category: 'connection-failed', permanence: 'temporary' })).steps[0], 'Wait; your mail server tries again by itself.');
  });

  it('a delay that gives no reason is not called given up', () => {
    const { headline, steps } = of(judged({ action: 'delayed' }, { category: 'expired', permanence: 'temporary' }));
    assert.equal(steps[0], 'Wait; your mail server tries again by itself.');
    assert.doesNotMatch(JSON.stringify(headline), /gave up/i);
  });

  it('when it is final: send it again', () => {
    assert.equal(of(judged({ action: 'failed' }, { category: 'connection-failed' })).steps[0], 'Send the message again later; this one is not tried again by itself.');
    assert.equal(of(judged({ action: 'expired' }, { category: 'greylisted' })).steps[0], 'Send the message again later; this one is not tried again by itself.');
  });

  it('no final message is told to wait, whatever the cause or code', () => {
    for (const { id, bounceType, blocked } of bundledCatalog.categories) {
      if (bounceType !== null) assert.ok(!of(judged({ action: 'failed' }, { category: id, bounceType, blocked })).steps.some(isWaitingStep), id);
    }
    for (const code of ['5.0.0', '5.4.99', '5.3.9', '5.7.606', '421', '554', '585', '602']) {
      const { forThisMessage, steps } = of(code);
      assert.ok(!forThisMessage!.startsWith('final') || !steps.some(isWaitingStep), code);
    }
  });

  it('every step of the catalog that counts on retries is known as one', () => {
    for (const entry of [...bundledCatalog.categories, ...bundledCatalog.statuses, ...bundledCatalog.replies]) {
      for (const step of entry.steps) if (/tries again|your mail server comes back/.test(step)) assert.ok(isWaitingStep(step), step);
    }
  });
});

describe('the words of a provider come first', () => {
  const record = judged({ status: '5.7.1', remoteMta: 'mx.acme.example' }, { category: 'poor-reputation', blocked: true, provider: 'acme', rule: 'acme-1' });

  it('its meaning, its steps, its page', () => {
    const explanation = of(record, withAdvice({ meaning: 'Acme has seen complaints about you.', steps: ['Fill in the form.', 'Quote the id.'], url: 'https://acme.example/form' }));
    assert.equal(explanation.meaning, 'Acme has seen complaints about you.');
    assert.deepEqual(explanation.steps, ['Fill in the form.', 'Quote the id.']);
    assert.deepEqual(explanation.links, [{ label: 'Acme Mail', url: 'https://acme.example/form' }]);
  });

  it('its steps stand alone, even a single one: nobody reads the same advice twice', () => {
    assert.deepEqual(of(record, withAdvice({ meaning: '', steps: ['Fill in the form.'], url: null })).steps, ['Fill in the form.']);
  });

  it('where it has no steps of its own, the catalog leads', () => {
    const explanation = of(record, withAdvice({ meaning: '', steps: [], url: 'https://acme.example/form' }));
    assert.equal(explanation.meaning, bundledCatalog.category('poor-reputation').meaning);
    assert.deepEqual(explanation.steps, bundledCatalog.category('poor-reputation').steps);
    assert.equal(explanation.links[0]!.url, 'https://acme.example/form');
  });

  it('a link that is none is not offered', () => {
    assert.deepEqual(of(record, withAdvice({ meaning: '', steps: [], url: 'javascript:alert(1)' })).links, []);
  });
});

describe('evidence', () => {
  const sentence = (subject: JudgedRecord): string => plainText(of(subject).evidence);

  it('that disagrees about hard and soft is named', () => {
    const record = judged({ status: '5.1.1' }, { category: 'rate-limited', blocked: true, evidence: [words('too many recipients this hour', 'rate-limited'), code('5.1.1', 'unknown-user', false)] });
    assert.equal(sentence(record), 'Because the server said "too many recipients this hour" (high confidence). But 5.1.1 alone would mean: no such mailbox.');
  });

  it('that disagrees without consequence is not', () => {
    const record = judged({}, { category: 'greylisted', evidence: [words('Greylisted', 'greylisted'), code('4.7.1', 'policy-refusal', false)] });
    assert.equal(sentence(record), 'Because the server said "Greylisted" (high confidence).');
  });

  it('is not the same words twice', () => {
    const record = judged({}, { category: 'unknown-user', bounceType: 'hard', evidence: [words('no such user here', 'unknown-user'), words('no such user', 'unknown-user')] });
    assert.equal(sentence(record), 'Because the server said "no such user here" (high confidence).');
  });

  it('is one piece of the words: two pieces of one reply do not agree, they are the same', () => {
    const record = judged({}, { category: 'poor-reputation', evidence: [words('?p=UnsolicitedMessageError', 'poor-reputation'), words('likely unsolicited mail', 'poor-reputation')] });
    assert.equal(sentence(record), 'Because the server said "likely unsolicited mail" (high confidence).');
  });

  it('is the name of a list besides the general words', () => {
    const name = { ...words('bl.spamcop.net', 'blocklisted'), kind: 'signature' as const };
    assert.equal(sentence(judged({}, { category: 'blocklisted', evidence: [words('blocked using', 'blocklisted'), name] })), 'Because the server said "blocked using" and "bl.spamcop.net" (both agree, high confidence).');
  });

  it('of different origin says where it comes from', () => {
    const record = judged({}, { category: 'mailbox-full', confidence: 'medium', evidence: [words('quota', 'mailbox-full'), { kind: 'label', text: 'Transient/MailboxFull', rule: 'l', category: 'mailbox-full', for: true }] });
    assert.equal(sentence(record), 'Because the server said "quota" and the event is labelled "Transient/MailboxFull" (both agree, medium confidence).');
  });

  it('may be missing, and then that is said', () => {
    assert.equal(sentence(judged({ status: '5.0.0' }, { category: 'undetermined', confidence: 'low' })), 'No word or code of the reply says why (low confidence).');
  });

  it('keeps text from the document apart, so that it can be escaped', () => {
    const { evidence } = of(judged({}, { category: 'unknown-user', bounceType: 'hard', evidence: [words('<b>[x](command:y)</b>', 'unknown-user')] }));
    assert.deepEqual(evidence.filter((p) => p.quote), [{ text: '<b>[x](command:y)</b>', quote: true }]);
  });
});

describe('what the words name', () => {
  it('is listed in the order in which a reader needs it', () => {
    const { details } = of(judged({ remoteMta: 'mx.example.net' }, {
      category: 'blocklisted', blocked: true,
      named: { blocklist: { name: 'Example BL', url: 'https://bl.example/192.0.2.4' }, ip: '192.0.2.4', sizeLimit: 10 * 1024 * 1024, waitSeconds: 60, reference: 'AS(4810)', authentication: { spf: 'fail', dmarc: 'fail' } },
    }));
    assert.deepEqual(details.map((d) => `${d.label}: ${d.value}`), [
      'Blocklist: Example BL', 'Refused IP: 192.0.2.4', 'Asked to wait: 60 seconds', 'Size limit: 10 MB', 'Checks: SPF fail, DMARC fail', 'Quote to them: AS(4810)', 'Answered by: mx.example.net',
    ]);
    assert.equal(details[0]!.url, 'https://bl.example/192.0.2.4');
  });

  it('a blocklist that is named is where to look first', () => {
    const { steps } = of(judged({}, { category: 'blocklisted', blocked: true, named: { blocklist: { name: 'Example BL' } } }));
    assert.equal(steps[0], 'Look up your IP or domain at Example BL.');
    assert.match(of(judged({}, { category: 'blocklisted', blocked: true })).steps[0]!, /^Find the name of the list/);
  });

  it('a blocklist or a mail program that is named did not answer itself', () => {
    const named = (kind: 'blocklist' | 'mta' | 'filter'): string[] => {
      const catalog: Catalog = { ...bundledCatalog, status: bundledCatalog.status, provider: () => ({ id: 'x', name: 'Acme', kind, url: null, entry: () => null }) };
      return of(judged({ remoteMta: 'mx.example.net' }, { category: 'blocklisted', provider: 'x' }), catalog).details.map((d) => `${d.label}: ${d.value}`);
    };
    assert.deepEqual(named('blocklist'), ['Blocklist: Acme', 'Answered by: mx.example.net']);
    assert.deepEqual(named('mta'), ['Answered by: mx.example.net', 'Mail software: Acme']);
    assert.deepEqual(named('filter'), ['Answered by: Acme (mx.example.net)']);
  });

  it('a likely typing error in the domain becomes the first step', () => {
    const { steps, details } = of(judged({ recipient: 'kim@exmaple.com' }, { category: 'unknown-domain', bounceType: 'hard', named: { likelyDomain: 'example.com' } }));
    assert.match(steps[0]!, /^Correct the domain: most likely example\.com is meant\./);
    assert.equal(details[0]!.label, 'Probably meant');
  });

  it('says where a forwarding led', () => {
    const { details } = of(judged({ recipient: 'kim@example.org', finalRecipient: 'kim.private@example.net' }, { category: 'mailbox-full' }));
    assert.deepEqual(details[0], { label: 'Forwarded to', value: 'kim.private@example.net', url: null });
  });
});

describe('what others say about the code', () => {
  it('comes along where the code is the cause, and where it would lead to another decision', () => {
    assert.match(of(judged({ status: '5.2.2' }, { category: 'mailbox-full' })).folk!, /a state that passes/);
    assert.match(of(judged({ status: '5.7.1' }, { category: 'spam-content', blocked: true })).folk!, /count 5\.7\.1 as a hard bounce/);
  });

  it('never contradicts the verdict: "no such user" under 5.7.1 is hard, whatever the code alone would mean', () => {
    const { folk, practice } = of(judged({ status: '5.7.1' }, { category: 'unknown-user', bounceType: 'hard' }));
    assert.equal(folk, null);
    assert.match(practice!, /Some servers even say "no such user" under it/);
  });

  it('how servers use a code is not told where the code means what it says', () => {
    assert.equal(of(unknownUser).practice, null);
  });
});

describe('records that are no bounces', () => {
  it('a delivery with a specific success code says what the code says', () => {
    assert.match(of(judged({ action: 'delivered', status: '2.6.4' }, { category: 'not-a-bounce', bounceType: null })).meaning, /something was lost on the way/);
  });

  it('a complaint is to be acted on today', () => {
    const { forThisAddress, steps } = of(judged({ kind: 'complaint', action: null }, { category: 'not-a-bounce', bounceType: null }));
    assert.equal(forThisAddress, 'take it off every list today.');
    assert.equal(steps[0], 'Unsubscribe the address at once.');
  });

  it('an automatic reply is neither hard nor soft', () => {
    const { bounceType, forThisMessage } = of(judged({ kind: 'auto-reply', action: null }, { category: 'not-a-bounce', bounceType: null }));
    assert.deepEqual([bounceType, forThisMessage], [null, null]);
  });
});

describe('a code without a record', () => {
  it('5.2.1 is "mailbox disabled", and what the articles say comes second', () => {
    const explanation = of('5.2.1');
    assert.equal(headline('5.2.1'), 'Hard bounce: mailbox switched off');
    assert.match(explanation.meaning, /switched off and takes no mail/);
    assert.match(explanation.folk!, /wrongly, explained as "mailbox full"/);
    assert.match(explanation.practice!, /^Gmail sends 5\.2\.1/);
  });

  it('5.7.1 is a block, not a hard bounce', () => {
    assert.equal(headline('5.7.1'), 'Blocked: refused by policy');
    assert.match(of('5.7.1').folk!, /count 5\.7\.1 as a hard bounce/);
  });

  it('4.1.1 says that the standard does not foresee it', () => {
    assert.match(of('4.1.1').meaning, /The standard knows this code only as a permanent failure/);
    assert.equal(of('4.1.1').bounceType, 'soft');
  });

  it('an unregistered code is explained by class and subject', () => {
    assert.equal(of('5.1.99').code!.title, 'Addressing; detail 99 is not registered');
    assert.equal(headline('5.1.99'), 'Soft bounce: addressing; detail 99 is not registered');
    assert.match(of('5.1.99').meaning, /It is about an address/);
  });

  it('a success code needs no steps', () => {
    assert.equal(headline('2.0.0'), 'Success');
    assert.deepEqual(of('2.1.5').steps, []);
  });

  it('550 alone is neither hard nor soft: the words tell', () => {
    const { headline: head, bounceType, forThisAddress } = of('550');
    assert.deepEqual([head.icon, bounceType], ['info', null]);
    assert.match(forThisAddress!, /read the words first/);
  });

  it('421, 250 and 599', () => {
    assert.equal(headline('421'), 'Soft bounce: service not available');
    assert.equal(headline('250'), 'Success: done');
    assert.equal(headline('599'), 'Refused: 599 is not a standard reply');
    assert.equal(headline('699'), 'Unknown: 699 is not a reply of a mail server');
  });

  it('what is no code has no explanation', () => {
    for (const text of ['', '5.1', '6.1.1', '5.01.1', '5.1.1000', '99', '700', 'hello']) assert.equal(explain(text, bundledCatalog), null, text);
  });
});

describe('every explanation', () => {
  const subjects = [...bundledCatalog.statuses.map((s) => s.code), ...bundledCatalog.replies.map((r) => r.code)];

  it('of every code is whole: headline, meaning, and steps where something failed', () => {
    for (const subject of subjects) {
      const explanation = of(subject);
      assert.ok(explanation.headline.word && explanation.meaning, subject);
      if (explanation.forThisMessage) assert.ok(explanation.steps.length > 0 && explanation.whoActs && explanation.forThisAddress && explanation.reason, subject);
    }
  });

  it('of hostile text is whole, too: nothing throws, and the text stays where it is marked as foreign', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.constantFrom(null, '5.1.1', '4.7.1', '9.9.9', '5.999.999', '__proto__'), (diagnostic, recipient, status) => {
      const hostile = `<${diagnostic}>`;
      const explanation = of(judged({ diagnostic: hostile, recipient, status, remoteMta: hostile }, { category: 'spam-content', blocked: true, evidence: [words(hostile, 'spam-content')] }));
      const own = [headlineText(explanation.headline), explanation.meaning, explanation.forThisAddress, explanation.forThisMessage, ...explanation.steps, ...explanation.evidence.filter((p) => !p.quote).map((p) => p.text)];
      assert.ok(own.every((text) => !text!.includes(hostile) || hostile.length < 4));
      copyText(explanation, { mask: true });
    }), { numRuns: 300 });
  });

  it('of every category and action is whole', () => {
    for (const { id, bounceType, blocked } of bundledCatalog.categories) {
      if (bounceType === null) continue;
      for (const action of ['failed', 'delayed', 'rejected', 'expired', null] as const) {
        const explanation = of(judged({ action }, { category: id, bounceType, blocked }));
        assert.ok(explanation.forThisMessage && explanation.forThisAddress && explanation.whoActs && explanation.steps.length > 0, id);
        for (const clause of [explanation.forThisMessage, explanation.forThisAddress, explanation.whoActs]) assert.match(clause, /^[a-z].*[^.]\.$/, `${id}: ${clause}`);
      }
    }
  });
});

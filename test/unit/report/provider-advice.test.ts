/** Protects what a reader is told where a provider has its own word: it leads, it fits the verdict, and hover and panel agree. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { providerData } from '../../../src/catalog/providers/data';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { newRecord } from '../../../src/engine/new-record';
import type { Action, JudgedRecord } from '../../../src/engine/record';
import { explain } from '../../../src/report/explanation';
import { foldRecords } from '../../../src/report/panel/rows';
import { causeTexts } from '../../../src/report/panel/cause-texts';
import { givesAddressUp } from '../../../src/report/provider-advice';
import { isWaitingStep } from '../../../src/report/waiting-step';

const judge = createJudge(bundledRules);
const readAs = (action: Action | null, reply: string, host: string | null): JudgedRecord => {
  const record = { ...newRecord('postfix', 1, { start: 0, end: 9 }), recipient: 'kim@shop.example', action, diagnostic: reply, remoteMta: host };
  return { ...record, verdict: judge(record) };
};

/** One reply per entry of every provider, as the classifier's own tests have them. */
const replies = providerData.flatMap(({ id }) => {
  const examples = JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/rules/providers', `${id}.json`), 'utf8')) as Record<string, { reply: string; host?: string }>;
  return Object.values(examples).map(({ reply, host }) => ({ reply, host: host ?? null }));
});

const panelText = (records: readonly JudgedRecord[]) => {
  const { rows, records: filed } = foldRecords(records.map((record) => ({ file: 0, record })));
  return Object.values(causeTexts(rows, filed, bundledCatalog))[0]!;
};

describe('every reply of every provider', () => {
  it('is explained without asking anybody to wait for what is final', () => {
    for (const { reply, host } of replies) {
      const record = readAs('failed', reply, host);
      for (const step of explain(record, bundledCatalog)!.steps) assert.ok(!isWaitingStep(step), `${reply}: ${step}`);
      const text = panelText([record]);
      for (const step of text ? [...text.steps, ...text.advice.flatMap((a) => a.steps)] : []) assert.ok(!isWaitingStep(step), `panel, ${reply}: ${step}`);
    }
  });

  it('is explained in line with hard and soft', () => {
    for (const { reply, host } of replies) {
      for (const action of ['failed', 'delayed'] as const) {
        const record = readAs(action, reply, host);
        const { steps } = explain(record, bundledCatalog)!;
        if (record.verdict.bounceType === 'hard') for (const step of steps) assert.doesNotMatch(step, /^Keep\b/, `${reply}: ${step}`);
        if (record.verdict.bounceType === 'soft' && bundledCatalog.category(record.verdict.category).bounceType === 'hard') assert.ok(!steps.some(givesAddressUp), `${reply}: ${steps.join(' ')}`);
        assert.equal(new Set(steps).size, steps.length, reply);
      }
    }
  });
});

describe('a verdict that is softer or harder than its cause usually is', () => {
  it('an unknown user under a temporary code: keep the address for now', () => {
    const { steps } = explain(readAs('delayed', '450 no such user', 'mx.shop.example'), bundledCatalog)!;
    assert.match(steps[0]!, /^Keep the address for now/);
    assert.ok(!steps.some(givesAddressUp), steps.join(' '));
  });

  it('a mailbox that has been full for too long: the address goes', () => {
    const { steps } = explain(readAs('failed', '552 5.1.1 <kim@comcast.net> extended quota violation', 'mx1.comcast.net'), bundledCatalog)!;
    assert.match(steps[0]!, /^Take the address off/);
  });
});

describe('hover and panel', () => {
  it('say the same of a provider', () => {
    const record = readAs('failed', '452 4.2.2 The recipient\'s inbox is out of storage space gsmtp', 'gmail-smtp-in.l.google.com');
    const [advice] = panelText([record]).advice;
    const explanation = explain(record, bundledCatalog)!;
    assert.equal(advice!.meaning, explanation.meaning);
    assert.deepEqual(advice!.steps, explanation.steps);
  });

  it('let those wait whose messages still do', () => {
    const reply = '452 4.2.2 The recipient\'s inbox is out of storage space gsmtp';
    const text = panelText([readAs('delayed', reply, 'gmail-smtp-in.l.google.com')]);
    assert.ok(isWaitingStep(text.steps[0]!));
    assert.ok(isWaitingStep(text.advice[0]!.steps[0]!));
  });

  it('leave the word to the catalog where a provider has nothing to add', () => {
    const record = readAs('failed', '550 5.1.1 <kim@shop.example>: Recipient address rejected: User unknown in local recipient table', 'mx.shop.example');
    assert.match(explain(record, bundledCatalog)!.meaning, /no mailbox with this name/);
    assert.deepEqual(panelText([record]).advice, []);
  });
});

describe('a list that the reply names has its say, although general words decide', () => {
  const meaning = (reply: string): string => explain(readAs('failed', reply, 'mx.shop.example'), bundledCatalog)!.meaning;
  it('SpamCop: it ends by itself', () => { assert.match(meaning('550 5.7.1 Client host [192.0.2.4] blocked using bl.spamcop.net'), /ends by itself/); });
  it('SORBS: it is closed', () => { assert.match(meaning('554 5.7.1 Client host [192.0.2.4] blocked using dnsbl.sorbs.net'), /closed in June 2024/); });
  it('Spamhaus asked the wrong way: you are not listed', () => {
    assert.match(meaning('554 5.7.1 Client host [192.0.2.4] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.9'), /^Your IP is not listed/);
  });
  it('Comcast, whose code stands only in the link', () => {
    const record = readAs('failed', '554 host 192.0.2.4 found on one or more DNSBLs, see https://postmaster.example/smtp-error-codes.php#BL000001', 'mx1.comcast.net');
    assert.match(explain(record, bundledCatalog)!.meaning, /^Comcast refuses your IP because Spamhaus ZEN lists it/);
  });
  it('but not a mailbox provider that did not answer', () => {
    const { links } = explain(readAs('failed', '550 5.7.1 mail from gmail.com is not accepted here', 'mx.shop.example'), bundledCatalog)!;
    assert.deepEqual(links, []);
  });
});

describe('the page to go to', () => {
  it('is no manual of the mail program at the other end', () => {
    const record = readAs('failed', '550 5.1.1 <kim@shop.example>: Recipient address rejected: User unknown in virtual mailbox table', 'mx.shop.example');
    assert.equal(record.verdict.provider, 'postfix');
    assert.deepEqual([explain(record, bundledCatalog)!.links, panelText([record]).links], [[], []]);
  });
});

/** Judged records for the explanation tests, written out so that no classifier is needed. */
import { newRecord } from '../../../src/engine/new-record';
import type { BounceRecord, Evidence, JudgedRecord, Verdict } from '../../../src/engine/record';

export function words(text: string, category: Verdict['category'], agrees = true): Evidence {
  return { kind: 'words', text, rule: `en/${category}`, category, for: agrees };
}

export function code(text: string, category: Verdict['category'], agrees = true): Evidence {
  return { kind: text.includes('.') ? 'diagnostic-status' : 'reply', text, rule: `code/${text}`, category, for: agrees };
}

/** A failed delivery unless `record` says otherwise. */
export function judged(record: Partial<BounceRecord>, verdict: Partial<Verdict> & { category: Verdict['category'] }): JudgedRecord {
  return {
    ...newRecord('rfc3464', 1, { start: 0, end: 10 }), recipient: 'kim@example.org', action: 'failed', ...record,
    verdict: { bounceType: 'soft', blocked: false, permanence: 'permanent', confidence: 'high', provider: null, rule: 'none', evidence: [], named: {}, ...verdict },
  };
}

export const unknownUser = judged(
  { status: '5.1.1', replyCode: '550', diagnostic: '550 5.1.1 <kim@example.org>: User unknown', remoteMta: 'mx.example.org', time: Date.UTC(2026, 10, 25, 2, 10) },
  { category: 'unknown-user', bounceType: 'hard', evidence: [words('User unknown', 'unknown-user'), code('5.1.1', 'unknown-user')] },
);

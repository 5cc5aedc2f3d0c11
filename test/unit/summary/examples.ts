/** Records to count, as a log or mail would give them. */
import fc from 'fast-check';
import type { CategoryId } from '../../../src/catalog/catalog';
import { newRecord } from '../../../src/engine/new-record';
import type { Action, BounceRecord, BounceType } from '../../../src/engine/record';
import { Summary, type CountedVerdict } from '../../../src/engine/summary/summary';

export interface Example {
  file: string;
  record: BounceRecord;
  verdict: CountedVerdict;
}

interface Given {
  file?: string;
  line?: number;
  action?: Action;
  recipient?: string | null;
  status?: string | null;
  time?: number | null;
  remoteMta?: string | null;
  reportingMta?: string | null;
  queue?: string | null;
  diagnostic?: string | null;
  category?: CategoryId;
  bounceType?: BounceType | null;
  blocked?: boolean;
  provider?: string | null;
  rule?: string;
}

/** A hard bounce of an unknown user, but for what is given. */
export function example(given: Given = {}): Example {
  const { file = 'mail.log', line = 1 } = given;
  const record = Object.assign(newRecord('postfix', line, { start: line * 100, end: line * 100 + 90 }), {
    action: given.action ?? 'failed', recipient: given.recipient === undefined ? 'anna@example.com' : given.recipient,
    status: given.status === undefined ? '5.1.1' : given.status, time: given.time === undefined ? Date.UTC(2026, 9, 1, 2, 10) : given.time,
    reportingMta: given.reportingMta ?? null, queue: given.queue ?? null,
    remoteMta: given.remoteMta === undefined ? 'mx.example.com' : given.remoteMta, diagnostic: given.diagnostic === undefined ? '550 5.1.1 User unknown' : given.diagnostic,
  });
  const { category = 'unknown-user', bounceType = 'hard', blocked = false, provider = null, rule = 'en/user-unknown' } = given;
  return { file, record, verdict: { category, bounceType, blocked, provider, rule } };
}

export const soft = (given: Given = {}): Example => example({ category: 'mailbox-full', bounceType: 'soft', status: '4.2.2', action: 'delayed', ...given });
export const blocked = (given: Given = {}): Example => example({ category: 'blocklisted', bounceType: 'soft', blocked: true, status: '5.7.1', ...given });
export const delivered = (given: Given = {}): Example => example({ category: 'not-a-bounce', bounceType: null, status: '2.0.0', action: 'delivered', ...given });

export function summaryOf(examples: readonly Example[]): Summary {
  const summary = new Summary();
  for (const { file, record, verdict } of examples) summary.add(file, record, verdict);
  return summary;
}

/** Any record, with few enough values that they meet. */
export const anyExample: fc.Arbitrary<Example> = fc.record({
  make: fc.constantFrom(example, soft, blocked, delivered, (given: Given) => example({ ...given, category: 'relay-denied', bounceType: null, action: 'rejected' })),
  file: fc.constantFrom('mail.log', 'mail.log.1'),
  line: fc.integer({ min: 1, max: 500 }),
  recipient: fc.option(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5 })).map(([user, domain]) => `User${user}@d${domain}.example`)),
  time: fc.option(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 0, 3) })),
  remoteMta: fc.option(fc.constantFrom('mx1.example.net', 'mx2.example.net', '__proto__')),
  reportingMta: fc.constantFrom(null, 'mta1', 'mta2'),
  queue: fc.constantFrom(null, 'bulk', '__proto__'),
  provider: fc.constantFrom(null, 'google', 'microsoft'),
  diagnostic: fc.option(fc.string({ maxLength: 20 })),
}).map(({ make, ...given }) => make(given));

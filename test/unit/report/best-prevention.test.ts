/** Protects the advice under a summary: the two or three ways that would have spared most of these bounces. */
import assert from 'node:assert/strict';
import { bundledCatalog as catalog } from '../../../src/catalog/bundled';
import type { CategoryId } from '../../../src/catalog/catalog';
import { bestPrevention } from '../../../src/report/best-prevention';

const advice = (counts: Partial<Record<CategoryId, number>>, most?: number): string[] =>
  bestPrevention(Object.entries(counts) as [CategoryId, number][], catalog, most).map(({ way, prevented }) => `${way.id} ${prevented}`);

describe('the best ways of prevention', () => {
  it('many unknown users: check addresses', () => {
    assert.deepEqual(advice({ 'unknown-user': 90, 'unknown-domain': 10 }), ['validate-addresses 100']);
  });

  it('each further way counts only what the ones before leave over', () => {
    assert.deepEqual(advice({ 'unknown-user': 50, 'authentication-failed': 30, 'rate-limited': 20 }), ['validate-addresses 50', 'message-integrity 30', 'consistent-schedule 20']);
  });

  it('at most as many as asked for, and none that would hardly matter', () => {
    assert.deepEqual(advice({ 'unknown-user': 50, 'authentication-failed': 30, 'rate-limited': 20 }, 1), ['validate-addresses 50']);
    assert.deepEqual(advice({ 'unknown-user': 1000, 'rate-limited': 3 }), ['validate-addresses 1000']);
  });

  it('faults of the other side have no advice', () => {
    assert.deepEqual(advice({ 'system-full': 10, 'routing-loop': 5 }), []);
    assert.deepEqual(advice({}), []);
  });
});

/** What the provider who answered says beyond the catalog, as far as it fits this verdict. Hover and panel choose by the same rule. */
import type { Catalog, ProviderAdvice, ProviderInfo } from '../catalog/catalog';
import type { Verdict } from '../engine/record';
import { stepsFor } from './waiting-step';

export interface AdviceOn {
  readonly provider: ProviderInfo;
  readonly advice: ProviderAdvice;
}

/** By convention of the catalog, an address is removed, or taken off a list. */
const GIVING_UP = /^Remove\b|\b(?:[Rr]emove|[Tt]ake) (?:it|the|every|these)\b[^.]{1,40}\boff\b/;

/** Whether a step takes the address off the list. */
export function givesAddressUp(step: string): boolean {
  return GIVING_UP.test(step);
}

/**
 * The entry that decided, or one that supports the verdict: general words often decide where a blocklist's name stands beside them.
 * @param final whether the message is not tried again: then no step counts on retries
 * @returns null where nobody has a word of their own on it
 */
export function adviceOn(verdict: Verdict, final: boolean, catalog: Catalog): AdviceOn | null {
  const found = deciding(verdict, catalog);
  if (!found) return null;
  const steps = stepsFor(found.advice.steps, final);
  // A temporary reply may soften a hard cause: then the address stays for now.
  const softened = verdict.bounceType === 'soft' && catalog.category(verdict.category).bounceType === 'hard';
  return { provider: found.provider, advice: { ...found.advice, steps: softened ? steps.filter((step) => !givesAddressUp(step)) : steps } };
}

function deciding(verdict: Verdict, catalog: Catalog): AdviceOn | null {
  const answered = verdict.provider ? catalog.provider(verdict.provider) : null;
  const supporting = verdict.evidence.filter((e) => e.for && e.category === verdict.category).map((e) => e.rule);
  for (const rule of new Set([verdict.rule, ...supporting])) {
    const provider = whose(rule, answered, catalog);
    const advice = provider?.entry(rule);
    if (provider && advice && (hasWords(advice) || provider === answered && rule === verdict.rule)) return { provider, advice };
  }
  const { reference } = verdict.named;
  const advice = reference === undefined ? null : answered?.entryFor?.(reference, verdict.category);
  return answered && advice && hasWords(advice) ? { provider: answered, advice } : null;
}

function hasWords({ meaning, steps }: ProviderAdvice): boolean {
  return meaning !== '' || steps.length > 0;
}

/** The provider who answered, if the rule is theirs; else a list, filter or mail program that the reply names. */
function whose(rule: string, answered: ProviderInfo | null, catalog: Catalog): ProviderInfo | null {
  if (answered?.entry(rule)) return answered;
  const named = catalog.provider(rule.replace(/-\d\d$/, ''));
  return named && named.kind !== 'mailbox' ? named : null;
}

/** The page that helps on: the one on this very reply, else the provider's own for senders. The manual of a mail program helps no sender. */
export function pageOn(provider: ProviderInfo, advice: ProviderAdvice | null): string | null {
  return advice?.url ?? (provider.kind === 'mta' ? null : provider.url ?? null);
}

/** The catalog's steps for a verdict that is softer or harder than its cause usually is. */
export function exceptionSteps(verdict: Verdict, catalog: Catalog): readonly string[] {
  const usual = catalog.category(verdict.category).steps;
  return verdict.bounceType === 'soft'
    ? [KEEP_FOR_NOW, ...usual.filter((step) => !givesAddressUp(step))]
    : catalog.category('mailbox-disabled').steps.slice(0, 2);
}

const KEEP_FOR_NOW = 'Keep the address for now, and remove it when a later message gets the same answer.';

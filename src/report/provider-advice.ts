/** What the provider who answered says beyond the catalog, as far as it fits this verdict. Hover and panel choose by the same rule. */
import type { Catalog, ProviderAdvice, ProviderInfo } from '../catalog/catalog';
import type { Verdict } from '../engine/record';
import { stepsFor } from './waiting-step';

export interface AdviceOn {
  readonly provider: ProviderInfo;
  readonly advice: ProviderAdvice;
}

/** By convention of the catalog, steps that give an address up begin like this. */
const GIVING_UP = /^(?:Remove|Take)\b[^.]{0,40}\baddress/;

/** Whether a step takes the address off the list. */
export function givesAddressUp(step: string): boolean {
  return GIVING_UP.test(step);
}

/**
 * @param final whether the message is not tried again: then no step counts on retries
 * @returns null where the provider is unknown or has no entry for the rule that decided
 */
export function adviceOn(verdict: Verdict, final: boolean, catalog: Catalog): AdviceOn | null {
  const provider = verdict.provider ? catalog.provider(verdict.provider) : null;
  const entry = provider?.entry(verdict.rule);
  if (!provider || !entry) return null;
  const steps = stepsFor(entry.steps, final);
  // A class-4 reply may soften a hard cause: then the address stays for now.
  return { provider, advice: { ...entry, steps: verdict.bounceType === 'soft' ? steps.filter((step) => !givesAddressUp(step)) : steps } };
}

/** The catalog's steps for a verdict that is softer or harder than its cause usually is. */
export function exceptionSteps(verdict: Verdict, catalog: Catalog): readonly string[] {
  const usual = catalog.category(verdict.category).steps;
  return verdict.bounceType === 'soft'
    ? [KEEP_FOR_NOW, ...usual.filter((step) => !givesAddressUp(step) && !/^(?:Take it|Remove every)\b/.test(step))]
    : catalog.category('mailbox-disabled').steps.slice(0, 2);
}

const KEEP_FOR_NOW = 'Keep the address for now, and remove it when a later message gets the same answer.';

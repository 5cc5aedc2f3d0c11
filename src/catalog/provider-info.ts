/** The providers for the reader: the same data that classifies, seen by name, link, meaning and way out. */
import type { ProviderData, Signature } from '../engine/classify/rule-set';
import type { ProviderAdvice, ProviderInfo } from './catalog';
import type { Providers } from './create-catalog';

/** @param data the providers' files; looked at on first use */
export function providersFrom(data: readonly ProviderData[]): Providers {
  let made: { all: ProviderInfo[]; byId: Map<string, ProviderInfo> } | null = null;
  const get = (): NonNullable<typeof made> => {
    if (!made) {
      const all = data.map(infoOf);
      made = { all, byId: new Map(all.map((p) => [p.id, p])) };
    }
    return made;
  };
  return {
    get all() { return get().all; },
    byId: (id) => get().byId.get(id) ?? null,
  };
}

function infoOf(data: ProviderData): ProviderInfo {
  let advice: Map<string, Signature> | null = null;
  return {
    id: data.id,
    name: data.name,
    kind: data.kind,
    url: data.url,
    entry(rule): ProviderAdvice | null {
      advice ??= new Map(data.entries.map((entry) => [entry.id, entry]));
      return adviceOf(advice.get(rule));
    },
    entryFor(word, category): ProviderAdvice | null {
      const wanted = word.toLowerCase();
      return adviceOf(data.entries.find((entry) => entry.category === category && entry.words.some((known) => known.toLowerCase() === wanted)));
    },
  };
}

function adviceOf(entry: Signature | undefined): ProviderAdvice | null {
  return entry ? { meaning: entry.meaning ?? '', steps: entry.steps ?? [], url: entry.url ?? null } : null;
}

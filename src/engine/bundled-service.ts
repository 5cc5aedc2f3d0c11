/** The facade with the bundled catalog and rules: what the editor, its workers and the command line start from. */
import { bundledCatalog } from '../catalog/bundled';
import { bundledRules, createJudge } from './classify';
import { createProviderFinder } from './classify/find-provider';
import { newRecord } from './new-record';
import { createBounceService, type BounceService } from './service';
import { VerdictCache, type VerdictExchange } from './stream/verdict-cache';
import { knownWords, Wordings, type KnownWords } from './stream/wording';

let service: BounceService | undefined;

/** One for all, because its rules take time to compile. */
const judge = createJudge(bundledRules);

/** Made at the first call, so that nothing is loaded before a document needs it. */
export function bounceService(): BounceService {
  return service ??= createBounceService(bundledCatalog, judge);
}

let wordings: Wordings | undefined;

let words: KnownWords | undefined;

/** What `VerdictExchange` calls `words`. */
export function wordsOfRules(): KnownWords {
  return words ??= knownWords(textsIn(bundledRules));
}

/** Verdicts for counting many records, see `VerdictCache`. */
export function createVerdictCache(exchange?: VerdictExchange): VerdictCache {
  const findProvider = createProviderFinder(bundledRules.providers);
  const nothing = newRecord('', 0, { start: 0, end: 0 });
  wordings ??= new Wordings(exchange?.words ?? wordsOfRules()); // holds nothing from one key to the next
  return new VerdictCache(judge, wordings, {
    ofHost: (host) => findProvider({ ...nothing, remoteMta: host })?.id ?? null,
    ofDomain: (domain) => findProvider({ ...nothing, recipient: `@${domain}` })?.id ?? null,
  }, exchange);
}

/** All texts of a rule set, whatever they are for. */
function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) textsIn(inner, found);
  return found;
}

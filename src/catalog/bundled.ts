/** The catalog that Bounce Lens brings along. Nothing is computed before the first look-up. */
import type { Catalog } from './catalog';
import type { CatalogData } from './data-shapes';
import { commonPractice, createCatalog, type StopPractice } from './create-catalog';
import categories from './data/categories.json';
import prevention from './data/prevention.json';
import replies from './data/replies.json';
import statuses0 from './data/statuses/0-other.json';
import statuses1 from './data/statuses/1-addressing.json';
import statuses2 from './data/statuses/2-mailbox.json';
import statuses3 from './data/statuses/3-mail-system.json';
import statuses4 from './data/statuses/4-network.json';
import statuses5 from './data/statuses/5-protocol.json';
import statuses6 from './data/statuses/6-content.json';
import statuses7 from './data/statuses/7-security.json';
import subjects from './data/subjects.json';
import { providersFrom } from './provider-info';
import { providerData } from './providers/data';

// TypeScript reads words in JSON as plain strings; that they are the right ones is what the schemas and tests check.
export const bundledData = {
  categories,
  prevention,
  replies,
  subjects,
  statuses: [...statuses0, ...statuses1, ...statuses2, ...statuses3, ...statuses4, ...statuses5, ...statuses6, ...statuses7],
} as unknown as CatalogData;

/** @param practice when to stop trying a soft address (a setting) */
function createBundledCatalog(practice: StopPractice = commonPractice): Catalog {
  return createCatalog(bundledData, providersFrom(providerData), practice);
}

export const bundledCatalog: Catalog = createBundledCatalog();

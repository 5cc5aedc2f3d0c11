/** Puts the catalog together from its data: pure look-ups, entries made on first use. */
import type { Catalog, CategoryEntry, CategoryId, PreventionEntry, ProviderInfo, ReplyEntry, StatusEntry } from './catalog';
import type { CatalogData } from './data-shapes';
import { isReply, listedReply, unlistedReply } from './reply-entries';
import { registeredStatus, splitStatus, unregisteredStatus, type StatusClass } from './status-entries';

/** The providers, handed in so that their data can be loaded when it is needed. */
export interface Providers {
  readonly all: readonly ProviderInfo[];
  byId(id: string): ProviderInfo | null;
}

const noProviders: Providers = { all: [], byId: () => null };

/** When a soft address has failed often enough: common practice, and a setting, not a law. */
export interface StopPractice {
  readonly failures: number;
  readonly days: number;
}

export const commonPractice: StopPractice = { failures: 3, days: 14 };

/**
 * @param data the bundled files
 * @param providers who answers, and what they mean
 * @param practice fills `{practice}` in the stop rules
 */
export function createCatalog(data: CatalogData, providers: Providers = noProviders, practice: StopPractice = commonPractice): Catalog {
  const categories = once(() => data.categories.map((c): CategoryEntry => ({ ...c, stop: c.stop.replace('{practice}', practiceInWords(practice)) })));
  const categoriesById = once(() => new Map(categories().map((c) => [c.id, c])));
  const statusData = once(() => new Map(data.statuses.map((s) => [s.detail, s])));
  const replyData = once(() => new Map(data.replies.map((r) => [r.code, r])));
  const statuses = new Map<string, StatusEntry>();
  const replies = new Map<string, ReplyEntry>();

  const category = (id: CategoryId): CategoryEntry => {
    const entry = categoriesById().get(id);
    if (!entry) throw new Error(`Unknown category: ${id}`);
    return entry;
  };
  const context = { subjects: data.subjects, category };

  const status = (code: string): StatusEntry | null => {
    const known = statuses.get(code);
    if (known) return known;
    const parts = splitStatus(code);
    if (!parts) return null;
    const found = statusData().get(`${parts.subject}.${parts.detail}`);
    // Only registered codes are remembered: there are few of them, and a million of the others.
    if (!found) return unregisteredStatus(parts.statusClass, parts.subject, parts.detail, context);
    const entry = registeredStatus(found, parts.statusClass, context);
    statuses.set(code, entry);
    return entry;
  };

  const reply = (code: string): ReplyEntry | null => {
    const known = replies.get(code);
    if (known) return known;
    if (!isReply(code)) return null;
    const found = replyData().get(code);
    const entry = found ? listedReply(found, context) : unlistedReply(code, context);
    replies.set(code, entry);
    return entry;
  };

  const allStatuses = once(() => data.statuses.flatMap((s) => (['2', '4', '5'] as StatusClass[])
    .filter((c) => s[Number(c) as 2 | 4 | 5])
    .map((c) => status(`${c}.${s.detail}`)!)));
  const allReplies = once(() => data.replies.map((r) => reply(r.code)!));
  const prevention = once(() => data.prevention.map((p): PreventionEntry => ({
    ...p, prevents: categories().filter((c) => c.prevention.includes(p.id)).map((c) => c.id),
  })));

  return {
    status,
    reply,
    category,
    provider: (id) => providers.byId(id),
    get categories() { return categories(); },
    get statuses() { return allStatuses(); },
    get replies() { return allReplies(); },
    get prevention() { return prevention(); },
    get providers() { return providers.all; },
  };
}

/** `3 failures over 14 days` */
function practiceInWords({ failures, days }: StopPractice): string {
  return `${failures} ${failures === 1 ? 'failure' : 'failures'} over ${days} ${days === 1 ? 'day' : 'days'}`;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

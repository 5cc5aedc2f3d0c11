/**
 * The one door to what codes, categories, providers and prevention mean. The texts are JSON data beside this file
 * (with JSON Schemas), loaded by `bundled.ts`; user entries are laid over them by `user-entries.ts`.
 */
import type { BounceType, Permanence } from '../engine/record';

/** The closed list of causes; the ids are part of the command-line contract. */
export type CategoryId =
  | 'unknown-user' | 'unknown-domain' | 'null-mx' | 'bad-address' | 'mailbox-disabled' | 'mailbox-moved'
  | 'mailbox-full' | 'recipient-throttled' | 'recipient-restricted' | 'system-full' | 'system-busy' | 'not-accepting'
  | 'connection-failed' | 'dns-failure' | 'routing-loop' | 'relay-denied' | 'expired' | 'message-too-large'
  | 'too-many-recipients' | 'malformed-message' | 'spam-content' | 'virus-attachment' | 'blocklisted' | 'poor-reputation'
  | 'rate-limited' | 'greylisted' | 'authentication-failed' | 'reverse-dns' | 'tls-failure' | 'sender-rejected'
  | 'sender-account-limit' | 'protocol-error' | 'local-delivery-error' | 'policy-refusal' | 'suppressed'
  | 'not-a-bounce' | 'undetermined';

/** Who has to act. */
export type Actor =
  | 'sender' | 'sender-dns' | 'ip-owner' | 'mta-admin' | 'recipient' | 'receiving-admin' | 'receiving-dns' | 'network' | 'none';

/** Where a fact comes from. */
export interface CatalogSource {
  /** Short label: `IANA`, `RFC 3463 §3.2`. */
  readonly label: string;
  readonly url: string;
}

/** How a category reads and what to do. All sentences are plain English, for a marketer first and a mail admin second. */
export interface CategoryEntry {
  readonly id: CategoryId;
  /** Short, without a full stop: `No such mailbox`. */
  readonly label: string;
  readonly bounceType: BounceType | null;
  readonly blocked: boolean;
  /** One or two sentences: what happened. */
  readonly meaning: string;
  /** Why hard, or why soft: one sentence. */
  readonly reason: string;
  readonly actor: Actor;
  /** What to do with the address: `remove it`, `keep it`. A clause that follows "For this address:". */
  readonly address: string;
  /** Steps in the order of what helps first; each one sentence. */
  readonly steps: readonly string[];
  /** When to stop trying; common practice, one sentence. Empty where it does not apply. */
  readonly stop: string;
  /** Ids of the ways of prevention that would have helped, best first. */
  readonly prevention: readonly string[];
  /** Other words for it, for the search: `user unknown`, `over quota`. */
  readonly also?: readonly string[];
  /** For evaluation and grouping: recipient, domain, quota, policy, rate, transient ... */
  readonly group: string;
}

/** What one enhanced status code means (RFC 3463, IANA registry). */
export interface StatusEntry {
  /** `5.1.1` */
  readonly code: string;
  /** False where neither the registry nor a well-known draft has it: explained by class and subject. */
  readonly registered: boolean;
  /** False where the registry has the subject and detail, but not in this class (`4.1.1`, `5.2.2`). Servers send such codes all the same. */
  readonly foreseen: boolean;
  /** `Bad destination mailbox address` */
  readonly title: string;
  readonly meaning: string;
  /** `null` for class 2. */
  readonly permanence: Permanence | null;
  /** Where the code alone decides. */
  readonly category: CategoryId;
  /** `null` for class 2. */
  readonly bounceType: BounceType | null;
  /** Why this bounce type: one sentence. */
  readonly reason: string;
  readonly actor: Actor;
  readonly steps: readonly string[];
  readonly prevention: readonly string[];
  /** How servers use the code beyond its definition, e.g. `Exchange Online sends it for an unknown address.` Empty where nothing is worth saying. */
  readonly practice: string;
  /** How a widely copied list of codes reads this one; `null` for codes that the list does not have. */
  readonly everyday: EverydayReading | null;
  /** The everyday reading where it differs from ours, in meaning or in bounce type; shown second. */
  readonly folk: FolkNote | null;
  readonly sources: readonly CatalogSource[];
}

/** Hard and soft in such lists follow the first digit alone. */
export interface EverydayReading {
  /** In our words: `mailbox full`. */
  readonly reading: string;
  readonly bounceType: BounceType;
}

export interface FolkNote extends EverydayReading {
  /** One sentence that sets it right: `Often, and wrongly, explained as "mailbox full"; that is 5.2.2.` */
  readonly note: string;
}

/** What one SMTP reply code means (RFC 5321 section 4.2, extensions, vendors, folk). */
export interface ReplyEntry {
  readonly code: string;
  readonly kind: 'standard' | 'extension' | 'draft' | 'vendor' | 'folk' | 'unlisted';
  readonly title: string;
  readonly meaning: string;
  readonly permanence: Permanence | null;
  /** `null` where the words must decide. */
  readonly category: CategoryId | null;
  /** How servers use the code beyond its definition. Empty where nothing is worth saying. */
  readonly practice: string;
  readonly actor: Actor;
  readonly steps: readonly string[];
  readonly sources: readonly CatalogSource[];
}

/** One of the ways to prevent bounces. */
export interface PreventionEntry {
  readonly id: string;
  /** Title, a few words: `Double opt-in`. */
  readonly title: string;
  /** One line of advice. */
  readonly advice: string;
  readonly prevents: readonly CategoryId[];
}

/** What one provider, filter, blocklist or MTA means by its own words, for the reader. */
export interface ProviderInfo {
  readonly id: string;
  readonly name: string;
  /** `mailbox` and `filter` answer themselves; a `blocklist` is named by others; an `mta` is software that anybody runs. */
  readonly kind?: 'mailbox' | 'filter' | 'blocklist' | 'mta';
  /** Its page for postmasters. */
  readonly url: string | null;
  /** By rule id (`Verdict.rule`). */
  entry(rule: string): ProviderAdvice | null;
  /** By the provider's own word for it (`BL000001`), where that stands in a link and so did not decide. */
  entryFor?(word: string, category: CategoryId): ProviderAdvice | null;
}

export interface ProviderAdvice {
  /** What this provider means, one sentence in our words. */
  readonly meaning: string;
  /** Its way out: form, page, what to quote. */
  readonly steps: readonly string[];
  readonly url: string | null;
}

/** Answers are pure look-ups; unknown but well-formed codes get an explanation by class and subject. */
export interface Catalog {
  /** @param code class.subject.detail with class 2, 4 or 5. @returns null where it is not well-formed. */
  status(code: string): StatusEntry | null;
  /** @param code three digits. @returns null where it is not well-formed (100 to 699). */
  reply(code: string): ReplyEntry | null;
  category(id: CategoryId): CategoryEntry;
  provider(id: string): ProviderInfo | null;
  readonly categories: readonly CategoryEntry[];
  readonly statuses: readonly StatusEntry[];
  readonly replies: readonly ReplyEntry[];
  readonly prevention: readonly PreventionEntry[];
  readonly providers: readonly ProviderInfo[];
}

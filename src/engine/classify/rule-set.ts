/** Rules as data: what the JSON files under `catalog/rules` and `catalog/providers` hold, and what users add. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceType, Stage } from '../record';
import type { CheckedUserRule } from './user-rules';

/**
 * When a rule may count at all. Each named field must be known and hold; only an unknown class does not speak against the rule.
 */
export interface Condition {
  /** Reply codes, three digits. */
  readonly reply?: readonly string[];
  /** Enhanced status codes; `5.7.600-5.7.649` is a range of details. */
  readonly status?: readonly string[];
  /** First digit of the reply or status: 4 or 5. */
  readonly class?: 4 | 5;
  readonly stage?: readonly Stage[];
  /** Whether the diagnostic names an address. */
  readonly address?: boolean;
  /** Whether a reply or status code stands with the words. False: they are the sending server's own, no answer. */
  readonly coded?: boolean;
}

/** Generic words: they count whoever answered. */
export interface WordRule {
  /** Unique within its file; the full id is `language/id`. */
  readonly id: string;
  readonly category: CategoryId;
  /**
   * 9 (certain) to 1 (a hint). From 3 on the words beat every code; 1 and 2 only decide where no specific code does.
   */
  readonly strength: number;
  /**
   * Any of these. Matched on whole words, without regard to case, accents and punctuation. `…` stands for a few other words of the same
   * sentence, `……` for some that may reach into the next one, `*` for any ending (or beginning) of a word, `{ip}` for an IP
   * address, `(user|mailbox)` for either.
   */
  readonly words: readonly string[];
  /** The rule does not count where one of these words stands, too. */
  readonly unless?: readonly string[];
  readonly when?: Condition;
  /** The words name the recipient: they stay about the recipient even where the code (X.1.8) or the command is about the sender. */
  readonly recipient?: boolean;
  /** Where the bounce type is another than the category's. */
  readonly bounceType?: BounceType;
}

export interface WordFile {
  readonly language: string;
  readonly rules: readonly WordRule[];
}

/** `mailbox`: hosts mailboxes. `filter`: stands before other people's mailboxes. `blocklist`: is named by others. `mta`: software that anybody runs. */
export type ProviderKind = 'mailbox' | 'filter' | 'blocklist' | 'mta';

/** One reply of one provider. */
export interface Signature {
  readonly id: string;
  readonly words: readonly string[];
  /** Number after a fixed mark: `{ "mark": "AUP#", "from": 1350, "to": 1490 }`. */
  readonly numbers?: readonly (readonly [number, number])[];
  /** What stands between mark and number begins with this: `O` in `AUP#Out-1010`. */
  readonly numberPrefix?: string;
  /** What it usually comes with: speaks for this entry among several whose words match. */
  readonly reply?: readonly string[];
  readonly status?: readonly string[];
  /** What must hold. */
  readonly when?: Condition;
  readonly category: CategoryId;
  readonly bounceType?: BounceType;
  /** What the provider means beyond what category and code say; missing where the catalog says it as well. */
  readonly meaning?: string;
  readonly steps?: readonly string[];
  readonly url?: string;
  /** Key of `sources`. */
  readonly source: string;
  readonly confidence?: 'medium' | 'low';
}

export interface ProviderData {
  readonly id: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly url: string | null;
  /** What the reader should know about this provider's replies, one or two sentences. */
  readonly note?: string;
  /** Host names that answer for it; with a leading dot: every host below. */
  readonly hosts: readonly string[];
  /** Recipient domains that it hosts for consumers. */
  readonly domains?: readonly string[];
  /** Words or names (host, URL) that only its replies hold. */
  readonly marks?: readonly string[];
  /** The mark before the numbers of `Signature.numbers`, e.g. `AUP#`. */
  readonly numberMark?: string;
  readonly entries: readonly Signature[];
}

/** What a code means where no words decide. */
export interface CodeMeanings {
  /** By enhanced status code. */
  readonly status: Readonly<Record<string, CategoryId>>;
  /** By reply code; `550@rcpt` where the stage is known. */
  readonly reply: Readonly<Record<string, CategoryId>>;
}

/** Names that count inside URLs and host names, where words do not: blocklist zones. */
export interface BlocklistData {
  readonly id: string;
  readonly name: string;
  /** Host names or beginnings of URLs, and plain words. */
  readonly names: readonly string[];
  readonly words?: readonly string[];
  /** Look-up page; `{ip}` and `{domain}` are replaced. */
  readonly lookup?: string;
}

/** What the events' own labels say, by source and by part of the label (`Transient/General` has two), in lower case. */
export type LabelMeanings = Readonly<Record<string, Readonly<Record<string, CategoryId>>>>;

export interface RuleSet {
  readonly words: readonly WordFile[];
  readonly providers: readonly ProviderData[];
  readonly codes: CodeMeanings;
  readonly blocklists: readonly BlocklistData[];
  readonly labels: LabelMeanings;
  /** Tried first, see `readUserRules`. */
  readonly user?: readonly CheckedUserRule[];
}

/** The shapes of the JSON files in `data/`. Each has a JSON Schema beside it, checked by the tests. */
import type { BounceType, Permanence } from '../engine/record';
import type { Actor, CategoryEntry, CategoryId, PreventionEntry, ReplyEntry } from './catalog';

/** One subject and detail (`1.1`), with what differs between the classes in a part per class. */
export interface StatusData {
  /** Subject and detail without the class: `1.1`. */
  readonly detail: string;
  readonly title: string;
  /** The classes in which the registry foresees it. */
  readonly classes: readonly number[];
  /** The reply codes that the registry associates with it. */
  readonly replies: readonly string[];
  /** Keys that `sourceOf` understands: `rfc3463#3.2`. IANA is added by itself. */
  readonly sources: readonly string[];
  /** True for a code that a draft proposed and the registry does not have. */
  readonly draft?: boolean;
  /** For all classes that have no text of their own. */
  readonly meaning?: string;
  readonly actor?: Actor;
  readonly practice?: string;
  readonly prevention?: readonly string[];
  readonly 2?: StatusPart;
  readonly 4?: StatusPart;
  readonly 5?: StatusPart;
}

/** What is missing falls back on the detail, then on the category. */
export interface StatusPart {
  readonly meaning?: string;
  readonly category?: CategoryId;
  readonly bounceType?: BounceType;
  readonly reason?: string;
  readonly actor?: Actor;
  readonly steps?: readonly string[];
  readonly practice?: string;
  readonly prevention?: readonly string[];
  readonly everyday?: { readonly reading: string; readonly bounceType: BounceType; readonly note?: string };
}

export interface ReplyData {
  readonly code: string;
  readonly kind: Exclude<ReplyEntry['kind'], 'unlisted'>;
  readonly title: string;
  readonly meaning: string;
  /** Where it does not follow from the first digit. */
  readonly permanence?: Permanence;
  readonly category: CategoryId | null;
  readonly practice?: string;
  readonly actor?: Actor;
  readonly steps?: readonly string[];
  readonly sources: readonly string[];
}

/** The words for the digits, for codes that stand in no registry. */
export interface SubjectData {
  readonly classes: readonly { readonly digit: string; readonly title: string; readonly meaning: string }[];
  readonly subjects: readonly {
    readonly digit: string;
    readonly title: string;
    readonly meaning: string;
    /** The category of an unregistered code of class 4, and of class 5. */
    readonly 4: CategoryId;
    readonly 5: CategoryId;
    /** Section of RFC 3463. */
    readonly section: string;
  }[];
}

/** Everything that the bundled files hold. `{practice}` in a `stop` stands for the common practice, see `StopPractice`. */
export interface CatalogData {
  readonly categories: readonly CategoryEntry[];
  readonly statuses: readonly StatusData[];
  readonly replies: readonly ReplyData[];
  readonly subjects: SubjectData;
  /** Which causes a way prevents is said once, in the categories. */
  readonly prevention: readonly Omit<PreventionEntry, 'prevents'>[];
}

/** One line of the panel's table: what became of one message to one recipient. Small and plain, so that it crosses to the webview as it is. */
import type { CategoryId } from '../../catalog/catalog';
import type { Confidence, Permanence } from '../../engine/record';

/** The bounces split without overlap: soft ones with nothing wrong at the address stand apart as `blocked`. */
export type RowType = 'hard' | 'soft' | 'blocked';

export const ROW_TYPES: readonly RowType[] = ['hard', 'soft', 'blocked'];

export interface PanelRow {
  /** Its place in the list of all rows; rows are named by it in messages. */
  readonly id: number;
  /** Index into `PanelData.files`. */
  readonly file: number;
  /** From 1. */
  readonly line: number;
  /** As the source states it; empty where no recipient is named. */
  readonly recipient: string;
  /** Lower case; empty where there is none. */
  readonly domain: string;
  readonly type: RowType;
  readonly category: CategoryId;
  /** Key of the cause that the row counts under: the category, for a blocklist with its name. */
  readonly cause: string;
  readonly status: string | null;
  readonly replyCode: string | null;
  /** Cut to `LONGEST_DIAGNOSTIC`; exports have it whole. */
  readonly diagnostic: string;
  readonly provider: string | null;
  readonly remoteMta: string | null;
  /** The sender's own host, and its instance, queue or pool where the source names one: `mta1`, `mta1 · postfix-out`; empty where neither is named. */
  readonly sentBy: string;
  readonly time: number | null;
  /** See `BounceRecord`. */
  readonly ownClock?: boolean | undefined;
  readonly permanence: Permanence | null;
  readonly confidence: Confidence;
  /** Rule that decided, where a provider has advice of its own for it. */
  readonly rule: string;
  /** Deferred, and still in the queue as far as was read. */
  readonly waiting: boolean;
  /** How many events are folded into this row (the attempts of a deferred message). */
  readonly attempts: number;
  /** Mail had reached this address before it bounced, and after. */
  readonly deliveredBefore: boolean;
  readonly deliveredLater: boolean;
  /** Part of what looks like an outage at the provider: better not removed yet. */
  readonly held: boolean;
  /** The likely right domain where the recipient's looks like a typing error. */
  readonly likelyDomain: string | null;
}

/** Refused for good with a code that begins with 5, though nothing is wrong with the address: whoever goes by the code alone would remove it. */
export function isRefusedButFine(row: PanelRow): boolean {
  return row.type !== 'hard' && row.permanence === 'permanent' && [row.status, row.replyCode].some((code) => code?.startsWith('5'));
}

/** Longer words of a server are cut in the table: a row shows one line of them. */
export const LONGEST_DIAGNOSTIC = 300;

/** The address by which recipients are counted: upper and lower case are one (no provider of note tells them apart). */
export function addressKey(recipient: string): string {
  return recipient.trim().toLowerCase();
}

/** The domain of an address in lower case, without the dot of a full name; empty where there is none. */
export function domainOf(recipient: string): string {
  const at = recipient.lastIndexOf('@');
  return at < 0 ? '' : recipient.slice(at + 1).trim().toLowerCase().replace(/\.$/, '');
}

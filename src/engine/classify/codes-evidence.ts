/** What the codes of a record say, and how well they fit a rule. */
import type { CategoryId } from '../../catalog/catalog';
import type { Stage } from '../record';
import type { CodeMeanings, Condition, ProviderData, Signature } from './rule-set';

/** The codes of one record, each read once. */
export interface Facts {
  readonly stage: Stage | null;
  readonly reply: string | null;
  /** The most telling status in the server's words. */
  readonly inDiagnostic: string | null;
  /** What that status means, where it is a permanent one and names a cause. Temporary ones and 5.7.1 are used for anything. */
  readonly stated: CategoryId | null;
  /** The status of the record's field. */
  readonly field: string | null;
  /** 2, 4 or 5; 0 where nothing states a class. */
  readonly class: number;
  /** The MAIL command was answered, or the status is one of those for a sender's address (RFC 3463 section 3.2: X.1.7, X.1.8). */
  readonly aboutSender: boolean;
  /** The login was answered: the account in the words is the sender's own. */
  readonly aboutLogin: boolean;
  /** The diagnostic names an address. */
  readonly address: boolean;
}

export function conditionHolds(when: Condition | undefined, facts: Facts): boolean {
  if (!when) return true;
  if (when.class && facts.class && when.class !== facts.class) return false;
  if (when.reply && !(facts.reply && when.reply.includes(facts.reply))) return false;
  if (when.stage && !(facts.stage && when.stage.includes(facts.stage))) return false;
  const status = facts.inDiagnostic ?? facts.field;
  if (when.status && !(status && when.status.some((s) => statusFits(s, status)))) return false;
  if (when.coded !== undefined && when.coded !== (facts.reply !== null || facts.inDiagnostic !== null)) return false;
  return when.address === undefined || when.address === facts.address;
}

/** How well the codes fit an entry: above 0 they speak for it, below 0 against it. */
export function fitOf(entry: Signature, facts: Facts): number {
  let fit = entry.when && (entry.when.status || entry.when.reply || entry.when.stage) ? 20 : 0; // they hold, or it would not be asked
  const status = facts.inDiagnostic ?? facts.field;
  if (entry.status && status) {
    const fits = entry.status.some((s) => statusFits(s, status));
    fit += fits ? 14 : entry.status.every((s) => s[0] !== status[0]) ? -10 : -5;
  }
  if (entry.reply && facts.reply) fit += entry.reply.includes(facts.reply) ? 8 : entry.reply.every((r) => r[0] !== facts.reply![0]) ? -8 : -3;
  return fit;
}

/** `5.7.600-5.7.649` is a range of details. */
function statusFits(stated: string, status: string): boolean {
  const dash = stated.indexOf('-');
  if (dash < 0) return stated === status;
  const stem = stated.slice(0, stated.lastIndexOf('.', dash) + 1);
  if (!status.startsWith(stem)) return false;
  const detail = Number(status.slice(stem.length));
  return detail >= Number(stated.slice(stem.length, dash)) && detail <= Number(stated.slice(stated.lastIndexOf('.') + 1));
}

/**
 * What codes mean that a provider made up. IANA's details count up from 0 and have reached the thirties in one subject alone, so what the
 * registry does not have from 10 on is known by its number even where no host is: Microsoft's `5.7.515`, Google's `4.7.32`.
 * @returns by status; ranges are written out, and a code that two entries explain differently is left out
 */
export function ownCodes(providers: readonly ProviderData[]): ReadonlyMap<string, CategoryId> {
  const single = new Map<string, CategoryId | null>();
  const ranges = new Map<string, CategoryId>();
  for (const { status = [], category } of providers.flatMap((provider) => provider.entries)) {
    for (const stated of status) {
      const dash = stated.indexOf('-');
      if (dash < 0) {
        if (detailOf(stated) >= 10) single.set(stated, single.has(stated) && single.get(stated) !== category ? null : category);
        continue;
      }
      const stem = stated.slice(0, stated.lastIndexOf('.', dash) + 1);
      for (let detail = detailOf(stated.slice(0, dash)); detail <= detailOf(stated); detail++) ranges.set(stem + detail, category);
    }
  }
  const all = new Map(ranges);
  for (const [status, category] of single) if (category) all.set(status, category);
  return all;
}

function detailOf(status: string): number {
  return Number(status.slice(status.lastIndexOf('.') + 1));
}

export function meaningOfStatus(codes: CodeMeanings, status: string): CategoryId | null {
  return codes.status[status] ?? null;
}

export function meaningOfReply(codes: CodeMeanings, reply: string): CategoryId | null {
  return codes.reply[reply] ?? null;
}

/** Parts of a label stand in the order general to special; the most special known one counts. */
export function meaningOfLabel(meanings: Readonly<Record<string, CategoryId>> | undefined, label: string): CategoryId | null {
  if (!meanings) return null;
  const whole = label.toLowerCase();
  const known = meanings[whole];
  if (known) return known;
  for (const part of whole.split('/').reverse()) {
    const category = meanings[part];
    if (category) return category;
  }
  return null;
}

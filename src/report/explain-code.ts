/** Explains a code that stands alone: an enhanced status code or a plain reply code, from the catalog only. */
import type { Catalog, CategoryEntry, ReplyEntry, StatusEntry } from '../catalog/catalog';
import { isGenericStatus } from '../engine/scan/codes';
import type { BounceType, Permanence } from '../engine/record';
import type { Explanation, Headline } from './explanation';
import { stepsFor } from './waiting-step';
import { bounceOutcome, bounceWord, inSentence, whoActs } from './words';

export function explainStatus(entry: StatusEntry, catalog: Catalog): Explanation {
  const category = catalog.category(entry.category);
  const outcome = bounceOutcome({ bounceType: entry.bounceType, blocked: category.blocked });
  const success = entry.permanence === null;
  const label = success ? (isGenericStatus(entry.code) ? '' : entry.title) : entry.registered ? category.label : entry.title;
  const headline: Headline = outcome && !success
    ? { icon: outcome, word: bounceWord(outcome), label: inSentence(label) }
    : { icon: 'delivered', word: 'Success', label: inSentence(label) };
  return {
    ...blank,
    headline,
    bounceType: entry.bounceType,
    meaning: entry.foreseen || !entry.registered || success ? entry.meaning : `${entry.meaning} ${unforeseen(entry)}`,
    reason: success ? null : entry.reason,
    forThisAddress: success ? null : addressAdvice(category, entry.bounceType === category.bounceType),
    forThisMessage: messageAdvice(entry.permanence),
    whoActs: success ? null : `${whoActs(entry.actor)}.`,
    steps: stepsFor(entry.steps, entry.permanence === 'permanent'),
    stop: success ? null : stopRule(category, entry.bounceType, catalog),
    folk: entry.folk?.note ?? null,
    practice: entry.practice || null,
    code: { code: entry.code, title: entry.title, sources: entry.sources },
    prevention: preventionTitles(entry.prevention, catalog),
  };
}

export function explainReply(entry: ReplyEntry, catalog: Catalog): Explanation {
  const category = entry.category ? catalog.category(entry.category) : null;
  const outcome = category ? bounceOutcome(category) : null;
  const success = entry.category === 'not-a-bounce';
  const label = inSentence(entry.title);
  const headline: Headline = success ? { icon: 'delivered', word: 'Success', label }
    : outcome ? { icon: outcome, word: bounceWord(outcome), label }
      : { icon: 'info', word: entry.permanence === null ? 'Unknown' : entry.permanence === 'temporary' ? 'Put off' : 'Refused', label };
  return {
    ...blank,
    headline,
    bounceType: category?.bounceType ?? null,
    meaning: entry.meaning,
    reason: success ? null : category?.reason ?? 'Hard or soft: the number alone does not tell, only the words behind it do.',
    forThisAddress: success ? null : category ? addressAdvice(category, true) : 'read the words first; do not remove it for the number alone.',
    forThisMessage: messageAdvice(entry.permanence),
    whoActs: success ? null : `${whoActs(entry.actor)}.`,
    steps: stepsFor(entry.steps, entry.permanence === 'permanent'),
    stop: success || !category?.stop ? null : category.stop,
    practice: entry.practice || null,
    code: { code: entry.code, title: entry.title, sources: entry.sources },
    prevention: category ? preventionTitles(category.prevention, catalog) : [],
  };
}

/** What an explanation without a record leaves empty. */
const blank = { evidence: [], details: [], folk: null, practice: null, links: [], about: null } as const;

function unforeseen(entry: StatusEntry): string {
  return entry.permanence === 'temporary'
    ? 'The standard knows this code only as a permanent failure (5).'
    : 'The standard knows this code only as a temporary failure (4).';
}

/**
 * @param usual whether the bounce type is the category's own; a soft bounce of a hard cause is not to be removed yet
 * @returns a clause with its full stop
 */
export function addressAdvice(category: CategoryEntry, usual: boolean): string {
  if (usual || category.bounceType === null) return `${category.address}.`;
  return category.bounceType === 'hard' ? 'keep it for now, and remove it when this repeats.' : 'remove it.';
}

/** When to stop trying; a soft bounce of a hard cause counts like any other failure. */
export function stopRule(category: CategoryEntry, bounceType: BounceType | null, catalog: Catalog): string | null {
  const rule = bounceType === category.bounceType ? category.stop : bounceType === 'soft' ? catalog.category('undetermined').stop : catalog.category('unknown-user').stop;
  return rule || null;
}

function messageAdvice(permanence: Permanence | null): string | null {
  if (permanence === null) return null;
  return permanence === 'temporary' ? 'not final; the sending server tries again by itself.' : 'final; sent again unchanged, it fails again.';
}

/** At most two, within a sentence. */
export function preventionTitles(ids: readonly string[], catalog: Catalog): string[] {
  return ids.slice(0, 2).flatMap((id) => catalog.prevention.find((way) => way.id === id) ?? []).map((way) => inSentence(way.title));
}

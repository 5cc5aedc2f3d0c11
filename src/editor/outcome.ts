/** The icon and the word for what a verdict says, the same everywhere in the editor: never colour alone. */
import type { JudgedRecord, Verdict } from '../engine/record';
import { bounceOutcome, delayWord, isDelay, type Outcome } from '../report/words';

export type { Outcome };
export type Bounce = 'hard' | 'soft' | 'blocked';

/** Hard, soft or blocked; `none` where nothing bounced. */
export function outcomeOf(verdict: Pick<Verdict, 'bounceType' | 'blocked'>): Bounce | 'none' {
  return bounceOutcome(verdict) ?? 'none';
}

/** Codicons by what they stand for. */
const icons: Readonly<Record<Outcome, string>> = {
  hard: 'error', soft: 'history', blocked: 'circle-slash', delayed: 'clock', delivered: 'pass', info: 'info',
};

/** One word for a lens or a list. */
export const bounceWords: Readonly<Record<Bounce, string>> = { hard: 'Hard', soft: 'Soft', blocked: 'Blocked' };

/** The icon as lens titles, the status bar and hovers write it. */
export const iconOf = (outcome: Outcome): string => `$(${icons[outcome]})`;

/** What a lens and the outline call a bounce: `Hard`, `Soft`, `Blocked`, or `Delayed (soft)` while it is still tried. Null where nothing bounced. */
export function markOf(record: JudgedRecord): { readonly icon: string; readonly word: string } | null {
  const outcome = outcomeOf(record.verdict);
  if (outcome === 'none') return null;
  return isDelay(record) ? { icon: iconOf('delayed'), word: delayWord(outcome) } : { icon: iconOf(outcome), word: bounceWords[outcome] };
}

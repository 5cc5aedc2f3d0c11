/** The word and the icon for what a verdict says, the same everywhere in the editor: never colour alone. */
import type { Verdict } from '../engine/record';

export type Outcome = 'hard' | 'blocked' | 'soft' | 'none';

export function outcomeOf(verdict: Pick<Verdict, 'bounceType' | 'blocked'>): Outcome {
  if (verdict.bounceType === 'hard') return 'hard';
  if (verdict.bounceType === 'soft') return verdict.blocked ? 'blocked' : 'soft';
  return 'none';
}

interface Look {
  readonly word: string;
  /** What stands before the colon in a heading. */
  readonly heading: string;
  /** Id of a codicon. */
  readonly icon: string;
}

export const looks: Readonly<Record<Outcome, Look>> = {
  hard: { word: 'Hard', heading: 'Hard bounce', icon: 'error' },
  soft: { word: 'Soft', heading: 'Soft bounce', icon: 'history' },
  blocked: { word: 'Blocked', heading: 'Blocked', icon: 'circle-slash' },
  none: { word: 'No bounce', heading: 'Not a bounce', icon: 'pass' },
};

/** The icon as lens titles, the status bar and hovers write it. */
export const iconOf = (outcome: Outcome): string => `$(${looks[outcome].icon})`;

/** How a code is told apart from others: by its class (success, temporary, permanent) and by the verdict on the address. */
import type { JudgedRecord } from '../engine/record';
import type { CodeMention } from '../engine/scan/codes';
import { outcomeOf } from './outcome';

export const TOKEN_TYPES = ['bounceStatus', 'bounceReply'] as const;
export const TOKEN_MODIFIERS = ['success', 'temporary', 'permanent', 'hard', 'soft', 'blocked'] as const;

export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface TokenKind {
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly TokenModifier[];
}

/** @param record the record around the code, where one was read */
export function tokenKindOf(mention: Pick<CodeMention, 'kind' | 'code'>, record: Pick<JudgedRecord, 'verdict'> | null): TokenKind {
  const modifiers: TokenModifier[] = [];
  const permanence = mention.code.startsWith('5') ? 'permanent' : mention.code.startsWith('4') ? 'temporary' : 'success';
  modifiers.push(permanence);
  const outcome = record && permanence !== 'success' ? outcomeOf(record.verdict) : 'none';
  if (outcome === 'hard' || outcome === 'soft') modifiers.push(outcome);
  if (outcome === 'blocked') modifiers.push('soft', 'blocked');
  return { type: mention.kind === 'status' ? 'bounceStatus' : 'bounceReply', modifiers };
}

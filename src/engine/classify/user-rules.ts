/** Users' own rules: read from a setting, checked, and tried before everything else, in the order in which they stand. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceType } from '../record';
import { compileLinearPattern, type LinearPattern } from './linear-pattern';

/** One rule as a user writes it; see `catalog/rules/user-rules.schema.json`. All that is named must hold. */
export interface UserRule {
  /** Words as in the bundled rules: `…` for some words between, `*` for any ending. Any of them. */
  readonly match?: string | readonly string[];
  /** A regular expression instead of words. */
  readonly pattern?: string;
  /** Answering host: `mx.example.net`, or `.example.net` for every host below. */
  readonly host?: string;
  /** `550`, `5.7.1`, or a beginning: `5.7.` */
  readonly code?: string;
  readonly category: CategoryId;
  readonly bounceType?: BounceType;
  /** Shown with the verdict. */
  readonly note?: string;
}

export interface CheckedUserRule extends UserRule {
  /** `user/1`, counted as in the setting. */
  readonly id: string;
  readonly words: readonly string[];
  readonly compiled: LinearPattern | null;
}

/** What was wrong with a rule; the rule is left out. */
export interface RuleProblem {
  /** Position in the setting, from 1. */
  readonly rule: number;
  /** One plain sentence. */
  readonly message: string;
}

const KEYS = new Set(['match', 'pattern', 'host', 'code', 'category', 'bounceType', 'note']);

/**
 * @param setting the value of the setting, unchecked
 * @param categories the ids that a rule may name
 * @returns the rules that are right, and one message for each that is not
 */
export function readUserRules(setting: unknown, categories: readonly CategoryId[]): { rules: CheckedUserRule[]; problems: RuleProblem[] } {
  const rules: CheckedUserRule[] = [];
  const problems: RuleProblem[] = [];
  if (setting === undefined || setting === null) return { rules, problems };
  if (!Array.isArray(setting)) return { rules, problems: [{ rule: 0, message: 'The rules must be a list.' }] };
  setting.forEach((value: unknown, index) => {
    const checked = checkRule(value, index + 1, categories);
    if (typeof checked === 'string') problems.push({ rule: index + 1, message: checked });
    else rules.push(checked);
  });
  return { rules, problems };
}

/** @returns the rule, or what is wrong with it */
function checkRule(value: unknown, number: number, categories: readonly CategoryId[]): CheckedUserRule | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `Rule ${number} must be an object.`;
  const rule = value as Record<string, unknown>;
  for (const key of Object.keys(rule)) if (!KEYS.has(key)) return `Rule ${number} has an unknown entry "${key}".`;
  for (const key of ['pattern', 'host', 'code', 'note']) if (rule[key] !== undefined && typeof rule[key] !== 'string') return `Rule ${number}: "${key}" must be text.`;
  const words = typeof rule['match'] === 'string' ? [rule['match']] : rule['match'] ?? [];
  if (!Array.isArray(words) || words.some((w) => typeof w !== 'string')) return `Rule ${number}: "match" must be text or a list of texts.`;
  if ((words as string[]).some((w) => !/[\p{L}\p{N}]/u.test(w))) return `Rule ${number}: "match" needs at least one letter or digit.`;
  if (!categories.includes(rule['category'] as CategoryId)) return `Rule ${number}: "${String(rule['category'])}" is not a category. Pick one of: ${categories.join(', ')}.`;
  if (rule['bounceType'] !== undefined && rule['bounceType'] !== 'hard' && rule['bounceType'] !== 'soft') return `Rule ${number}: "bounceType" must be "hard" or "soft".`;
  if (rule['code'] !== undefined && !/^[245](?:\d\d|\.(?:\d{1,3}(?:\.\d{0,3})?)?)?$/.test(rule['code'] as string)) return `Rule ${number}: "code" must be a reply code like 550 or a status like 5.7.1.`;
  if (words.length === 0 && rule['pattern'] === undefined && rule['host'] === undefined && rule['code'] === undefined) return `Rule ${number} needs "match", "pattern", "host" or "code".`;
  let compiled: LinearPattern | null = null;
  if (rule['pattern'] !== undefined) {
    try {
      compiled = compileLinearPattern(rule['pattern'] as string);
    } catch (error) {
      return `Rule ${number}: the pattern cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
  return { ...(rule as unknown as UserRule), id: `user/${number}`, words: words as string[], compiled };
}

/** Whether host and codes fit; words and pattern are looked at elsewhere. */
export function fitsHostAndCode(rule: UserRule, host: string | null, codes: readonly (string | null)[]): boolean {
  if (rule.host) {
    const wanted = rule.host.toLowerCase();
    if (!host || !(host === wanted || host.endsWith(wanted.startsWith('.') ? wanted : `.${wanted}`))) return false;
  }
  return !rule.code || codes.some((code) => code !== null && (code === rule.code || (rule.code!.endsWith('.') && code.startsWith(rule.code!))));
}

/** The short words and counts that hover, summary, panel and command line share. */
import type { Actor } from '../catalog/catalog';
import type { JudgedRecord, Verdict } from '../engine/record';
import type { NotRecognised } from '../engine/summary/summary';
import { visible } from './visible';

/** What an entry of any list is shown as: an icon's name and a word that says the same, so that colour never carries the meaning alone. */
export type Outcome = 'hard' | 'soft' | 'blocked' | 'delayed' | 'delivered' | 'info';

const BOUNCE_WORDS = { hard: 'Hard bounce', soft: 'Soft bounce', blocked: 'Blocked' } as const;

/** Hard, soft or blocked; null where nothing bounced. */
export function bounceOutcome(verdict: Pick<Verdict, 'bounceType' | 'blocked'>): keyof typeof BOUNCE_WORDS | null {
  if (verdict.bounceType === null) return null;
  return verdict.bounceType === 'soft' && verdict.blocked ? 'blocked' : verdict.bounceType;
}

/** True where the mail is still being tried; an address that will not work is `hard` all the same. */
export function isDelay({ action, verdict }: Pick<JudgedRecord, 'action' | 'verdict'>): boolean {
  return action === 'delayed' && verdict.bounceType === 'soft';
}

/** `Delayed (soft)`: what happened so far, and how it counts. */
export const delayWord = (outcome: keyof typeof BOUNCE_WORDS): string => `Delayed (${outcome})`;

/** `Hard bounce` */
export function bounceWord(outcome: keyof typeof BOUNCE_WORDS): string {
  return BOUNCE_WORDS[outcome];
}

/** A provider is named with a cause if it gave this share of it. */
export const MOSTLY = 0.6;

/** A cause that began later than this share of the whole time has its beginning named. */
export const NOTABLY_LATER = 0.05;

const WHO_ACTS: Readonly<Record<Actor, string>> = {
  sender: 'you',
  'sender-dns': 'you, or whoever looks after the DNS of your sender domain',
  'ip-owner': 'whoever runs the server that sends your mail',
  'mta-admin': 'the administrator of your mail server',
  recipient: 'the recipient',
  'receiving-admin': 'the administrator of the receiving server',
  'receiving-dns': 'whoever looks after the DNS of the receiving domain',
  network: 'nobody at first; if it lasts, the administrators of both servers',
  none: 'nobody; it passes by itself',
};

/** A clause that follows "Who acts:". */
export function whoActs(actor: Actor): string {
  return WHO_ACTS[actor];
}

/** A label within a sentence: `No such mailbox` becomes `no such mailbox`; `IP refused` and `DNS fault` stay. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) || /^A /.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** `12,000`, `1.5`. Done by hand: the first `Intl.NumberFormat` of a process costs more than loading the whole catalog. */
export function figure(count: number): string {
  const [whole = '', rest] = String(count).split('.');
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end));
  return groups.join(',') + (rest ? `.${rest}` : '');
}

/** `1 bounce`, `412 bounces`, `2 addresses` (with `many`) */
export function amount(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** `4%`, `<1%`; `0%` for none. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%';
  const percent = (100 * part) / whole;
  return percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}

/** `412 bounces to 398 addresses` */
export function bouncesToAddresses(bounces: number, addresses: number): string {
  return `${amount(bounces, 'bounce')} to ${amount(addresses, 'address', 'addresses')}`;
}

/** How bounces split for a reader. No bounce counts twice: `soft` are the soft ones that are not blocked. */
export interface OutcomeCounts {
  readonly hard: number;
  readonly soft: number;
  readonly blocked: number;
}

/**
 * `1 hard · 3 soft · 1 blocked`, the same split and the same order everywhere; what does not occur is left out, and nothing at
 * all is `no bounces`.
 * @param before what stands before each figure, such as an icon
 */
export function outcomeCounts(counts: OutcomeCounts, before: (outcome: keyof OutcomeCounts) => string = () => ''): string {
  const parts = (['hard', 'soft', 'blocked'] as const).filter((word) => counts[word] > 0).map((word) => `${before(word)}${figure(counts[word])} ${word}`);
  return parts.length > 0 ? parts.join(' · ') : 'no bounces';
}

/** `a, b and c` */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** `300 bytes`, `512 KB`, `25 MB`: as servers count, in steps of 1,024. */
export function size(bytes: number): string {
  if (bytes < 1024) return amount(bytes, 'byte');
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KB'] : bytes < 1024 ** 3 ? [bytes / 1024 ** 2, 'MB'] : [bytes / 1024 ** 3, 'GB'];
  return `${figure(Math.round(value * 10) / 10)} ${unit}`;
}

/** `30 seconds`, `5 minutes`, `2 hours`, `3 days`; rounded to the unit that fits. */
export function span(seconds: number): string {
  if (seconds < 90) return amount(Math.round(seconds), 'second');
  if (seconds < 90 * 60) return amount(Math.round(seconds / 60), 'minute');
  if (seconds < 36 * 3600) return amount(Math.round(seconds / 3600), 'hour');
  return amount(Math.round(seconds / 86400), 'day');
}

/** So many names are read at a glance. */
const FEW = 5;

/** `a.log, b.log and 7 more`: the first names, and how many there are besides. */
export function fewNames(names: readonly string[], count = names.length, where = ''): string {
  const named = names.slice(0, FEW);
  return list([...named, ...(count > named.length ? [`${figure(count - named.length)} more${where}`] : [])]);
}

/**
 * `3 files were not recognised: a.png, b.bin and c.log (empty).`; empty where there are none.
 * @param files the first of them @param count how many there are @param where the others can be looked up @param show makes a name fit to be shown
 */
export function notRecognisedInWords(files: readonly NotRecognised[], count = files.length, where = '', show: (name: string) => string = visible): string {
  if (count === 0) return '';
  const names = files.slice(0, FEW).map(({ file, empty }) => `${show(file)}${empty ? ' (empty)' : ''}`);
  return `${amount(count, 'file')} ${count === 1 ? 'was' : 'were'} not recognised${names.length > 0 ? `: ${fewNames(names, count, where)}` : ''}.`;
}

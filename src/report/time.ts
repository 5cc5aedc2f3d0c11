/**
 * Times as people and programs read them: in UTC so that two machines say the same. A log that names no time zone has its own clock,
 * and its times stay as they stand there: they are not called UTC, and in ISO 8601 they have no `Z`.
 */

/** Whose times these are: `log`: of logs that name no time zone; `mixed`: of such and of others. */
export type Clock = 'utc' | 'log' | 'mixed';

/** Follows "times are" or stands in brackets beside a time. */
export const CLOCK_WORDS: Readonly<Record<Clock, string>> = { utc: 'UTC', log: 'as in the log', mixed: 'UTC, or as in the log where it names no time zone' };

/** @param clocks which there are, see `Summary.clocks` */
export const clockOf = ({ utc, own }: { readonly utc: boolean; readonly own: boolean }): Clock => (own ? utc ? 'mixed' : 'log' : 'utc');

/** ISO 8601, or null for what is not a time that can be written so. */
export function isoTime(time: number | null, clock: Clock = 'utc'): string | null {
  if (time === null || !Number.isFinite(time) || Math.abs(time) > 8.64e15) return null;
  const iso = new Date(time).toISOString();
  return clock === 'utc' ? iso : iso.slice(0, -1);
}

const DAY = 86_400_000;

/** The name of a step of a timeline, as short as its length allows: `2026-10-01T05:10Z`, `2026-10-01`. */
export function stepName(start: number, step: number, clock: Clock = 'utc'): string {
  const iso = isoTime(start) ?? String(start);
  return step >= DAY ? iso.slice(0, 10) : `${iso.slice(0, 16)}${clock === 'utc' ? 'Z' : ''}`;
}

/** `2026-10-01 05:10 UTC`, without the zone where that is not certain, or `at an unknown time`. */
export function minuteInWords(time: number | null, clock: Clock): string {
  const iso = isoTime(time);
  return iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}${clock === 'utc' ? ' UTC' : ''}` : 'at an unknown time';
}

/** `Times are as in the log.`; null where each is called UTC beside it. */
export const clockSentence = (clock: Clock): string | null => (clock === 'utc' ? null : `Times are ${CLOCK_WORDS[clock]}.`);

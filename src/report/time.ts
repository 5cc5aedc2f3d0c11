/** Times as people and programs read them, always in UTC so that two machines say the same. */

/** ISO 8601, or null for what is not a time that can be written so. */
export function isoTime(time: number | null): string | null {
  return time === null || !Number.isFinite(time) || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}

const DAY = 86_400_000;

/** The name of a step of a timeline, as short as its length allows: `2026-10-01T05:10Z`, `2026-10-01`. */
export function stepName(start: number, step: number): string {
  const iso = isoTime(start) ?? String(start);
  return step >= DAY ? iso.slice(0, 10) : `${iso.slice(0, 16)}Z`;
}

/** `2026-10-01 05:10 UTC`, or `at an unknown time`. */
export function minuteInWords(time: number | null): string {
  const iso = isoTime(time);
  return iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : 'at an unknown time';
}

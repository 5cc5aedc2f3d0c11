/** How the panel writes numbers, times and amounts. */

export { visible } from '../visible';
export { amount, figure, list, share } from '../words';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `02:10`: UTC, or as it stands in a log that names no time zone, see `PanelData.clock`. */
export function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}

/** `25 Nov 2026` */
export function day(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `25 Nov 2026, 02:10` */
export function moment(time: number): string {
  return `${day(time)}, ${clock(time)}`;
}

/** `25 Nov 2026, 01:00 to 04:12`, or with both days where they differ. */
export function period(from: number, to: number): string {
  if (day(from) !== day(to)) return `${moment(from)} to ${moment(to)}`;
  return clock(from) === clock(to) ? moment(from) : `${moment(from)} to ${clock(to)}`;
}

/** `0.2 s`, `14 ms` */
export function duration(milliseconds: number): string {
  return milliseconds < 95 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

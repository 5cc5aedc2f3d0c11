/** Dates of mails (RFC 5322 section 3.3) and of reports, to milliseconds since 1970. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: Readonly<Record<string, number>> = { ut: 0, utc: 0, gmt: 0, z: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, jst: 540, cet: 60, cest: 120, bst: 60, met: 60, mest: 120, msk: 180 };

const DATE = /(\d{1,2})[ -]{1,3}([A-Za-z]{3})[a-z]{0,6}[ -]{1,3}(\d{4}|\d{2}),?\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?\s{0,3}([+-]\d{4}|[A-Za-z]{1,4})?/;
const ISO = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?/;

/** @returns null where the text holds no date; a missing zone counts as UTC */
export function parseDate(text: string): number | null {
  if (text === '') return null;
  const short = text.slice(0, 200);
  const iso = ISO.exec(short);
  if (iso) return stamp(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), Number(iso[4]), Number(iso[5]), Number(iso[6] ?? 0), iso[7]);
  const match = DATE.exec(short);
  if (!match) return null;
  const month = MONTHS.indexOf(match[2]!.toLowerCase());
  if (month === -1) return null;
  const written = Number(match[3]);
  const year = match[3]!.length === 4 ? written : written < 70 ? 2000 + written : 1900 + written;
  return stamp(year, month, Number(match[1]), Number(match[4]), Number(match[5]), Number(match[6] ?? 0), match[7]);
}

function stamp(year: number, month: number, day: number, hour: number, minute: number, second: number, zone: string | undefined): number | null {
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  return Date.UTC(year, month, day, hour, minute, second) - minutesOf(zone) * 60_000;
}

function minutesOf(zone: string | undefined): number {
  if (!zone) return 0;
  const numeric = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!numeric) return ZONES[zone.toLowerCase()] ?? 0;
  return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]));
}

import { timeOfText } from '../event/event-shape';
import { newRecord, setTime } from '../new-record';
import type { BounceRecord } from '../record';
import type { HeaderReader } from './syslog';

/** Loggers of applications write the time as a member: pino, winston, zap and others in JSON, logrus and slog as `time=...`. */
export const TIME_MEMBER = /^(?:\{.{0,4000}?"(?:@?timestamp|time|ts|@t|datetime|asctime)": ?"?|(?:time|ts|timestamp)="?)([\dT:.+Z/ -]{9,40})/;

/** Such a time without a zone. */
const BARE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?$/;

/** A record of one log line with what its prefix says: the time and the host that logged. Reads the prefix into `header`. */
export function beginRecord(source: string, text: string, start: number, line: number, header: HeaderReader): BounceRecord {
  header.read(text);
  const record = newRecord(source, line, { start, end: start + text.length });
  const member = header.time === null ? TIME_MEMBER.exec(text)?.[1]?.replace(/\//g, '-') : undefined;
  setTime(record, member === undefined ? header : { time: timeOfText(member), hasZone: !BARE.test(member) });
  record.reportingMta = header.host;
  return record;
}

/** The same for what an application was refused: it logs where it runs, and no mail server is there. */
export function beginRefusal(source: string, text: string, start: number, line: number, header: HeaderReader): BounceRecord {
  const record = beginRecord(source, text, start, line, header);
  record.action = 'rejected';
  record.reportingMta = null;
  return record;
}

import { newRecord } from '../new-record';
import type { BounceRecord } from '../record';
import type { HeaderReader } from './syslog';

/** A record of one log line with what its prefix says: the time and the host that logged. Reads the prefix into `header`. */
export function beginRecord(source: string, text: string, start: number, line: number, header: HeaderReader): BounceRecord {
  header.read(text);
  const record = newRecord(source, line, { start, end: start + text.length });
  record.time = header.time;
  record.reportingMta = header.host;
  return record;
}

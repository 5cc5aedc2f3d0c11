import type { BounceRecord, Span } from './record';

/** A record that knows nothing yet but where it stands. Readers fill in what they read. */
export function newRecord(source: string, line: number, span: Span): BounceRecord {
  return {
    source, kind: 'delivery', recipient: null, action: null, status: null, replyCode: null, diagnostic: null,
    reportingMta: null, remoteMta: null, time: null, stage: null, label: null, sender: null, queueId: null, queue: null,
    line, span, at: {}, encodedIn: null,
  };
}

/** @param stamp of the line, as it was read; one that has no zone is of the log's own clock */
export function setTime(record: BounceRecord, { time, hasZone }: { readonly time: number | null; readonly hasZone: boolean }): void {
  record.time = time;
  if (time !== null && !hasZone) record.ownClock = true;
}

/** What somebody typed or pasted into Explain Status Code: a code, a server's reply, a whole log line, or words. */
import type { JudgedRecord } from '../engine/record';
import { scanCodes } from '../engine/scan/codes';
import type { BounceService } from '../engine/service';

/** A longer text is not a reply; its beginning says enough. */
const LONGEST_QUERY = 10_000;

/** A code with words around it: a reply or a log line rather than a search. */
const LEAST_WORDS = 3;

/**
 * The bounce that a pasted text speaks of, or null where it is a mere code or a search.
 * @param referenceTime milliseconds since 1970, for stamps without a year
 */
export function pastedBounce(service: BounceService, query: string, referenceTime: number): JudgedRecord | null {
  const text = query.trim().slice(0, LONGEST_QUERY);
  const codes = scanCodes(text);
  if (codes.length === 0 || text.split(/\s+/).length < LEAST_WORDS) return null;
  for (const as of [undefined, 'replies']) {
    const { records } = service.read({ text, binary: false }, { as, referenceTime });
    const found = records.find(({ verdict }) => verdict.bounceType !== null) ?? records[0];
    if (found) return found;
  }
  return null;
}

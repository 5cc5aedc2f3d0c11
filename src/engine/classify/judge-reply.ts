/** A bare reply as a record, for **Explain Status Code...** and `--as replies`. */
import type { BounceRecord, Verdict } from '../record';
import { newRecord } from '../new-record';

/**
 * @param judge see `createJudge`
 * @param text one server reply, any line ends; @param host the host that answered, where known
 */
export function judgeReply(judge: (record: BounceRecord) => Verdict, text: string, host?: string | null): { record: BounceRecord; verdict: Verdict } {
  const record = newRecord('replies', 1, { start: 0, end: text.length });
  record.diagnostic = text.replace(/\s+/g, ' ').trim();
  record.remoteMta = host ? host.toLowerCase() : null;
  return { record, verdict: judge(record) };
}

/** What becomes of this message: a clause that follows "For this message:". */
import type { CategoryId } from '../catalog/catalog';
import type { JudgedRecord } from '../engine/record';
import { span } from './words';

/** Trying again changes nothing until somebody has mended the cause. */
const IN_VAIN: ReadonlySet<CategoryId> = new Set([
  'authentication-failed', 'reverse-dns', 'sender-rejected', 'malformed-message', 'message-too-large', 'spam-content', 'virus-attachment',
  'blocklisted', 'bad-address', 'null-mx', 'relay-denied', 'routing-loop',
]);

/** From the action where the source states one (RFC 3464 section 2.3.3), else from the class digit. Null for a success. */
export function messageOutlook(record: JudgedRecord): string | null {
  const { verdict, action } = record;
  switch (action) {
    case 'delivered': case 'relayed': case 'expanded':
      return null;
    case 'failed':
      return saidTemporary(record) ? 'final; it was given up, although the last reply was a temporary one.' : 'final; it is not tried again.';
    case 'expired':
      return 'final; the time for trying again ran out.';
    case 'rejected':
      return verdict.permanence === 'temporary' ? 'refused for now; whoever sent it tries again.' : 'final; it was refused before it was taken.';
    case 'delayed':
      return waiting(record);
    case null:
      return verdict.permanence === null ? null : verdict.permanence === 'temporary' ? waiting(record) : 'final; it is not tried again.';
  }
}

/** Whether nobody tries again by themselves. */
export function isFinal({ action, verdict }: JudgedRecord): boolean {
  return action === 'failed' || action === 'expired' || (action !== 'delayed' && verdict.permanence === 'permanent');
}

function waiting({ verdict }: JudgedRecord): string {
  if (IN_VAIN.has(verdict.category)) return 'still waiting and tried again, but in vain until the cause is fixed.';
  const wait = verdict.named.waitSeconds;
  return wait === undefined || wait <= 0 ? 'still waiting; it is tried again by itself.' : `still waiting; the server asks to come back in ${span(wait)}.`;
}

function saidTemporary({ status, replyCode }: JudgedRecord): boolean {
  const said = status ?? replyCode;
  return said !== null && said.startsWith('4');
}

/** Hard or soft, blocked, temporary or permanent: what follows from the category, the action and the class. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceRecord, BounceType, Permanence } from '../record';

const HARD: ReadonlySet<CategoryId> = new Set([
  'unknown-user', 'unknown-domain', 'null-mx', 'bad-address', 'mailbox-disabled', 'mailbox-moved', 'suppressed',
]);

const BLOCKED: ReadonlySet<CategoryId> = new Set([
  'recipient-restricted', 'relay-denied', 'malformed-message', 'spam-content', 'virus-attachment', 'blocklisted', 'poor-reputation', 'rate-limited',
  'authentication-failed', 'reverse-dns', 'tls-failure', 'sender-rejected', 'sender-account-limit', 'policy-refusal',
]);

export function isBlocked(category: CategoryId): boolean {
  return BLOCKED.has(category);
}

export function usualBounceType(category: CategoryId): BounceType | null {
  return category === 'not-a-bounce' ? null : HARD.has(category) ? 'hard' : 'soft';
}

/**
 * What the class digit and the action say of this message. A message that was given up is over, whatever its last code was (4.4.7);
 * a delay is none yet, even where the report quotes a 5.
 */
export function permanenceOf(record: BounceRecord, statedClass: number): Permanence | null {
  switch (record.action) {
    case 'delayed': return 'temporary';
    case 'failed': case 'expired': return 'permanent';
    case 'delivered': case 'relayed': case 'expanded': return null;
    case 'rejected': case null: return statedClass === 4 ? 'temporary' : statedClass === 5 ? 'permanent' : null;
  }
}

/** Logs and notices of a server: what they call rejected is other people's mail that it refused. Sending services refuse their customer's own; a dialogue that nobody's log tells is shown by who sent. */
const SERVER_LOGS: ReadonlySet<string> = new Set([
  'assp', 'courier', 'domino', 'exchange-protocol', 'exchange-tracking', 'exim', 'haraka', 'hmailserver', 'kerio', 'maddy', 'mailenable', 'mailing-list', 'mdaemon',
  'momentum', 'opensmtpd', 'postfix', 'powermta', 'qmail', 'sendmail', 'stalwart', 'zonemta',
]);

/** A refusal of somebody else's mail says nothing about an address of ours. */
export function isRefusedHere(record: BounceRecord): boolean {
  return record.action === 'rejected' && SERVER_LOGS.has(record.source);
}

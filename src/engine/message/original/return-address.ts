/**
 * Whom a mail was for, by the address that it was sent from: lists and senders make one for each recipient (VERP), so that a bounce which
 * names nobody still tells. `news-return-7-ann=shop.example@lists.example`, `news-bounces+ann=shop.example@...`, `bounce+ann==a==shop.example@...`,
 * `owner-news*ann**shop.example@...`.
 */
import type { Mail } from '../mail';
import { Words } from '../words';
import { TRACE } from './recipients';

/** Fields that say where the bounce went. */
const FIELDS = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'apparently-to', 'x-rcpt-to'];
/** What stands for the recipient's `@`. */
const MARKS = ['==a==', '**', '='];
const DOMAIN = /^(?:[a-z0-9_-]{1,63}\.){1,9}[a-z][a-z0-9-]{1,62}$/i;
/** After which of these the recipient's name begins: ezmlm's number first, it allows names with a `+`. */
const BEFORE = [/-return-\d{1,9}-/i, /[+*]/, /(?:^|-)(?:returns?|bounces?|sentto|owner|errors?|verp)-/i];
/** Numbers, and checksums behind them, between that and the name. */
const COUNTED = /^(?:(?:bounces?|returns?)-|\d{1,20}-(?:[0-9a-f]{4,64}-)?)/i;
/** RFC 5321 section 4.5.3.1 allows less. */
const LONGEST = 256;

/** @returns null where the mail did not come to such an address */
export function recipientByReturnAddress(mail: Mail): Words | null {
  const { headers } = mail.root;
  const stated = FIELDS.flatMap((name) => headers.all(name).flatMap((field) => field.addresses().map(({ text }) => text)));
  const traced = headers.all('received').flatMap((field) => TRACE.exec(field.value)?.[1] ?? []);
  for (const address of [...stated, ...traced]) {
    const recipient = recipientIn(address.slice(0, address.lastIndexOf('@')));
    if (recipient) return Words.of(recipient);
  }
  return null;
}

function recipientIn(local: string): string | null {
  if (local.length > LONGEST) return null;
  for (const mark of MARKS) {
    const at = local.lastIndexOf(mark);
    const domain = local.slice(at + mark.length);
    if (at === -1 || !DOMAIN.test(domain)) continue;
    const user = userIn(local.slice(0, at));
    return user === null ? null : `${user}@${domain}`;
  }
  return null;
}

function userIn(named: string): string | null {
  const before = BEFORE.map((pattern) => pattern.exec(named)).find((match) => match !== null);
  if (!before) return null;
  let user = named.slice(before.index + before[0].length);
  for (let counted = COUNTED.exec(user); counted; counted = COUNTED.exec(user)) user = user.slice(counted[0].length);
  return /^[^\s=@*]{1,64}$/.test(user) ? user : null;
}

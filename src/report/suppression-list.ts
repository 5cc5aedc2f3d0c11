/**
 * The addresses to send to no more, in the form that a mailing service imports. Only what bounced hard is on it, and nothing that
 * looks like a mistake: an outage, an address that mail reached later, text that is no address.
 */
import { csvRow } from './csv-cell';
import { addressKey, isRefusedButFine, type PanelRow } from './panel/row';

export type SuppressionForm = 'plain' | 'ses' | 'sendgrid' | 'mailgun' | 'postmark' | 'mailchimp';

export interface FormInfo {
  readonly form: SuppressionForm;
  readonly name: string;
  /** What the file holds, for the one who picks it. */
  readonly detail: string;
  readonly extension: 'txt' | 'csv';
}

export const SUPPRESSION_FORMS: readonly FormInfo[] = [
  { form: 'plain', name: 'One address a line', detail: 'For most tools, and to read', extension: 'txt' },
  { form: 'ses', name: 'Amazon SES', detail: 'Address and reason, no heading: bulk import into the account-level suppression list', extension: 'csv' },
  { form: 'sendgrid', name: 'SendGrid', detail: 'Column email: upload to Global Unsubscribes (bounces themselves cannot be uploaded)', extension: 'csv' },
  { form: 'mailgun', name: 'Mailgun', detail: 'Columns address, code, error, created_at: import into Bounces', extension: 'csv' },
  { form: 'postmark', name: 'Postmark', detail: 'Columns EmailAddress, SuppressionReason, as in its own suppression dump', extension: 'csv' },
  { form: 'mailchimp', name: 'Mailchimp', detail: 'Column Email Address: import as cleaned or unsubscribed', extension: 'csv' },
];

export interface Suppressed {
  readonly address: string;
  readonly replyCode: string | null;
  readonly diagnostic: string;
  /** Null also where it is not known in which time zone: a service takes what it is given for an exact time. */
  readonly time: number | null;
}

export interface Suppression {
  /** Each address once, in alphabetical order of domain and name: two lists can be compared. */
  readonly addresses: readonly Suppressed[];
  /** Hard ones that are not on it, and why. */
  readonly leftOut: { readonly held: number; readonly deliveredLater: number; readonly notAnAddress: number };
}

/** Letters, digits and the signs of RFC 5321, and nothing that a list, a spreadsheet or a terminal would take for something else. */
const ADDRESS = /^[\p{L}\p{N}_!#$%&'*/?^`{|}~][\p{L}\p{N}_.!#$%&'*+/=?^`{|}~-]{0,63}@(?:[\p{L}\p{N}_][\p{L}\p{N}_-]{0,62}\.){0,20}[\p{L}\p{N}][\p{L}\p{N}-]{0,62}$/u;

/** Longest address (RFC 5321 section 4.5.3.1, as corrected: 254). */
const LONGEST = 254;

/**
 * @param rows those to choose from: all, filtered or selected
 * @param withHeld also those that look like an outage
 */
export function suppressionOf(rows: readonly PanelRow[], withHeld = false): Suppression {
  const { chosen, held, deliveredLater, notAnAddress } = choose(rows, withHeld);
  const sortKey = (address: string): string => `${address.slice(address.lastIndexOf('@') + 1)}\n${address}`;
  const keys = [...chosen.keys()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return {
    addresses: keys.map((key) => {
      const { recipient, replyCode, diagnostic, time, ownClock } = chosen.get(key)!;
      return { address: recipient.trim(), replyCode, diagnostic, time: ownClock ? null : time };
    }),
    leftOut: { held: [...held].filter((key) => !chosen.has(key)).length, deliveredLater: deliveredLater.size, notAnAddress: notAnAddress.size },
  };
}

/** How many addresses the list of these rows would hold: asked for at every press on a filter. */
export function suppressionCount(rows: readonly PanelRow[]): number {
  return choose(rows, false).chosen.size;
}

/** How many addresses look by their code as if they belonged on it, and do not: none of those that are on it as well, or were left out of it. */
export function refusedButFineCount(rows: readonly PanelRow[]): number {
  const kept = new Set<string>();
  for (const row of rows) {
    const key = isRefusedButFine(row) ? keyIfAddress(row) : null;
    if (key !== null) kept.add(key);
  }
  if (kept.size > 0) for (const row of rows) if (row.type === 'hard') kept.delete(keyIfAddress(row) ?? '');
  return kept.size;
}

interface Choice {
  /** By address key. */
  readonly chosen: Map<string, PanelRow>;
  readonly held: Set<string>;
  readonly deliveredLater: Set<string>;
  readonly notAnAddress: Set<string>;
}

function choose(rows: readonly PanelRow[], withHeld: boolean): Choice {
  const choice: Choice = { chosen: new Map(), held: new Set(), deliveredLater: new Set(), notAnAddress: new Set() };
  for (const row of rows) {
    if (row.type !== 'hard') continue;
    const key = keyIfAddress(row);
    if (key === null) choice.notAnAddress.add(addressKey(row.recipient));
    else if (row.deliveredLater) choice.deliveredLater.add(key);
    else if (row.held && !withHeld) choice.held.add(key);
    else if (!choice.chosen.has(key)) choice.chosen.set(key, row);
  }
  return choice;
}

const keys = new WeakMap<PanelRow, { readonly key: string | null }>();

/** The address as it is compared, null where it is none; looked at once per row. */
function keyIfAddress(row: PanelRow): string | null {
  let known = keys.get(row);
  if (!known) {
    const key = addressKey(row.recipient);
    keys.set(row, known = { key: key.length <= LONGEST && ADDRESS.test(key) ? key : null });
  }
  return known.key;
}

/** The file's text, with a line end after each line. */
export function formatSuppression({ addresses }: Suppression, form: SuppressionForm): string {
  const rows = (heading: string | null, cells: (one: Suppressed) => string[]): string =>
    (heading === null ? '' : `${heading}\r\n`) + addresses.map((one) => csvRow(cells(one))).join('');
  switch (form) {
    case 'plain': return addresses.map(({ address }) => `${address}\n`).join('');
    case 'ses': return rows(null, ({ address }) => [address, 'BOUNCE']);
    case 'sendgrid': return rows('email', ({ address }) => [address]);
    case 'mailgun': return rows('address,code,error,created_at', ({ address, replyCode, diagnostic, time }) => [address, replyCode ?? '550', diagnostic, time === null ? '' : new Date(time).toUTCString()]);
    case 'postmark': return rows('EmailAddress,SuppressionReason', ({ address }) => [address, 'HardBounce']);
    case 'mailchimp': return rows('Email Address', ({ address }) => [address]);
  }
}

/** What to tell with the list: how many are on it, and why others are not. */
export function suppressionWords({ addresses, leftOut }: Suppression): string {
  const count = (n: number, what: string): string[] => (n > 0 ? [`${n} ${what}`] : []);
  const left = [
    ...count(leftOut.held, 'that may be an outage'),
    ...count(leftOut.deliveredLater, 'that got mail later'),
    ...count(leftOut.notAnAddress, 'that cannot be written as an address safely'),
  ];
  return `${addresses.length} hard ${addresses.length === 1 ? 'address' : 'addresses'}.${left.length ? ` Left out: ${left.join(', ')}.` : ''}`;
}

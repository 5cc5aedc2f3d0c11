/** Delivery status notifications: RFC 3464, and RFC 6533 for international addresses. */
import type { Action } from '../../record';
import { statusOfField } from '../../scan/codes';
import { MAXIMUM_RECIPIENTS, type LimitWatch } from '../limits';
import type { TextLine } from '../mime/body';
import type { Words } from '../words';
import { readBlocks, valueOf, type ReportBlock } from './fields';

/** One report: what it says of the message, and a block for each recipient. */
export interface DeliveryReport {
  readonly lines: readonly TextLine[];
  readonly message: ReportBlock | null;
  readonly recipients: readonly ReportBlock[];
}

const RECIPIENT_FIELDS = new Set(['final-recipient', 'original-recipient', 'x-actual-recipient']);
const PER_RECIPIENT = new Set([...RECIPIENT_FIELDS, 'action', 'status', 'diagnostic-code', 'remote-mta', 'last-attempt-date', 'will-retry-until', 'final-log-id']);
const ACTIONS = new Set<string>(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);
/** Words that senders write instead of RFC 3464's. */
const OTHER_ACTIONS: Readonly<Record<string, Action>> = { fail: 'failed', failure: 'failed', delay: 'delayed', deliverable: 'delivered', deferred: 'delayed', expired: 'failed', error: 'failed', undeliverable: 'failed' };

/** Reads the report that stands in `lines` from `from` to `to`. */
export function readDeliveryReport(lines: readonly TextLine[], from: number, to: number, limits: LimitWatch): DeliveryReport {
  let message: ReportBlock | null = null;
  const recipients: ReportBlock[] = [];
  for (const block of readBlocks(lines, from, to, limits)) {
    if (recipients.length >= MAXIMUM_RECIPIENTS.number) {
      limits.hit(MAXIMUM_RECIPIENTS);
      break;
    }
    for (const piece of splitRecipients(block)) {
      const last = recipients[recipients.length - 1];
      if (piece.fields.some((field) => RECIPIENT_FIELDS.has(field.name))) {
        // some senders leave a blank line inside a block: action and status may stand before the recipient
        recipients.push(piece);
      } else if (last && piece.fields.some((field) => PER_RECIPIENT.has(field.name) && !has(last, field.name))) {
        last.fields.push(...piece.fields);
        last.to = piece.to;
      } else if (!last) {
        if (!message) message = piece;
        else {
          message.fields.push(...piece.fields);
          message.to = piece.to;
        }
      }
    }
  }
  // a disposition notification (RFC 8098) names its recipient in the same way
  return { lines, message, recipients: recipients.filter((block) => !has(block, 'disposition')) };
}

/** The action of a recipient's block, with its place. */
export function actionOf(block: ReportBlock): { action: Action; value: Words } | null {
  const value = valueOf(block, 'action');
  const word = value && /^[A-Za-z]{1,20}/.exec(value.text)?.[0].toLowerCase();
  if (!value || !word) return null;
  const action = ACTIONS.has(word) ? (word as Action) : OTHER_ACTIONS[word];
  return action ? { action, value: value.slice(0, word.length) } : null;
}

/** The code in a `Status` field, without what some senders write around it. */
export function statusIn(block: ReportBlock): Words | null {
  const value = valueOf(block, 'status');
  const code = value && statusOfField(value.text);
  return value && code ? value.find(code) : null;
}

/** Where no blank line stands between the message's fields and a recipient's, or between two recipients'. */
function splitRecipients(block: ReportBlock): ReportBlock[] {
  const pieces: ReportBlock[] = [];
  let piece: ReportBlock | null = null;
  for (const field of block.fields) {
    const startsAnother: boolean = piece !== null && RECIPIENT_FIELDS.has(field.name) && (has(piece, field.name) || (has(piece, 'reporting-mta') && !hasRecipient(piece)));
    if (!piece || startsAnother) {
      piece = { fields: [], from: field.from, to: field.to };
      pieces.push(piece);
    }
    piece.fields.push(field);
    piece.to = field.to;
  }
  return pieces;
}

function has(block: ReportBlock, name: string): boolean {
  return block.fields.some((field) => field.name === name);
}

function hasRecipient(block: ReportBlock): boolean {
  return block.fields.some((field) => RECIPIENT_FIELDS.has(field.name));
}

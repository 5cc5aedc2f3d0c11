/** Records that are no bounces: successes, and mails that only look like a bounce. */
import type { Action, RecordKind } from '../engine/record';
import type { Outcome } from './words';

export interface NoBounceText {
  readonly icon: Outcome;
  readonly word: string;
  readonly meaning: string;
  readonly forThisAddress: string;
  readonly steps: readonly string[];
}

const SUCCESS: Readonly<Partial<Record<Action, NoBounceText>>> = {
  delivered: {
    icon: 'delivered', word: 'Delivered', meaning: 'The receiving server took the message for this mailbox.',
    forThisAddress: 'nothing to do.', steps: [],
  },
  relayed: {
    icon: 'delivered', word: 'Passed on', meaning: 'The message was passed on to a server that sends no delivery reports. There will be no further news.',
    forThisAddress: 'nothing to do.', steps: [],
  },
  expanded: {
    icon: 'delivered', word: 'Passed on to a list', meaning: 'The address is a mailing list; the message went on to its members.',
    forThisAddress: 'nothing to do.', steps: [],
  },
};

const LOOKALIKES: Readonly<Record<Exclude<RecordKind, 'delivery'>, NoBounceText>> = {
  'auto-reply': {
    icon: 'info', word: 'Automatic reply', meaning: 'The mailbox answered by itself, for example because the person is away. Your message arrived.',
    forThisAddress: 'keep it.', steps: ['Do not count it as a bounce.', 'If it names a new address, ask the person to confirm it.'],
  },
  challenge: {
    icon: 'info', word: 'Request to confirm', meaning: 'A filter holds the message until you confirm that you are a person.',
    forThisAddress: 'keep it.', steps: ['Confirm if the message matters; otherwise ignore it.', 'Ask the person to add your sender address to their contacts.'],
  },
  complaint: {
    icon: 'info', word: 'Complaint', meaning: 'The recipient reported your message as spam, and their provider passes the report on.',
    forThisAddress: 'take it off every list today.',
    steps: ['Unsubscribe the address at once.', 'Find out what led to it: unexpected mail, too much mail, or no easy way to unsubscribe.', 'Keep complaints below 0.1 % of what you send to a provider.'],
  },
  receipt: {
    icon: 'info', word: 'Receipt', meaning: 'The mail program of the recipient confirms that the message was shown or dealt with.',
    forThisAddress: 'nothing to do.', steps: [],
  },
  probe: {
    icon: 'info', word: 'Address check', meaning: 'Your server asked the receiving server whether this address takes mail, and the answer was no. No message was sent.',
    forThisAddress: 'nothing to do: mail that was refused because of the check has a line of its own.', steps: [],
  },
};

/** The text for a record that is no bounce. */
export function noBounceText(kind: RecordKind, action: Action | null): NoBounceText {
  if (kind !== 'delivery') return LOOKALIKES[kind];
  return SUCCESS[action ?? 'delivered'] ?? SUCCESS.delivered!;
}

/** Postmark: bounce, delivery and complaint webhooks, the bounce API, suppression dumps and refusals of the sending API. */
import type { Action, RecordKind } from '../record';
import { hasAny, labelOf, oneOf, type EventShape } from './event-shape';

const KINDS = new Set(['Bounce', 'Delivery', 'SpamComplaint', 'Open', 'Click', 'SubscriptionChange', 'Inbound', 'SMTPApiError']);

/** Postmark's bounce types that are no failed deliveries. Those that are not listed are. */
const OTHER: Readonly<Record<string, { action: Action | null; kind?: RecordKind }>> = {
  Transient: { action: 'delayed' },
  AutoResponder: { action: null, kind: 'auto-reply' },
  ChallengeVerification: { action: null, kind: 'challenge' },
  SpamComplaint: { action: null, kind: 'complaint' },
  Unsubscribe: { action: null, kind: 'auto-reply' },
  Subscribe: { action: null, kind: 'auto-reply' },
  AddressChange: { action: null, kind: 'auto-reply' },
  OpenRelayTest: { action: null, kind: 'auto-reply' },
  SMTPApiError: { action: 'rejected' },
  ManuallyDeactivated: { action: 'rejected' },
  Unconfirmed: { action: 'rejected' },
  InboundError: { action: 'rejected' },
  TemplateRenderingFailed: { action: 'rejected' },
};

const FAILURE = { action: 'failed' } as const;

export const postmark: EventShape = {
  id: 'postmark',
  name: 'Postmark',
  recognises: (value) => oneOf(value, 'RecordType', KINDS)
    || (hasAny(value, 'TypeCode') && hasAny(value, 'Type') && hasAny(value, 'Email', 'BouncedAt'))
    || (hasAny(value, 'SuppressionReason') && hasAny(value, 'EmailAddress'))
    || (hasAny(value, 'ErrorCode') && hasAny(value, 'Message') && hasAny(value, 'To')),
  read: (value, give) => {
    const kind = value.text('RecordType');
    if (kind === 'Delivery') {
      give({ place: value, action: 'delivered', recipient: value.get('Recipient'), words: value.get('Details'), time: value.get('DeliveredAt'), queueId: value.get('MessageID') });
    } else if (kind === 'Bounce' || kind === 'SpamComplaint' || (kind === null && hasAny(value, 'TypeCode'))) {
      if (!hasAny(value, 'Email')) return;
      const type = value.text('Type') ?? '';
      give({
        place: value, label: labelOf(type), recipient: value.get('Email'), time: value.get('BouncedAt'), sender: value.get('From'), queueId: value.get('MessageID'),
        words: value.text('Details') ? value.get('Details') : value.get('Description'), ...(OTHER[type] ?? FAILURE),
      });
    } else if (hasAny(value, 'EmailAddress')) {
      const reason = value.text('SuppressionReason');
      const complaint = reason === 'SpamComplaint';
      give({ place: value, action: complaint ? null : 'failed', kind: complaint ? 'complaint' : 'delivery', label: labelOf('suppression-list', reason), recipient: value.get('EmailAddress'), time: value.get('CreatedAt') });
    } else if (kind === null && (value.text('ErrorCode') ?? '0') !== '0') {
      give({ place: value, action: 'rejected', label: labelOf('ErrorCode', value.text('ErrorCode')), recipient: value.get('To'), words: value.get('Message'), time: value.get('SubmittedAt') });
    }
  },
};

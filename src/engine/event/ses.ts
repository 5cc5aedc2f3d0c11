/** Amazon SES: event publishing and feedback notifications, message insights and suppression lists of the API. */
import type { EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const KINDS = new Set(['Bounce', 'Complaint', 'Delivery', 'DeliveryDelay', 'Reject', 'Send', 'Open', 'Click', 'Rendering Failure', 'Subscription', 'Received']);

/** What an event is that does not say: rules of EventBridge and people's own code pass on parts of it. */
const LISTS = [['Bounce', 'bounce', 'bouncedRecipients'], ['DeliveryDelay', 'deliveryDelay', 'delayedRecipients'], ['Complaint', 'complaint', 'complainedRecipients']] as const;

const listed = (value: JsonValue): string | null => LISTS.find(([, part, list]) => (value.get(part) ?? value).list(list)[0]?.get('emailAddress'))?.[0] ?? null;

const kindOf = (value: JsonValue): string | null => value.text('notificationType') ?? value.text('eventType') ?? listed(value);

export const ses: EventShape = {
  id: 'ses',
  name: 'Amazon SES',
  recognises: (value) => {
    const kind = kindOf(value);
    if (kind !== null) return KINDS.has(kind) && (value.get('mail') !== undefined || listed(value) !== null);
    return value.get('EmailAddress') !== undefined && (value.text('Reason') === 'BOUNCE' || value.text('Reason') === 'COMPLAINT') || value.get('SuppressedDestinationSummaries') !== undefined || value.get('SuppressedDestination') !== undefined || value.get('Insights') !== undefined && value.get('FromEmailAddress') !== undefined;
  },
  read: (value, give) => {
    const kind = kindOf(value);
    const mail = value.get('mail');
    const common = { sender: mail?.get('source'), queueId: mail?.get('messageId') };
    if (kind === 'Bounce') {
      const bounce = value.get('bounce') ?? value;
      const label = [bounce.text('bounceType'), bounce.text('bounceSubType')].filter(Boolean).join('/');
      for (const one of bounce.list('bouncedRecipients')) {
        give({
          place: one, action: 'failed', label, recipient: one.get('emailAddress'), status: one.get('status'), words: one.get('diagnosticCode'),
          time: bounce.get('timestamp'), reporting: bounce.get('reportingMTA'), remote: bounce.get('remoteMtaIp'), ...common,
        });
      }
    } else if (kind === 'DeliveryDelay') {
      const delay = value.get('deliveryDelay') ?? value;
      for (const one of delay.list('delayedRecipients')) {
        give({ place: one, action: 'delayed', label: delay.text('delayType') ?? null, recipient: one.get('emailAddress'), status: one.get('status'), words: one.get('diagnosticCode'), time: delay.get('timestamp'), reporting: delay.get('reportingMTA'), ...common });
      }
    } else if (kind === 'Complaint') {
      const complaint = value.get('complaint') ?? value;
      for (const one of complaint.list('complainedRecipients')) {
        give({ place: one, action: null, kind: 'complaint', label: complaint.text('complaintFeedbackType') ?? complaint.text('complaintSubType') ?? 'complaint', recipient: one.get('emailAddress'), time: complaint.get('timestamp'), ...common });
      }
    } else if (kind === 'Delivery') {
      const delivery = value.get('delivery');
      for (const recipient of delivery?.list('recipients') ?? []) {
        give({ place: value, action: 'delivered', recipient, words: delivery?.get('smtpResponse'), time: delivery?.get('timestamp'), reporting: delivery?.get('reportingMTA'), remote: delivery?.get('remoteMtaIp'), ...common });
      }
    } else if (kind === 'Reject') {
      for (const recipient of mail?.list('destination') ?? []) {
        give({ place: value, action: 'rejected', label: 'Reject', recipient, words: value.at('reject', 'reason'), time: mail?.get('timestamp'), ...common });
      }
    } else if (kind === null) {
      readLists(value, give);
    }
  },
};

/** What the API answers: addresses that SES will not send to, and what became of one message. */
function readLists(value: JsonValue, give: Parameters<EventShape['read']>[1]): void {
  const alone = value.get('EmailAddress') ? [value] : [];
  for (const one of [...alone, ...value.list('SuppressedDestinationSummaries'), ...value.list('SuppressedDestination')]) {
    const reason = one.text('Reason');
    give({ place: one, action: reason === 'COMPLAINT' ? null : 'failed', kind: reason === 'COMPLAINT' ? 'complaint' : 'delivery', label: `suppression-list/${reason ?? 'unknown'}`, recipient: one.get('EmailAddress'), time: one.get('LastUpdateTime') });
  }
  for (const insight of value.list('Insights')) {
    for (const event of insight.list('Events')) {
      const type = event.text('Type');
      const bounce = event.at('Details', 'Bounce');
      const action = type === 'BOUNCE' ? 'failed' : type === 'DELIVERY' ? 'delivered' : null;
      if (action) give({ place: event, action, label: [bounce?.text('BounceType'), bounce?.text('BounceSubType')].filter(Boolean).join('/'), recipient: insight.get('Destination'), words: bounce?.get('DiagnosticCode'), time: event.get('Timestamp'), sender: value.get('FromEmailAddress'), queueId: value.get('MessageId') });
    }
  }
}

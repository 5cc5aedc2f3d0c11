/** SparkPost (and Momentum's JSON event log, which has the same members): webhooks with or without `msys`, the events API, suppression lists. */
import type { Action, RecordKind } from '../record';
import { hasAny, labelOf, type EventFacts, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['bounce', 'failed'], ['out_of_band', 'failed'], ['relay_permfail', 'failed'], ['delay', 'delayed'], ['relay_tempfail', 'delayed'],
  ['delivery', 'delivered'], ['relay_delivery', 'delivered'], ['policy_rejection', 'rejected'], ['generation_failure', 'rejected'],
  ['generation_rejection', 'rejected'], ['relay_rejection', 'rejected'], ['injection', null], ['reception', null], ['spam_complaint', null],
  ['open', null], ['initial_open', null], ['click', null], ['amp_open', null], ['amp_initial_open', null], ['amp_click', null],
  ['list_unsubscribe', null], ['link_unsubscribe', null], ['relay_injection', null], ['relay_message', null], ['sms_status', null],
]);

/** Classes of bounces that are no failures: automatic replies, requests to be taken off or on, challenges. */
const ANSWERS: Readonly<Record<string, RecordKind>> = { 60: 'auto-reply', 80: 'auto-reply', 90: 'auto-reply', 100: 'challenge' };

const LISTS = new Set(['Bounce Rule', 'Compliance', 'Spam Complaint', 'List Unsubscribe', 'Manually Added', 'Unsubscribe Link']);

export const sparkpost: EventShape = {
  id: 'sparkpost',
  name: 'SparkPost',
  recognises: (value) => value.get('msys') !== undefined
    || (ACTIONS.has(value.text('type') ?? '') && hasAny(value, 'rcpt_to', 'raw_rcpt_to') && hasAny(value, 'event_id', 'message_id', 'transmission_id', 'bounce_class', 'timestamp'))
    || (hasAny(value, 'recipient') && LISTS.has(value.text('source') ?? '')),
  read: (value, give) => {
    const msys = value.get('msys');
    if (msys) for (const event of msys.items ?? []) readEvent(event, give);
    else readEvent(value, give);
  },
};

function readEvent(event: JsonValue, give: (facts: EventFacts) => void): void {
  const type = event.text('type') ?? '';
  const recipient = event.get('raw_rcpt_to') ?? event.get('rcpt_to') ?? event.get('recipient');
  const common = { place: event, recipient, time: event.get('timestamp') ?? event.get('updated'), sender: event.get('msg_from'), queueId: event.get('message_id'), queue: event.get('ip_pool') ?? event.get('binding') };
  if (LISTS.has(event.text('source') ?? '')) {
    const complaint = event.text('source') === 'Spam Complaint';
    give({ action: complaint ? null : 'failed', kind: complaint ? 'complaint' : 'delivery', label: labelOf('suppression-list', event.text('source')), words: event.get('description'), ...common });
    return;
  }
  if (type === 'spam_complaint') {
    give({ action: null, kind: 'complaint', label: event.text('fbtype') ?? type, ...common });
    return;
  }
  const action = ACTIONS.get(type);
  if (!action) return;
  const bounceClass = event.text('bounce_class');
  const kind = action === 'failed' && bounceClass ? ANSWERS[bounceClass] : undefined;
  give({
    action: kind ? null : action, kind: kind ?? 'delivery', label: labelOf(type, bounceClass ? `bounce_class ${bounceClass}` : null),
    reply: event.get('error_code'), words: event.get('raw_reason') ?? event.get('reason'), remote: event.get('ip_address'), ...common,
  });
}

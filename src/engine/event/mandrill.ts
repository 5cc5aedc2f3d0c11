/** Mailchimp Transactional (Mandrill): webhooks, denylist synchronisation, answers of the sending API and of `rejects/list`. */
import type { Action } from '../record';
import { hasAny, labelOf, type EventFacts, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['hard_bounce', 'failed'], ['soft_bounce', 'failed'], ['reject', 'rejected'], ['deferral', 'delayed'], ['delivered', 'delivered'], ['send', null],
  ['open', null], ['click', null], ['spam', null], ['unsub', null], ['inbound', null],
]);

export const mandrill: EventShape = {
  id: 'mandrill',
  name: 'Mandrill',
  recognises: (value) => (hasAny(value, 'msg') && ACTIONS.has(value.text('event') ?? ''))
    || (hasAny(value, 'action') && hasAny(value, 'reject', 'entry') && /^(?:black|white|deny|allow)list$/.test(value.text('type') ?? ''))
    || (hasAny(value, 'reject_reason') && hasAny(value, 'email'))
    || (hasAny(value, 'email') && hasAny(value, 'last_event_at', 'expires_at') && hasAny(value, 'reason')),
  read: (value, give) => {
    const event = value.text('event');
    if (event !== null) readEvent(value, event, give);
    else if (hasAny(value, 'reject', 'entry')) readReject(value.get('reject') ?? value.get('entry')!, value, give);
    else if (hasAny(value, 'reject_reason')) {
      if (value.text('status') === 'rejected' || value.text('status') === 'invalid') give({ place: value, action: 'rejected', label: labelOf(value.text('status'), value.text('reject_reason')), recipient: value.get('email'), queueId: value.get('_id') });
    } else readReject(value, value, give);
  },
};

function readEvent(value: JsonValue, event: string, give: (facts: EventFacts) => void): void {
  const msg = value.get('msg');
  const common = { place: value, recipient: msg?.get('email'), time: value.get('ts'), sender: msg?.get('sender'), queueId: value.get('_id') };
  if (event === 'spam') {
    give({ action: null, kind: 'complaint', label: event, ...common });
    return;
  }
  const action = ACTIONS.get(event);
  if (!action) return;
  const attempts = msg?.list('smtp_events') ?? [];
  const last = attempts[attempts.length - 1];
  give({
    action, label: labelOf(event, msg?.text('bounce_description') ?? msg?.text('reject', 'reason')),
    words: msg?.get('diag') ?? last?.get('diag') ?? msg?.at('reject', 'detail'), remote: last?.get('destination_ip'), ...common,
  });
}

/** An address on the denylist: why it came there. */
function readReject(reject: JsonValue, value: JsonValue, give: (facts: EventFacts) => void): void {
  const reason = reject.text('reason') ?? 'unknown';
  if (value.text('action') === 'remove' || /^(?:white|allow)/.test(value.text('type') ?? '')) return;
  const complaint = reason === 'spam';
  if (!complaint && !reason.includes('bounce')) return; // unsubscribed or added by hand
  give({ place: value, action: complaint ? null : 'failed', kind: complaint ? 'complaint' : 'delivery', label: labelOf('suppression-list', reason), recipient: reject.get('email'), words: reject.get('detail'), time: reject.get('last_event_at') ?? reject.get('created_at') });
}

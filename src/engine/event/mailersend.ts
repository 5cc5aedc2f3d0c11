/** MailerSend: `activity.*` webhooks, the activity API and its suppression lists. */
import type { Action } from '../record';
import { labelOf, type EventFacts, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['hard_bounced', 'failed'], ['soft_bounced', 'failed'], ['deferred', 'delayed'], ['delivered', 'delivered'], ['queued', null], ['sent', null],
  ['opened', null], ['opened_unique', null], ['clicked', null], ['clicked_unique', null], ['unsubscribed', null], ['spam_complaint', null],
  ['survey_opened', null], ['survey_submitted', null],
]);

export const mailersend: EventShape = {
  id: 'mailersend',
  name: 'MailerSend',
  recognises: (value) => {
    const type = value.text('type') ?? '';
    return (type.startsWith('activity.') && ACTIONS.has(type.slice(9))) || (ACTIONS.has(type) && value.at('email', 'recipient') !== undefined);
  },
  read: (value, give) => {
    const type = (value.text('type') ?? '').replace('activity.', '');
    readActivity(value.get('data') ?? value, type, value, give);
  },
};

function readActivity(data: JsonValue, type: string, value: JsonValue, give: (facts: EventFacts) => void): void {
  const email = data.get('email');
  const recipient = email?.at('recipient', 'email') ?? data.get('recipient');
  const common = { place: value, recipient, time: data.get('created_at') ?? value.get('created_at'), sender: email?.get('from'), queueId: email?.at('message', 'id') };
  const action = ACTIONS.get(type);
  if (type === 'spam_complaint') give({ action: null, kind: 'complaint', label: type, ...common });
  else if (action) give({ action, label: labelOf(type, data.text('morph', 'readable_reason')), words: [data.at('morph', 'reason'), data.get('reason')].find((one) => one?.text()), ...common });
}


/** MailerSend: `activity.*` webhooks, the activity API and its suppression lists. */
import type { Action } from '../record';
import { labelOf, type EventFacts, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const ACTIONS: Readonly<Record<string, Action | null>> = {
  hard_bounced: 'failed', soft_bounced: 'failed', deferred: 'delayed', delivered: 'delivered', queued: null, sent: null, opened: null, opened_unique: null, clicked: null, clicked_unique: null,
  unsubscribed: null, spam_complaint: null, survey_opened: null, survey_submitted: null,
};

export const mailersend: EventShape = {
  id: 'mailersend',
  name: 'MailerSend',
  recognises: (value) => {
    const type = value.text('type') ?? '';
    return (type.startsWith('activity.') && type.slice(9) in ACTIONS) || (type in ACTIONS && value.at('email', 'recipient') !== undefined);
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
  const action = ACTIONS[type];
  if (type === 'spam_complaint') give({ ...common, action: null, kind: 'complaint', label: type });
  else if (action) give({ ...common, action, label: labelOf(type, data.text('morph', 'readable_reason')), words: [data.at('morph', 'reason'), data.get('reason')].find((one) => one?.text()) });
}


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
    return isSuppressed(value) || (type.startsWith('activity.') && ACTIONS.has(type.slice(9))) || (ACTIONS.has(type) && value.at('email', 'recipient') !== undefined);
  },
  read: (value, give) => {
    if (isSuppressed(value)) return readSuppression(value, give);
    const type = (value.text('type') ?? '').replace('activity.', '');
    readActivity(value.get('data') ?? value, type, value, give);
  },
};

/** An entry of `/v1/suppressions/hard-bounces`, `/spam-complaints`, `/unsubscribes` or `/on-hold-list`: all hold a recipient as `/v1/recipients` gives it. */
const isSuppressed = (value: JsonValue): boolean => ['id', 'email', 'created_at', 'updated_at'].every((name) => value.at('recipient', name) !== undefined) && value.get('created_at') !== undefined && value.get('type') === undefined;

/** The lists do not say which they are: of these entries only hard bounces have a reason, unsubscribes a readable one besides. */
function readSuppression(value: JsonValue, give: (facts: EventFacts) => void): void {
  if (value.get('readable_reason') !== undefined || value.get('on_hold_until') !== undefined) return;
  const common = { place: value, recipient: value.at('recipient', 'email'), time: value.get('created_at') };
  if (value.get('reason') === undefined) give({ action: null, kind: 'complaint', label: labelOf('suppression-list', 'spam_complaint'), ...common });
  else give({ action: 'failed', label: labelOf('suppression-list', 'hard_bounced'), words: value.get('reason'), ...common });
}

function readActivity(data: JsonValue, type: string, value: JsonValue, give: (facts: EventFacts) => void): void {
  const email = data.get('email');
  const recipient = email?.at('recipient', 'email') ?? data.get('recipient') ?? email;
  const common = { place: value, recipient, time: data.get('created_at') ?? value.get('created_at'), sender: email?.get('from'), queueId: email?.at('message', 'id') };
  const action = ACTIONS.get(type);
  if (type === 'spam_complaint') give({ action: null, kind: 'complaint', label: type, ...common });
  else if (action) give({ action, label: labelOf(type, data.text('morph', 'readable_reason')), words: [data.at('morph', 'reason'), data.get('reason')].find((one) => one?.text()), ...common });
}


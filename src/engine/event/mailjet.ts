/** Mailjet: event webhooks. Many of its bounces name no server's words, only its own two labels. */
import { hasAny, labelOf, oneOf, type EventShape } from './event-shape';

const EVENTS = new Set(['sent', 'open', 'click', 'bounce', 'blocked', 'spam', 'unsub']);

export const mailjet: EventShape = {
  id: 'mailjet',
  name: 'Mailjet',
  recognises: (value) => oneOf(value, 'event', EVENTS) && hasAny(value, 'mj_campaign_id', 'mj_message_id', 'mj_contact_id', 'MessageID', 'Message_GUID', 'error_related_to'),
  read: (value, give) => {
    const event = value.text('event');
    const common = { place: value, recipient: value.get('email'), time: value.get('time'), queueId: value.get('MessageID') };
    if (event === 'spam') give({ action: null, kind: 'complaint', label: labelOf('spam', value.text('source')), ...common });
    else if (event === 'sent') give({ action: 'delivered', words: value.get('smtp_reply'), ...common });
    else if (event === 'bounce' || event === 'blocked') {
      const hard = event === 'bounce' && value.get('hard_bounce') ? (isTrue(value, 'hard_bounce') ? 'hard' : 'soft') : null;
      const words = [value.get('comment'), value.get('smtp_reply'), value.get('error')].find((one) => one?.text());
      give({ action: event === 'bounce' ? 'failed' : 'rejected', label: labelOf(hard, value.text('error_related_to'), value.text('error')), words, ...common });
    }
  },
};

function isTrue(value: Parameters<EventShape['read']>[0], name: string): boolean {
  const member = value.get(name);
  return member !== undefined && /^"?(?:true|1)/i.test(member.source.text.slice(member.start, member.end));
}

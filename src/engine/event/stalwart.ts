/**
 * Stalwart's web hooks: `{"events":[{"id","createdAt","type":"delivery.rcpt-to-rejected","data":{...}}]}`. `data` holds what the log line of
 * the event holds, but each name once: where a message has several recipients, `to` is the list of them all, and whom the event is about
 * is known only if the server's words name one. `delivery.dsn-perm-fail` is the notice about a failure: it counts only where the failure
 * itself was not told, as in the log (see `log/stalwart.ts`).
 */
import type { Action } from '../record';
import type { EventFacts, EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const EVENT = /^(?:delivery|smtp|queue|auth|security|message-ingest|incoming-report|outgoing-report)\.[a-z-]{2,40}$/;
const ATTEMPT = /^delivery\.(?:(?:rcpt-to|mail-from|message|ehlo)-rejected|greeting-failed)$/;
const NOTICE = /^delivery\.dsn-(?:perm|temp)-fail$/;
const REFUSAL = /^smtp\.(?:mailbox-does-not-exist|relay-not-allowed|rcpt-to-(?:rejected|greylisted))$/;
/** Failures whose notice is still to come. */
const MOST_OPEN = 10_000;

export const stalwartHook: EventShape = {
  id: 'stalwart-hook',
  name: 'Stalwart web hook',
  recognises: (value) => value.get('data')?.kind === 'object' && value.text('createdAt') !== null && EVENT.test(value.text('type') ?? ''),
  read: (value, give) => {
    const facts = factsOf(value);
    if (facts) give(facts);
  },
  open: () => {
    const told = new Set<string>();
    return (value, give) => stalwartHook.read(value, (facts) => {
      const key = `${facts.action} ${facts.queueId?.text() ?? ''} ${facts.recipient?.text() ?? ''}`;
      const isNotice = NOTICE.test(facts.label!);
      if (isNotice && told.delete(key)) return;
      if (!isNotice && facts.action !== 'delivered') told.add(key);
      if (told.size > MOST_OPEN) told.delete(told.values().next().value!);
      give(facts);
    });
  },
};

function factsOf(value: JsonValue): EventFacts | null {
  const type = value.text('type')!;
  const data = value.get('data')!;
  const words = [data.get('details'), data.get('reason')].find((one) => one?.text());
  const reply = data.get('code');
  const action = actionOf(type, reply?.text() ?? words?.text() ?? '');
  return action && {
    place: value, action, label: type, recipient: recipientOf(data, words), reply, words, remote: REFUSAL.test(type) ? undefined : data.get('hostname'), sender: data.get('from'), queueId: data.get('queueId'), time: value.get('createdAt'),
  };
}

function actionOf(type: string, reply: string): Action | null {
  if (type === 'delivery.delivered') return 'delivered';
  if (type === 'delivery.dsn-temp-fail') return 'delayed';
  if (REFUSAL.test(type)) return 'rejected';
  return NOTICE.test(type) ? 'failed' : ATTEMPT.test(type) ? (reply.startsWith('4') ? 'delayed' : 'failed') : null;
}

function recipientOf(data: JsonValue, words: JsonValue | undefined): JsonValue | undefined {
  const all = data.list('to');
  if (all.length === 1) return all[0];
  const said = words?.text()?.toLowerCase() ?? '';
  const named = all.filter((one) => one.text() !== null && said.includes(one.text()!.toLowerCase()));
  return named.length === 1 ? named[0] : undefined;
}

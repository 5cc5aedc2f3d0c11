/**
 * Delivery events of services and programs that have no file of their own: told by what their members are called, as the columns of an
 * unknown CSV are (`csv-columns.ts`). Such an event names its outcome and an address, and often what the server said:
 *
 *   {"event":"bounced","to":["a@example.net"],"bounce_message":"550 5.1.1 no such user"}
 *   {"type":"message.bounced","data":{"object":{"bounce":{"recipients":[{"email":"a@example.net","diagnostic_code":"smtp; 550 5.1.1 no"}]}}}}
 *
 * JSON of other kinds has outcomes and addresses, too: a word that speaks of a bounce is enough, others need the words of a mail server.
 */
import { actionOf, Cells, isAboutMail, isAddress, isComplaint, isRecipient, plainName } from './csv-columns';
import { labelOf, type EventFacts, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

/** Members of members of members: `data.object.bounce`. */
const DEEPEST = 3;
/** An event has a few dozen members; pages of something else are not looked through. */
const MOST_MEMBERS = 200;
const LONGEST_OUTCOME = 80;
/** People who are no recipients, and texts that are not the server's. */
const OTHERS: ReadonlySet<string> = new Set(['from', 'sender', 'replyto', 'returnpath', 'user', 'owner', 'account', 'actor', 'headers', 'tags', 'campaign']);
/** A reply that mail servers give and web servers do not, or an enhanced status code. */
const SERVER_WORDS = /^(?:smtp; ?)?(?:4(?:21|5[0-24-6])|5(?:21|5[0-6]|7[01]))[ -]|(?<![\d.])[45]\.[0-7]\.\d{1,3}(?![\d.])/;
const ACCEPTED = /^250[ -]|(?<![\d.])2\.[0-7]\.\d{1,3}(?![\d.])/;

interface Members {
  readonly outcome: string;
  readonly recipients: readonly JsonValue[];
  readonly cells: Cells;
}

export const otherService: EventShape = {
  id: 'event',
  name: 'Delivery',
  loose: true,
  recognises: (value) => membersOf(value) !== null,
  read: (value, give) => {
    const members = membersOf(value);
    for (const recipient of members?.recipients ?? []) {
      const { outcome, cells } = members!;
      const complaint = isComplaint(outcome);
      give({
        ...cells.facts(outcome), ...ownFacts(recipient, outcome),
        place: value, action: complaint ? null : actionOf(outcome), kind: complaint ? 'complaint' : 'delivery', label: labelOf(outcome, ...reasonsIn(cells)),
      });
    }
  },
};

/** What is said of one recipient alone goes before what is said of the event. */
function ownFacts(recipient: JsonValue, outcome: string): Partial<EventFacts> {
  if (recipient.kind !== 'object') return { recipient };
  const facts = Object.entries(cellsIn(recipient).facts(outcome)).filter(([, fact]) => fact !== undefined);
  return { ...Object.fromEntries(facts), recipient: addressesIn(recipient)[0] };
}

/** What an event is made of; null where the object is none. */
function membersOf(value: JsonValue): Members | null {
  if (!value.names || value.names.length < 2) return null;
  if (!value.items!.some((item) => saysOutcome(onlyItem(item)) || (item.kind === 'object' && item.items!.some(saysOutcome) && value.items!.some(isAboutMailCell)))) return null; // most JSON ends here
  const cells = cellsIn(value);
  const outcome = cells.of('outcome').map(outcomeIn).find((word) => word !== null);
  if (!outcome) return null;
  const said = [...cells.of('words'), ...cells.of('code')].map((cell) => cell.text()!);
  const sure = isAboutMail(outcome) || cells.isMail || cells.of('outcome').some(isAboutMailCell) || said.some((words) => (actionOf(outcome) === 'delivered' ? ACCEPTED : SERVER_WORDS).test(words));
  const recipients = sure ? recipientsIn(cells.all('recipient')) : [];
  return recipients.length > 0 ? { outcome, recipients, cells } : null;
}

/** The word for an outcome in a value: `bounced` in `email.bounced`, `hard bounce` in `HardBounce`, `bounce` in `EMAIL_BOUNCE`. */
function outcomeIn(value: JsonValue): string | null {
  const text = value.text()?.trim();
  if (!text || text.length > LONGEST_OUTCOME) return null;
  const words = text.replace(/^.*[.:/]|delivery[ _-]?report/gi, '').replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase().split(/[\s_-]{1,10}/);
  const word = words.filter((one) => !/^(?:e?mail|message|recipient|smtp|transactional|event|detected|report|received)$/.test(one)).join(' ');
  return actionOf(word) !== null || isComplaint(word) ? word : null;
}

/** Words for a reason that stand beside the outcome: `"status":"Error","category":"NoMailbox"`. */
const reasonsIn = (cells: Cells): readonly string[] => cells.of('outcome').filter((cell) => outcomeIn(cell) === null).map((cell) => cell.text()!).filter((text) => /^\w{3,30}$/.test(text));

/** A text that names what became of a mail. */
const saysOutcome = (value: JsonValue): boolean => value.kind === 'string' && outcomeIn(value) !== null;

/** A text that speaks of mail: its outcome with that word, or a kind of bounce. */
function isAboutMailCell(value: JsonValue): boolean {
  const text = value.kind === 'string' && value.end - value.start <= LONGEST_OUTCOME ? value.text() ?? '' : '';
  return isAboutMail(text) || (/e-?mail/i.test(text) && outcomeIn(value) !== null);
}

/** Some put what is one into a list. */
const onlyItem = (value: JsonValue): JsonValue => value.kind === 'array' && value.items!.length === 1 ? value.items![0]! : value;

/** All members, those that stand higher up first. */
function cellsIn(value: JsonValue): Cells {
  const members = new Map<string, JsonValue[]>();
  let level: JsonValue[] = [value];
  for (let depth = 0, count = 0; depth <= DEEPEST; depth++) {
    const next: JsonValue[] = [];
    for (const object of level) {
      for (let i = 0; i < object.items!.length && count < MOST_MEMBERS; i++, count++) {
        const name = plainName(object.names![i]!);
        const item = isRecipient(name) ? object.items![i]! : onlyItem(object.items![i]!);
        const known = members.get(name);
        if (known) known.push(item);
        else members.set(name, [item]);
        if (item.kind === 'object' && !OTHERS.has(name)) next.push(item);
      }
    }
    level = next;
  }
  return new Cells((name) => members.get(name) ?? []);
}

/** The addresses under the first name that has any: texts, or objects that say more about one recipient. */
function recipientsIn(values: readonly JsonValue[]): readonly JsonValue[] {
  for (const value of values) {
    const found = value.list().filter((item) => item.kind === 'object' ? addressesIn(item).length > 0 : holdsAddress(item));
    if (found.length > 0) return found;
  }
  return [];
}

const addressesIn = (recipient: JsonValue): readonly JsonValue[] => cellsIn(recipient).of('recipient').filter(holdsAddress);

/** `a@example.net`, `Ann <a@example.net>`. */
function holdsAddress(value: JsonValue): boolean {
  return isAddress(value.text()?.replace(/^[^<]{0,200}<|>\s{0,4}$/g, '') ?? '');
}

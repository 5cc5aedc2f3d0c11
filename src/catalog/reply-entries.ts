/** Makes the entry of one SMTP reply code (RFC 5321 section 4.2) from the data; unlisted ones are explained by their digits. */
import type { Permanence } from '../engine/record';
import type { CategoryEntry, CategoryId, ReplyEntry } from './catalog';
import type { ReplyData } from './data-shapes';
import { sourceOf } from './sources';

export interface ReplyContext {
  category(id: CategoryId): CategoryEntry;
}

/** RFC 5321 section 4.2.1: what the second digit is about. */
const SECOND_DIGIT: Readonly<Record<string, string>> = {
  0: 'It is about the syntax of a command.',
  1: 'It gives information.',
  2: 'It is about the connection.',
  5: 'It is about the mail system: mailboxes, storage or the transfer itself.',
};

const FIRST_DIGIT: Readonly<Record<string, string>> = {
  2: 'The command was carried out.',
  3: 'The server waits for more.',
  4: 'It did not work this time; the same message may get through later.',
  5: 'The same message will not get through, however often it is sent.',
};

/** Three digits that can be looked up: 100 to 699. */
export function isReply(code: string): boolean {
  return /^[1-6]\d\d$/.test(code);
}

export function listedReply(data: ReplyData, context: ReplyContext): ReplyEntry {
  const category = data.category ? context.category(data.category) : null;
  return {
    code: data.code,
    kind: data.kind,
    title: data.title,
    meaning: data.meaning,
    permanence: category?.id === 'not-a-bounce' ? null : data.permanence ?? permanenceOf(data.code),
    category: data.category,
    practice: data.practice ?? '',
    actor: data.actor ?? category?.actor ?? 'sender',
    steps: data.steps ?? (category && category.id !== 'not-a-bounce' ? category.steps : []),
    sources: data.sources.map(sourceOf),
  };
}

export function unlistedReply(code: string, context: ReplyContext): ReplyEntry {
  const first = FIRST_DIGIT[code[0]!];
  const permanence = first ? permanenceOf(code) : null;
  const success = code[0] === '2' || code[0] === '3';
  return {
    code,
    kind: 'unlisted',
    title: first ? `${code} is not a standard reply` : `${code} is not a reply of a mail server`,
    meaning: first ? [first, SECOND_DIGIT[code[1]!]].filter(Boolean).join(' ') : 'Replies of mail servers begin with 2 to 5. Only who wrote it knows what it means.',
    permanence,
    category: success ? 'not-a-bounce' : null,
    practice: '',
    actor: 'sender',
    steps: success ? [] : ['Read the words after the number: they say what the number does not.', ...context.category('undetermined').steps.slice(1)],
    sources: first ? [sourceOf('rfc5321#4.2.1')] : [],
  };
}

function permanenceOf(code: string): Permanence | null {
  if (code[0] === '4') return 'temporary';
  return code[0] === '5' || code[0] === '6' ? 'permanent' : null;
}

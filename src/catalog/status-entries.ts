/** Makes the entry of one enhanced status code from the data: class-specific text first, then the detail's, then the category's. */
import type { BounceType, Permanence } from '../engine/record';
import type { CategoryEntry, CategoryId, EverydayReading, FolkNote, StatusEntry } from './catalog';
import type { StatusData, StatusPart, SubjectData } from './data-shapes';
import { IANA, sourceOf } from './sources';

/** RFC 3463 section 2: class 2, 4 or 5; subject and detail of one to three digits, without leading zeros. */
const WELL_FORMED = /^([245])\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

export type StatusClass = '2' | '4' | '5';

/** What an entry is made of besides its own data. */
export interface StatusContext {
  readonly subjects: SubjectData;
  category(id: CategoryId): CategoryEntry;
}

/** The three parts of a well-formed code, or null. */
export function splitStatus(code: string): { statusClass: StatusClass; subject: string; detail: string } | null {
  const match = WELL_FORMED.exec(code);
  return match ? { statusClass: match[1] as StatusClass, subject: match[2]!, detail: match[3]! } : null;
}

/** @param data the registered subject and detail @param statusClass any class, also one that the registry does not foresee for it */
export function registeredStatus(data: StatusData, statusClass: StatusClass, context: StatusContext): StatusEntry {
  const own = data[Number(statusClass) as 2 | 4 | 5];
  const part = own ?? {};
  const common = {
    code: `${statusClass}.${data.detail}`,
    registered: true,
    foreseen: data.classes.includes(Number(statusClass)) || data.draft === true,
    title: data.title,
    practice: part.practice ?? data.practice ?? '',
    sources: [...(data.draft ? [] : [IANA]), ...data.sources.map(sourceOf)],
  };
  if (statusClass === '2') return { ...common, ...success(part.meaning ?? data.meaning ?? foreignSuccess(data)) };
  const category = context.category(categoryOfStatus(data, Number(statusClass) as 4 | 5));
  const bounceType = part.bounceType ?? gentle(category.bounceType, statusClass);
  const everyday = part.everyday ? { reading: part.everyday.reading, bounceType: part.everyday.bounceType } : null;
  return {
    ...common,
    meaning: part.meaning ?? data.meaning ?? data[5]?.meaning ?? data[4]?.meaning
      ?? 'By its definition this code reports a success, so it makes no sense as a failure. The words of the server must tell.',
    permanence: permanenceOf(statusClass),
    category: category.id,
    bounceType,
    reason: part.reason ?? reasonFor(category, bounceType),
    actor: part.actor ?? data.actor ?? category.actor,
    steps: part.steps ?? (own ? undefined : data[5]?.steps ?? data[4]?.steps) ?? category.steps,
    prevention: part.prevention ?? data.prevention ?? category.prevention,
    everyday,
    folk: everyday ? folkNote(common.code, everyday, part, bounceType) : null,
  };
}

/** What a registered code means in its class; a class that the data leaves out means what the others do. */
export function categoryOfStatus(data: StatusData, statusClass: 4 | 5): CategoryId {
  return data[statusClass]?.category ?? data[5]?.category ?? data[4]?.category ?? 'undetermined';
}

/** A well-formed code that stands in no registry, explained by its class and subject. */
export function unregisteredStatus(statusClass: StatusClass, subject: string, detail: string, context: StatusContext): StatusEntry {
  const theClass = context.subjects.classes.find((c) => c.digit === statusClass)!;
  const theSubject = context.subjects.subjects.find((s) => s.digit === subject);
  const common = {
    code: `${statusClass}.${subject}.${detail}`,
    registered: false,
    foreseen: false,
    title: theSubject ? `${theSubject.title}; detail ${detail} is not registered` : `Subject ${subject} is not registered`,
    practice: 'Some providers use numbers of their own; only their words and their documentation explain them.',
    sources: [IANA, sourceOf(theSubject ? `rfc3463#${theSubject.section}` : 'rfc3463#2')],
  };
  const meaning = theSubject ? `${theClass.meaning} ${theSubject.meaning}` : theClass.meaning;
  if (statusClass === '2') return { ...common, ...success(meaning) };
  const category = context.category(theSubject?.[Number(statusClass) as 4 | 5] ?? 'undetermined');
  return {
    ...common,
    meaning,
    permanence: permanenceOf(statusClass),
    category: category.id,
    bounceType: gentle(category.bounceType, statusClass),
    reason: 'Soft, because a number that nobody has defined is no proof against the address.',
    actor: category.actor,
    steps: ['Read the words after the code: they say what the number does not.', ...category.steps.filter((step) => !step.startsWith('Read ')).slice(0, 2)],
    prevention: category.prevention,
    everyday: null,
    folk: null,
  };
}

function success(meaning: string): Omit<StatusEntry, 'code' | 'registered' | 'foreseen' | 'title' | 'practice' | 'sources'> {
  return {
    meaning, permanence: null, category: 'not-a-bounce', bounceType: null, reason: 'Neither hard nor soft, because nothing failed.',
    actor: 'none', steps: [], prevention: [], everyday: null, folk: null,
  };
}

function foreignSuccess(data: StatusData): string {
  return `The message was accepted or delivered; the rest of the code ("${data.title}") is meant for failures.`;
}

function permanenceOf(statusClass: StatusClass): Permanence {
  return statusClass === '4' ? 'temporary' : 'permanent';
}

/** A class-4 code alone never condemns an address: the server itself expects to change its mind. */
function gentle(bounceType: BounceType | null, statusClass: StatusClass): BounceType | null {
  return statusClass === '4' && bounceType === 'hard' ? 'soft' : bounceType;
}

function reasonFor(category: CategoryEntry, bounceType: BounceType | null): string {
  return bounceType === category.bounceType ? category.reason : 'Soft while the server calls it temporary; take the address off when it repeats.';
}

/** The everyday reading, where it differs in meaning (the data has a note) or in bounce type. */
function folkNote(code: string, everyday: EverydayReading, part: StatusPart, ours: BounceType | null): FolkNote | null {
  const note = part.everyday?.note;
  const sameType = everyday.bounceType === ours;
  if (note) return { ...everyday, note: sameType || / hard\b/.test(note) ? note : `${note} It is not a ${everyday.bounceType} bounce either.` };
  return sameType ? null : {
    ...everyday,
    note: `Lists that look only at the first digit count ${code} as a ${everyday.bounceType} bounce. The code does not say that the address is bad, so keep it.`,
  };
}

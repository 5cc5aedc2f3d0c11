/** Checks users' own catalog entries, one by one, and says in plain words what is wrong. */
import type { Catalog, CategoryId } from './catalog';

/** Why an entry was left out, for the user. */
export interface EntryProblem {
  /** Where in the setting: `statuses."5.7.999".category`. */
  readonly path: string;
  readonly message: string;
}

export type EntryKind = 'statuses' | 'replies' | 'categories';
/** What a field has to be. */
type Fields = Readonly<Record<string, 'sentence' | 'steps' | 'category' | 'bounceType'>>;

const FIELDS: Readonly<Record<EntryKind, Fields>> = {
  statuses: { title: 'sentence', meaning: 'sentence', reason: 'sentence', steps: 'steps', category: 'category', bounceType: 'bounceType' },
  replies: { title: 'sentence', meaning: 'sentence', steps: 'steps', category: 'category' },
  categories: { label: 'sentence', meaning: 'sentence', reason: 'sentence', address: 'sentence', stop: 'sentence', steps: 'steps' },
};

export function isEntryKind(key: string): key is EntryKind {
  return Object.hasOwn(FIELDS, key);
}

/** Longer texts do not fit a hover. */
const LONGEST_TEXT = 600;
const MOST_STEPS = 6;

/** @returns the entries of one kind that are right; what is wrong with the others goes into `problems` */
export function goodEntries(base: Catalog, kind: EntryKind, entries: unknown, problems: EntryProblem[]): Map<string, Record<string, unknown>> {
  const good = new Map<string, Record<string, unknown>>();
  if (entries === undefined) return good;
  if (!isObject(entries)) {
    problems.push({ path: kind, message: `"${kind}" must be an object with one entry per ${kind === 'categories' ? 'category' : 'code'}.` });
    return good;
  }
  for (const [key, entry] of Object.entries(entries)) {
    const path = `${kind}."${key}"`;
    const found = [...keyProblems(base, kind, key, path), ...fieldProblems(base, kind, entry, path)];
    if (found.length > 0) problems.push(...found);
    else good.set(key, entry as Record<string, unknown>);
  }
  return good;
}

function keyProblems(base: Catalog, kind: EntryKind, key: string, path: string): EntryProblem[] {
  if (kind === 'statuses') {
    return base.status(key) && !key.startsWith('2') ? [] : [{ path, message: `"${key}" is not an enhanced status code of class 4 or 5, such as 5.7.999.` }];
  }
  if (kind === 'replies') return base.reply(key) ? [] : [{ path, message: `"${key}" is not a reply code of three digits, such as 599.` }];
  return isCategory(base, key) ? [] : [{ path, message: `"${key}" is not a category. ${categoriesInWords(base)}` }];
}

function fieldProblems(base: Catalog, kind: EntryKind, entry: unknown, path: string): EntryProblem[] {
  if (!isObject(entry)) return [{ path, message: 'An entry must be an object, such as { "meaning": "..." }.' }];
  const fields = FIELDS[kind];
  if (Object.keys(entry).length === 0) return [{ path, message: `An entry needs at least one of ${Object.keys(fields).join(', ')}.` }];
  return Object.entries(entry).flatMap(([name, value]): EntryProblem[] => {
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const message = type ? valueProblem(base, type, value) : `"${name}" is not known here. Use ${Object.keys(fields).join(', ')}.`;
    return message ? [{ path: `${path}.${name}`, message }] : [];
  });
}

function valueProblem(base: Catalog, type: Fields[string], value: unknown): string | null {
  switch (type) {
    case 'sentence': return isText(value) ? null : `This must be a text of 1 to ${LONGEST_TEXT} characters.`;
    case 'steps': return Array.isArray(value) && value.length > 0 && value.length <= MOST_STEPS && value.every(isText) ? null : `Steps must be a list of 1 to ${MOST_STEPS} texts.`;
    case 'bounceType': return value === 'hard' || value === 'soft' ? null : 'A bounce type is "hard" or "soft".';
    case 'category': return typeof value === 'string' && isCategory(base, value) ? null : `${JSON.stringify(value)} is not a category. ${categoriesInWords(base)}`;
  }
}

function isCategory(base: Catalog, id: string): id is CategoryId {
  return base.categories.some((c) => c.id === id);
}

function categoriesInWords(base: Catalog): string {
  return `Use one of ${base.categories.map((c) => c.id).join(', ')}.`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim().length > 0 && value.length <= LONGEST_TEXT;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

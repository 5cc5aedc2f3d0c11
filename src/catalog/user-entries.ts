/** Lays users' own entries over a catalog: changed texts and extra codes, from a setting. A wrong entry is left out and explained. */
import type { BounceType, Permanence } from '../engine/record';
import type { Catalog, CategoryEntry, CategoryId, ReplyEntry, StatusEntry } from './catalog';
import { goodEntries, isEntryKind, isObject, type EntryKind, type EntryProblem } from './user-entry-check';

export type { EntryProblem };

/** Entries of the setting, see `user-entries.schema.json`. */
interface UserText {
  readonly title?: string;
  readonly meaning?: string;
  readonly steps?: readonly string[];
}

interface UserStatus extends UserText {
  readonly category?: CategoryId;
  readonly bounceType?: BounceType;
  readonly reason?: string;
}

interface UserReply extends UserText {
  readonly category?: CategoryId;
}

interface UserCategory {
  readonly label?: string;
  readonly meaning?: string;
  readonly reason?: string;
  readonly address?: string;
  readonly steps?: readonly string[];
  readonly stop?: string;
}

/**
 * @param base the bundled catalog
 * @param setting whatever stands in the settings; anything but an object is a problem, too
 * @returns the catalog with the good entries over it, and what was wrong with the others. Never throws.
 */
export function layUserEntries(base: Catalog, setting: unknown): { catalog: Catalog; problems: EntryProblem[] } {
  const problems: EntryProblem[] = [];
  if (setting === undefined || setting === null) return { catalog: base, problems };
  if (!isObject(setting)) return { catalog: base, problems: [{ path: '', message: 'Own catalog entries must be an object with "statuses", "replies" or "categories".' }] };
  for (const key of Object.keys(setting)) {
    if (!isEntryKind(key)) problems.push({ path: key, message: `"${key}" is not known here. Use "statuses", "replies" or "categories".` });
  }
  const entriesOf = (kind: EntryKind): Map<string, Record<string, unknown>> => goodEntries(base, kind, setting[kind], problems);
  const statuses = entriesOf('statuses') as Map<string, UserStatus>;
  const replies = entriesOf('replies') as Map<string, UserReply>;
  const categories = entriesOf('categories') as Map<string, UserCategory>;
  if (statuses.size + replies.size + categories.size === 0) return { catalog: base, problems };
  return { catalog: overlay(base, statuses, replies, categories), problems };
}

function overlay(base: Catalog, statuses: Map<string, UserStatus>, replies: Map<string, UserReply>, categories: Map<string, UserCategory>): Catalog {
  const category = (id: CategoryId): CategoryEntry => ({ ...base.category(id), ...categories.get(id) });
  const changed = new Map(base.categories.map((c) => [c.id, category(c.id)]));
  const status = (code: string): StatusEntry | null => {
    const entry = base.status(code);
    const own = statuses.get(code);
    return entry && own ? withCategory({ ...entry, ...own, registered: true }, own, entry, changed) : entry;
  };
  const reply = (code: string): ReplyEntry | null => {
    const entry = base.reply(code);
    const own = replies.get(code);
    if (!entry || !own) return entry;
    const newCategory = own.category ? changed.get(own.category)! : null;
    return { ...entry, ...own, actor: newCategory?.actor ?? entry.actor, steps: own.steps ?? newCategory?.steps ?? entry.steps };
  };
  const all = <T extends { code: string }>(own: Map<string, unknown>, listed: readonly T[], get: (code: string) => T | null): T[] => [
    ...listed.map((entry) => get(entry.code)!),
    ...[...own.keys()].filter((code) => !listed.some((entry) => entry.code === code)).map((code) => get(code)!),
  ];
  return {
    status,
    reply,
    category: (id) => changed.get(id)!,
    provider: (id) => base.provider(id),
    get categories() { return [...changed.values()]; },
    get statuses() { return all(statuses, base.statuses, status); },
    get replies() { return all(replies, base.replies, reply); },
    get prevention() { return base.prevention; },
    get providers() { return base.providers; },
  };
}

/** A new category brings its actor, steps and bounce type along, unless the entry has its own. */
function withCategory(entry: StatusEntry, own: UserStatus, before: StatusEntry, categories: ReadonlyMap<CategoryId, CategoryEntry>): StatusEntry {
  const moved = own.category && own.category !== before.category ? categories.get(own.category)! : null;
  const bounceType = own.bounceType ?? (moved ? gentle(moved.bounceType, before.permanence) : before.bounceType);
  if (!moved && bounceType === before.bounceType) return entry;
  const cause = moved ?? categories.get(entry.category)!;
  return {
    ...entry,
    bounceType,
    actor: cause.actor,
    steps: own.steps ?? cause.steps,
    prevention: cause.prevention,
    reason: own.reason ?? (bounceType === cause.bounceType ? cause.reason : `${bounceType === 'hard' ? 'Hard' : 'Soft'}, because your settings say so.`),
  };
}

function gentle(bounceType: BounceType | null, permanence: Permanence | null): BounceType | null {
  return permanence === 'temporary' && bounceType === 'hard' ? 'soft' : bounceType;
}

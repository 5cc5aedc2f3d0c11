/** Searches the catalog as one types: codes, replies, causes, providers, ways of prevention. Pure and quick enough for every keystroke. */
import type { Catalog } from './catalog';

export interface SearchHit {
  readonly kind: 'status' | 'reply' | 'category' | 'provider' | 'prevention';
  /** The code, or the id. */
  readonly id: string;
  /** What a list shows: `5.1.1`, `No such mailbox`. */
  readonly label: string;
  /** What a list shows beside it: the title. */
  readonly detail: string;
}

/** One thing that can be found, with its words folded once. */
interface Item extends SearchHit {
  readonly label_: string;
  readonly detail_: string;
  readonly also_: string;
  readonly text_: string;
  /** Order among equal hits: what is looked up most comes first. */
  readonly rank: number;
}

const indexes = new WeakMap<Catalog, readonly Item[]>();

/** How good a place is for one word of the query; 0 is no hit. */
const SCORE = { exact: 100, labelStart: 60, label: 40, detailStart: 45, detailWord: 35, detail: 20, also: 36, text: 8 } as const;

const KIND_RANK: Readonly<Record<SearchHit['kind'], number>> = { category: 0, status: 1, reply: 2, provider: 3, prevention: 4 };

/** A longer query is pasted, not typed: its codes are looked up, and of its words only so many. */
const MOST_WORDS = 8;
const LONGEST_QUERY = 2_000;

/**
 * @param query codes, beginnings of codes, words; empty gives the causes and the most common codes
 * @param limit how many hits at most
 * @returns the best first. Well-formed codes that stand in no registry are found, too.
 */
export function searchCatalog(catalog: Catalog, query: string, limit = 50): SearchHit[] {
  const all = fold(query.slice(0, LONGEST_QUERY)).split(/[^\p{L}\p{N}.@'-]+/u).map((word) => word.replace(/^[.'-]{1,3}|['-]{1,3}$/g, '')).filter(Boolean);
  const telling = all.filter((word) => !FILLERS.has(word));
  const words = telling.length > 0 ? telling : all;
  const codes = words.map((word) => word.replace(/\.$/, '')).filter((word) => isCode(catalog, word, words.length === 1));
  const items = indexOf(catalog);
  if (words.length === 0) return items.filter((item) => item.kind === 'category' || COMMON.has(item.id)).slice(0, limit).map(toHit);
  if (codes.length > 0 && words.length > codes.length) return [...exactly(catalog, codes), ...ranked(items, words.filter((w) => !codes.includes(w)).slice(0, MOST_WORDS), limit)].slice(0, limit);
  const hits = ranked(items, words.slice(0, MOST_WORDS), limit);
  const unlisted = exactly(catalog, codes).filter((hit) => !hits.some((h) => h.id === hit.id && h.kind === hit.kind));
  return [...unlisted, ...hits].slice(0, limit);
}

/** Words that nobody searches for. */
const FILLERS = new Set(['a', 'an', 'and', 'the', 'of', 'to', 'in', 'is', 'for', 'how', 'what', 'why', 'does', 'do', 'mean', 'means', 'code', 'error']);

const COMMON = new Set(['5.1.1', '5.7.1', '5.2.2', '4.2.2', '4.7.1', '5.0.0', '4.4.7', '5.1.2', '5.2.1', '550', '554', '421', '450', '451', '452', '552']);

/** In a pasted line only the replies that servers give count: `443` may be a port. */
function isCode(catalog: Catalog, word: string, alone: boolean): boolean {
  if (catalog.status(word)) return true;
  const reply = catalog.reply(word);
  return reply !== null && (alone || reply.kind !== 'unlisted');
}

function exactly(catalog: Catalog, codes: readonly string[]): SearchHit[] {
  return [...new Set(codes)].map((code): SearchHit => {
    const status = catalog.status(code);
    return status ? { kind: 'status', id: code, label: code, detail: status.title } : { kind: 'reply', id: code, label: code, detail: catalog.reply(code)!.title };
  });
}

/** Items in which every word is found somewhere; where there are none, those in which most words are. */
function ranked(items: readonly Item[], words: readonly string[], limit: number): SearchHit[] {
  const scored: { item: Item; score: number; found: number }[] = [];
  let most = 0;
  for (const item of items) {
    let score = 0;
    let found = 0;
    for (const word of words) {
      const one = scoreOf(item, word);
      if (one > 0) found++;
      // What only the small print mentions does not count where words are missing.
      if (one > SCORE.text || words.length === 1) score += one;
      else score += one / 2;
    }
    most = Math.max(most, found);
    if (found > 0) scored.push({ item, score, found });
  }
  return scored.filter(({ found }) => found === most && (most === words.length || most > 1 || words.length < 4))
    .sort((a, b) => b.score - a.score || a.item.rank - b.item.rank).slice(0, limit).map(({ item }) => toHit(item));
}

function scoreOf({ label_, detail_, also_, text_ }: Item, word: string): number {
  if (label_ === word) return SCORE.exact;
  if (label_.startsWith(word)) return SCORE.labelStart;
  if (detail_.startsWith(word)) return SCORE.detailStart;
  // In codes only the beginning counts: `1.1` is not a part of `5.1.10` that anybody means.
  if (!/^[\d.]/.test(label_) && label_.includes(word)) return SCORE.label;
  if (also_.includes(word)) return SCORE.also;
  const at = detail_.indexOf(word);
  if (at > 0) return detail_[at - 1] === ' ' ? SCORE.detailWord : SCORE.detail;
  return text_.includes(word) ? SCORE.text : 0;
}

function indexOf(catalog: Catalog): readonly Item[] {
  let items = indexes.get(catalog);
  if (!items) {
    const list: Item[] = [];
    const add = (kind: SearchHit['kind'], id: string, label: string, detail: string, text: string, also: readonly string[] = []): void => {
      list.push({ kind, id, label, detail, label_: fold(label), detail_: fold(detail), also_: fold(also.join(' ')), text_: fold(text), rank: KIND_RANK[kind] * 10_000 + list.length + (id.startsWith('2') ? 5_000 : 0) });
    };
    for (const c of catalog.categories) add('category', c.id, c.label, c.meaning, `${c.id} ${c.steps.join(' ')} ${c.group}`, c.also);
    for (const s of catalog.statuses) add('status', s.code, s.code, s.title, `${s.meaning} ${s.practice} ${s.folk?.reading ?? ''} ${s.category} ${catalog.category(s.category).also?.join(' ') ?? ''}`);
    for (const r of catalog.replies) add('reply', r.code, r.code, r.title, `${r.meaning} ${r.practice}`);
    for (const p of catalog.providers) add('provider', p.id, p.name, 'Postmaster pages and the meaning of its replies', p.id);
    for (const p of catalog.prevention) add('prevention', p.id, p.title, p.advice, `prevent ${p.id}`);
    indexes.set(catalog, items = list);
  }
  return items;
}

/** Lower case, without accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function toHit({ kind, id, label, detail }: Item): SearchHit {
  return { kind, id, label, detail };
}

/** What the catalog says of the causes that occur, gathered on the host: the catalog itself stays there. */
import type { Actor, Catalog, CategoryEntry } from '../../catalog/catalog';
import type { Verdict } from '../../engine/record';
import { isFinal } from '../message-outlook';
import { adviceOn, pageOn } from '../provider-advice';
import { stepsFor } from '../waiting-step';
import type { CauseText, ProviderAdviceText } from './data';
import { isWebAddress } from './element';
import type { PanelRow } from './row';
import type { FiledRecord } from './rows';

/** More advice than this per cause is no help. */
const MOST_ADVICE = 3;
const MOST_LINKS = 4;

/** Everything but the address itself is the reader's business where these have to act. */
const OURS: ReadonlySet<Actor> = new Set(['sender', 'sender-dns', 'ip-owner', 'mta-admin']);

function actorWords(entry: CategoryEntry, ip: string | undefined): string {
  switch (entry.actor) {
    case 'sender': return entry.bounceType === 'hard' ? 'you: the list' : 'you: the mailing';
    case 'sender-dns': return 'you: DNS';
    case 'ip-owner': return ip ? `you: owner of ${ip}` : 'you: the sending IP';
    case 'mta-admin': return 'you: the mail server';
    case 'recipient': return 'the recipient';
    case 'receiving-admin': return 'their mail admin';
    case 'receiving-dns': return 'their DNS';
    case 'network': return 'nobody: it is retried';
    case 'none': return 'nobody';
  }
}

/** What the rows of one cause name, in the order in which they come. */
interface Gathered {
  readonly row: PanelRow;
  readonly named: Map<string, number>;
  readonly links: Map<string, string>;
  readonly advice: Map<string, ProviderAdviceText>;
}

/** @param records by row id */
export function causeTexts(rows: readonly PanelRow[], records: readonly FiledRecord[], catalog: Catalog): Record<string, CauseText> {
  const gathered = new Map<string, Gathered>();
  // Where some messages of a cause still wait, waiting may help; where all are final, nobody is told to.
  const waiting = new Set(rows.filter((row) => !isFinal(records[row.id]!.record)).map((row) => row.cause));
  for (const row of rows) {
    let at = gathered.get(row.cause);
    if (!at) gathered.set(row.cause, at = { row, named: new Map(), links: new Map(), advice: new Map() });
    const { verdict } = records[row.id]!.record;
    const { named } = verdict;
    if (named.ip && named.blocklist) at.named.set(named.ip, (at.named.get(named.ip) ?? 0) + 1);
    if (named.blocklist?.url && at.links.size < MOST_LINKS && isWebAddress(named.blocklist.url)) at.links.set(named.blocklist.url, `Look up at ${named.blocklist.name}`);
    if (row.provider !== null && at.advice.size < MOST_ADVICE && !at.advice.has(row.provider)) addAdvice(at, verdict, !waiting.has(row.cause), catalog);
  }
  const texts: Record<string, CauseText> = {};
  for (const [cause, { row, named, links, advice }] of gathered) {
    const entry = catalog.category(row.category);
    const list = cause.startsWith(`${row.category}:`) ? cause.slice(row.category.length + 1) : null;
    const [ip] = [...named].sort((a, b) => b[1] - a[1])[0] ?? [];
    texts[cause] = {
      label: list === null ? entry.label : `On a blocklist: ${list}`,
      type: row.type,
      actor: actorWords(entry, ip),
      ours: OURS.has(entry.actor),
      meaning: entry.meaning,
      reason: entry.reason,
      address: entry.address,
      steps: stepsFor(entry.steps, !waiting.has(cause)),
      stop: entry.stop,
      prevention: entry.prevention.flatMap((id) => catalog.prevention.find((way) => way.id === id) ?? []).map(({ title, advice: line }) => ({ title, advice: line })),
      advice: [...advice.values()],
      links: [...links].map(([url, label]) => ({ label, url })),
    };
  }
  return texts;
}

function addAdvice(at: Gathered, verdict: Verdict, final: boolean, catalog: Catalog): void {
  const found = adviceOn(verdict, final, catalog);
  if (!found) return;
  const { provider, advice } = found;
  if (advice.meaning || advice.steps.length) at.advice.set(provider.id, { provider: provider.name, meaning: advice.meaning, steps: advice.steps });
  const url = pageOn(provider, advice);
  if (url && at.links.size < MOST_LINKS && isWebAddress(url)) at.links.set(url, `${provider.name}: their page`);
}

/** Names of the providers that occur; an id without an entry stands for itself. Mail software is no place: "at Postfix servers". */
export function providerNames(rows: readonly PanelRow[], catalog: Catalog): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { provider } of rows) if (provider !== null) names[provider] ??= nameOf(provider, catalog);
  return names;
}

function nameOf(id: string, catalog: Catalog): string {
  const provider = catalog.provider(id);
  if (!provider) return id;
  return provider.kind === 'mta' ? `${provider.name} servers` : provider.name;
}

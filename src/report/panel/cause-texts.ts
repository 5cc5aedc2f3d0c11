/** What the catalog says of the causes that occur, gathered on the host: the catalog itself stays there. */
import type { Actor, Catalog, CategoryEntry } from '../../catalog/catalog';
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
    case 'sender-dns': return 'you: your DNS';
    case 'ip-owner': return ip ? `you: owner of ${ip}` : 'you: the sending IP';
    case 'mta-admin': return 'you: the mail server';
    case 'recipient': return 'the recipient';
    case 'receiving-admin': return 'their mail admin';
    case 'receiving-dns': return 'their DNS';
    case 'network': return 'nobody: it is retried';
    case 'none': return 'nobody';
  }
}

/** @param records by row id */
export function causeTexts(rows: readonly PanelRow[], records: readonly FiledRecord[], catalog: Catalog): Record<string, CauseText> {
  const gathered = new Map<string, { row: PanelRow; named: Map<string, number>; links: Map<string, string>; advice: Map<string, ProviderAdviceText> }>();
  for (const row of rows) {
    let at = gathered.get(row.cause);
    if (!at) gathered.set(row.cause, at = { row, named: new Map(), links: new Map(), advice: new Map() });
    const { named } = records[row.id]!.record.verdict;
    if (named.ip && named.blocklist) at.named.set(named.ip, (at.named.get(named.ip) ?? 0) + 1);
    if (named.blocklist?.url && at.links.size < MOST_LINKS && isWebAddress(named.blocklist.url)) at.links.set(named.blocklist.url, `Look up at ${named.blocklist.name}`);
    if (row.provider !== null && at.advice.size < MOST_ADVICE && !at.advice.has(row.provider)) addAdvice(at, row.provider, row.rule, catalog);
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
      steps: entry.steps,
      stop: entry.stop,
      prevention: entry.prevention.flatMap((id) => catalog.prevention.find((way) => way.id === id) ?? []).map(({ title, advice: line }) => ({ title, advice: line })),
      advice: [...advice.values()],
      links: [...links].map(([url, label]) => ({ label, url })),
    };
  }
  return texts;
}

function addAdvice(at: { links: Map<string, string>; advice: Map<string, ProviderAdviceText> }, id: string, rule: string, catalog: Catalog): void {
  const provider = catalog.provider(id);
  const own = provider?.entry(rule);
  if (!provider || !own) return;
  if (own.meaning || own.steps.length) at.advice.set(id, { provider: provider.name, meaning: own.meaning, steps: own.steps });
  const url = own.url ?? provider.url;
  if (url && at.links.size < MOST_LINKS && isWebAddress(url)) at.links.set(url, `${provider.name}: their page`);
}

/** Names of the providers that occur; an id without an entry stands for itself. */
export function providerNames(rows: readonly PanelRow[], catalog: Catalog): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { provider } of rows) if (provider !== null) names[provider] ??= catalog.provider(provider)?.name ?? provider;
  return names;
}

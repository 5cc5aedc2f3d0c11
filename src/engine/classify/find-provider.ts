/** Who answered: by the answering host, then by the recipient's domain, then by words that only this provider uses. */
import type { BounceRecord } from '../record';
import type { ProviderData, ProviderKind } from './rule-set';

export type ProviderFinder = (record: BounceRecord) => ProviderData | null;

export function createProviderFinder(providers: readonly ProviderData[]): ProviderFinder {
  const byHost = new Map<string, ProviderData>();
  const byDomain = new Map<string, ProviderData>();
  for (const provider of providers) {
    for (const host of provider.hosts) byHost.set(host, provider);
    for (const domain of provider.domains ?? []) byDomain.set(domain, provider);
  }
  return (record) => {
    const byAnswer = record.remoteMta ? ofHost(record.remoteMta.toLowerCase(), byHost) : null;
    if (byAnswer || !record.recipient) return byAnswer;
    return byDomain.get(record.recipient.slice(record.recipient.lastIndexOf('@') + 1).toLowerCase()) ?? null;
  };
}

/** The longest ending of the host that a provider names wins: `.olc.protection.outlook.com` before `.outlook.com`. */
function ofHost(host: string, byHost: ReadonlyMap<string, ProviderData>): ProviderData | null {
  const exact = byHost.get(host);
  if (exact) return exact;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const found = byHost.get(host.slice(dot)) ?? byHost.get(host.slice(dot + 1));
    if (found) return found;
  }
  return byHost.get(`.${host}`) ?? null;
}

const ORDER: Readonly<Record<ProviderKind, number>> = { mailbox: 0, filter: 1, blocklist: 2, mta: 3 };

/** Of several that the words name: who hosts or filters mail comes before a list that it merely quotes. */
export function likelierProvider(a: ProviderData | null, b: ProviderData): ProviderData {
  return a && ORDER[a.kind] <= ORDER[b.kind] ? a : b;
}

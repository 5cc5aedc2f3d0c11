/** What the server's words name besides the reason, one line each. */
import type { ProviderInfo } from '../catalog/catalog';
import type { JudgedRecord } from '../engine/record';
import type { Detail } from './explanation';
import { size, span } from './words';

/** In the order in which a reader needs them. Values hold text from the document. */
export function detailsOf({ finalRecipient, remoteMta, verdict: { named } }: JudgedRecord, provider: ProviderInfo | null): Detail[] {
  const details: Detail[] = [];
  const add = (label: string, value: string | undefined, url: string | null = null): void => {
    if (value) details.push({ label, value, url: url && isWebLink(url) ? url : null });
  };
  add('Probably meant', named.likelyDomain);
  add('Forwarded to', finalRecipient);
  const list = named.blocklist ?? (provider?.kind === 'blocklist' ? { name: provider.name, url: provider.url ?? undefined } : undefined);
  add('Blocklist', list?.name, list?.url ?? null);
  add('Refused IP', named.ip);
  add('Refused domain', named.domain);
  add('Asked to wait', named.waitSeconds === undefined ? undefined : span(named.waitSeconds));
  add('Size limit', named.sizeLimit === undefined ? undefined : size(named.sizeLimit));
  if (named.authentication) {
    const { spf, dkim, dmarc } = named.authentication;
    add('Checks', [spf && `SPF ${spf}`, dkim && `DKIM ${dkim}`, dmarc && `DMARC ${dmarc}`].filter(Boolean).join(', '));
  }
  add('Quote to them', named.reference);
  const answered = provider?.kind === 'blocklist' || provider?.kind === 'mta' ? null : provider;
  add('Answered by', answered && remoteMta ? `${answered.name} (${remoteMta})` : answered?.name ?? remoteMta ?? undefined);
  if (provider?.kind === 'mta') add('Mail software', provider.name);
  return details;
}

/** Only such links are offered; they open when they are clicked, never by themselves. */
export function isWebLink(url: string): boolean {
  return /^https:\/\/[a-z0-9]/i.test(url);
}

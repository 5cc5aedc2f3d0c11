import type { BounceRecord, Verdict } from '../record';
import type { CountedVerdict } from '../summary/summary';
import { keyOf } from '../summary/keys';
import type { Wordings } from './wording';

/** Different wordings that are remembered; a real log holds hundreds. When it is full, it starts anew. */
export const MOST_WORDINGS = 20_000;
/** Hosts and domains whose provider is remembered. */
export const MOST_HOSTS = 50_000;

/** The provider that an answering host, or a recipient's domain, belongs to. */
export interface ProviderLookup {
  ofHost(host: string): string | null;
  ofDomain(domain: string): string | null;
}

/**
 * Verdicts for counting: records with the same wording, codes and provider get one verdict. What an evidence quotes differs from record
 * to record, so it is not part of it; for showing a record, ask the judge.
 */
export class VerdictCache {
  private readonly verdicts = new Map<number, CountedVerdict>();
  private readonly hosts: (host: string) => string | null;
  private readonly domains: (domain: string) => string | null;

  constructor(private readonly judge: (record: BounceRecord) => Verdict, readonly wordings: Wordings, readonly providers: ProviderLookup) {
    this.hosts = remembered((host) => providers.ofHost(host));
    this.domains = remembered((domain) => providers.ofDomain(domain));
  }

  judgeForCounting(record: BounceRecord): CountedVerdict {
    if (record.kind === 'delivery' && (record.action === 'delivered' || record.action === 'relayed')) return SUCCESS;
    const { recipient, remoteMta, source, kind, action, status, replyCode, stage, label } = record;
    const { wordings } = this;
    const domain = recipient === null ? '' : recipient.slice(recipient.lastIndexOf('@') + 1);
    const provider = (remoteMta === null ? null : this.hosts(remoteMta)) ?? this.domains(domain);
    wordings.begin(record.diagnostic ?? '', remoteMta ?? '', domain.includes('.') ? domain : '');
    for (const field of [source, kind, action, status, replyCode, stage, label, provider]) wordings.addField(field);
    const key = wordings.key();
    let verdict = this.verdicts.get(key);
    if (!verdict) {
      const { category, bounceType, blocked, provider: answered, rule } = this.judge(record);
      verdict = { category, bounceType, blocked, provider: answered, rule };
      if (this.verdicts.size >= MOST_WORDINGS) this.verdicts.clear();
      this.verdicts.set(key, verdict);
    }
    return verdict;
  }
}

/** A success needs no judge. */
const SUCCESS: CountedVerdict = { category: 'not-a-bounce', bounceType: null, blocked: false, provider: null, rule: 'kind/delivered' };

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = find(key);
      if (known.size >= MOST_HOSTS) known.clear();
      known.set(keyOf(key), value);
    }
    return value;
  };
}

import type { BounceRecord, Verdict } from '../record';
import type { CountedVerdict } from '../summary/summary';
import { keyOf } from '../summary/keys';
import type { KnownWords, Wordings } from './wording';

/** Different wordings that are remembered; a real log holds hundreds. When it is full, it starts anew. */
export const MOST_WORDINGS = 20_000;
/** Hosts and domains whose provider is remembered. */
export const MOST_HOSTS = 50_000;

/** The provider that an answering host, or a recipient's domain, belongs to. */
export interface ProviderLookup {
  ofHost(host: string): string | null;
  ofDomain(domain: string): string | null;
}

/** Where several threads read, one of them tells the others its verdicts, so that these need no rules. */
export interface VerdictExchange {
  /** Words of the rules, where another thread has looked for them already. */
  readonly words?: KnownWords | undefined;
  /** Called with each new verdict. */
  readonly tell?: ((key: number, verdict: CountedVerdict) => void) | undefined;
  /** @returns the next verdict that another thread has told; undefined: none yet */
  readonly hear?: (() => readonly [key: number, verdict: CountedVerdict] | undefined) | undefined;
}

/**
 * Verdicts for counting: records with the same wording, codes and provider get one verdict. What an evidence quotes differs from record
 * to record, so it is not part of it; for showing a record, ask the judge.
 */
export class VerdictCache {
  private readonly verdicts = new Map<number, CountedVerdict>();
  private readonly hosts: (host: string) => string | null;
  private readonly domains: (domain: string) => string | null;
  /** Of the record that was looked at last. */
  private key = 0;

  constructor(private readonly judge: (record: BounceRecord) => Verdict, readonly wordings: Wordings, readonly providers: ProviderLookup, private readonly exchange: VerdictExchange = {}) {
    this.hosts = remembered((host) => providers.ofHost(host));
    this.domains = remembered((domain) => providers.ofDomain(domain));
  }

  judgeForCounting(record: BounceRecord): CountedVerdict {
    return this.knownForCounting(record) ?? this.judged(record);
  }

  /** The same where it needs no judge; null: neither this thread nor another has judged such a record yet. */
  knownForCounting(record: BounceRecord): CountedVerdict | null {
    if (record.kind === 'delivery' && (record.action === 'delivered' || record.action === 'relayed')) return SUCCESS;
    this.key = this.keyOf(record);
    let verdict = this.verdicts.get(this.key);
    for (let told; !verdict && (told = this.exchange.hear?.()); verdict = this.verdicts.get(this.key)) this.remember(...told);
    return verdict ?? null;
  }

  private judged(record: BounceRecord): CountedVerdict {
    const { category, bounceType, blocked, provider, rule } = this.judge(record);
    const verdict = { category, bounceType, blocked, provider, rule };
    this.remember(this.key, verdict);
    this.exchange.tell?.(this.key, verdict);
    return verdict;
  }

  private remember(key: number, verdict: CountedVerdict): void {
    if (this.verdicts.size >= MOST_WORDINGS) this.verdicts.clear();
    this.verdicts.set(key, verdict);
  }

  private keyOf(record: BounceRecord): number {
    const { recipient, remoteMta, source, kind, action, status, replyCode, stage, label } = record;
    const { wordings } = this;
    const domain = recipient === null ? '' : recipient.slice(recipient.lastIndexOf('@') + 1);
    const provider = (remoteMta === null ? null : this.hosts(remoteMta)) ?? this.domains(domain);
    wordings.begin(record.diagnostic ?? '', remoteMta ?? '', domain.includes('.') ? domain : '');
    for (const field of [source, kind, action, status, replyCode, stage, label, provider]) wordings.addField(field);
    return wordings.key();
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

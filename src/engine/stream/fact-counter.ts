/**
 * Counts lines from their facts, see `LineFacts`. What a summary needs of a line is the same for many lines: those with one wording and
 * one provider share their verdict, those with one domain or host their place in the summary's maps. So the first of each kind is read
 * as a record, judged and counted the long way; this learns from it, and all others are numbers in tables.
 */
import type { BounceRecord } from '../record';
import { CASELESS, NameTable } from '../scan/name-table';
import type { LineFacts } from '../source';
import type { Cause } from '../summary/cause';
import { hashOfBytes } from '../summary/hash';
import { HashTable } from '../summary/hash-table';
import type { Entry } from '../summary/open-map';
import type { Quotable, SourcePlace } from '../summary/place';
import { countOther, type CountedVerdict, type OtherTally, type Summary } from '../summary/summary';
import { decodeLine, type ByteAccess } from './bytes';
import { MOST_HOSTS, MOST_WORDINGS, type VerdictCache } from './verdict-cache';
import type { NamePlaces } from './wording';

/** What lines have in common that differ in nothing but time, place, recipient and hosts. */
interface Kind {
  readonly verdict: CountedVerdict;
  readonly status: string | null;
  // where it is counted, once it is
  statusEntry: Entry | null;
  cause: Cause | null;
  other: OtherTally | null;
}

/** A domain or host. */
interface Name {
  readonly text: string;
  readonly provider: string | null;
  entry: Entry | null;
}

/** No line has this key: none waits to be learned. */
const NOTHING = -1;

export class FactCounter implements Quotable, NamePlaces {
  bytes: Uint8Array = new Uint8Array(0);
  hostFrom = 0;
  hostTo = 0;
  domainFrom = 0;
  domainTo = 0;
  private facts!: LineFacts;
  private kind!: Kind;
  private domain: Name | null = null;
  private host: Name | null = null;
  private key = NOTHING;
  private reportingMta: Entry | null = null;
  private queue: Entry | null = null;
  private kinds: Kind[] = [];
  private kindNumbers = new HashTable(1);
  private domains: Name[] = [];
  private hosts: Name[] = [];
  private readonly domainNumbers = new NameTable(CASELESS, MOST_HOSTS, () => { this.domains = []; });
  private readonly hostNumbers = new NameTable(CASELESS, MOST_HOSTS, () => { this.hosts = []; });

  constructor(private readonly summary: Summary, private readonly cache: VerdictCache, private readonly access: ByteAccess) {}

  /**
   * Looks at a line that is no delivery.
   * @returns the verdict on lines of its kind, and `count` will count it; null where it has to be read as a record, for `learn` to learn from
   */
  look(facts: LineFacts, bytes: Uint8Array): CountedVerdict | null {
    this.key = NOTHING;
    this.facts = facts;
    this.bytes = bytes;
    if (!this.setDomain() || !this.setHost()) return null;
    const { wordings } = this.cache;
    if (!wordings.beginWithBytes(bytes, facts.wordsFrom, facts.wordsTo, this)) return null;
    wordings.addField(facts.source);
    wordings.addField(facts.action);
    wordings.addField(facts.stage);
    wordings.addField(this.host?.provider ?? this.domain?.provider ?? null);
    wordings.addBytes(bytes, facts.statusFrom, facts.statusTo);
    wordings.addBytes(bytes, facts.replyFrom, facts.replyTo);
    const key = wordings.key();
    const slot = this.kindNumbers.find(key);
    if (slot === -1) {
      this.key = key;
      return null;
    }
    this.kind = this.kinds[this.kindNumbers.get(slot, 0)]!;
    return this.kind.verdict;
  }

  /** What the line that was looked at last gave as a record. */
  learn({ status }: BounceRecord, verdict: CountedVerdict): void {
    if (this.key === NOTHING) return;
    if (this.kinds.length >= MOST_WORDINGS) {
      this.kinds = [];
      this.kindNumbers = new HashTable(1);
    }
    const number = this.kinds.push({ verdict, status, statusEntry: null, cause: null, other: null }) - 1;
    this.kindNumbers.set(this.kindNumbers.insert(this.key).slot, 0, number);
    this.key = NOTHING;
  }

  /** Counts the line that was looked at last. @param start offset of the line in its source @param end after its last byte */
  count(file: string, line: number, start: number, end: number): void {
    const { summary, facts, kind, kind: { verdict } } = this;
    const place: SourcePlace = { file, line, start, end, time: Number.isNaN(facts.time) ? null : facts.time };
    summary.read.records++;
    summary.actions[facts.action]++;
    if (verdict.bounceType === null) {
      kind.other ??= summary.otherOf({ kind: 'delivery', action: facts.action }, verdict, place);
      return countOther(kind.other, 1, place.time, place.time, place);
    }
    const hash = this.domain === null ? null : hashOfBytes(this.bytes, facts.recipientFrom, facts.recipientTo);
    summary.countBounce({ verdict, delayed: facts.action === 'delayed', place }, {
      cause: kind.cause ??= summary.causeOf(verdict, place),
      status: kind.statusEntry = this.entryOf(kind.status, kind.statusEntry, 'byStatus', place),
      domain: this.entryOfName(this.domain, 'byDomain', place),
      remoteMta: this.entryOfName(this.host, 'byRemoteMta', place),
      reportingMta: this.reportingMta = this.entryOf(facts.reportingMta, this.reportingMta, 'byReportingMta', place),
      queue: this.queue = this.entryOf(facts.queue, this.queue, 'byQueue', place),
    }, hash, this);
  }

  get recipient(): string | null {
    return this.domain && decodeLine(this.access, this.bytes, this.facts.recipientFrom, this.facts.recipientTo);
  }

  get diagnostic(): string {
    return decodeLine(this.access, this.bytes, this.facts.wordsFrom, this.facts.wordsTo);
  }

  get label(): null {
    return null;
  }

  get status(): string | null {
    return this.kind.status;
  }

  private entryOf(key: string | null, known: Entry | null, map: MapName, place: SourcePlace): Entry | null {
    if (key === null) return null;
    return known?.isKept && known.key === key ? known : this.summary[map].entry(key, place);
  }

  private entryOfName(name: Name | null, map: MapName, place: SourcePlace): Entry | null {
    return name && (name.entry = this.entryOf(name.text, name.entry, map, place));
  }

  /** @returns false where the recipient has no domain that can be read from its bytes */
  private setDomain(): boolean {
    const { bytes, facts: { recipientFrom, recipientTo } } = this;
    this.domain = null;
    this.domainFrom = this.domainTo = 0;
    if (recipientFrom === recipientTo) return true;
    let at = recipientTo - 1;
    let dots = 0;
    for (; at >= recipientFrom && bytes[at] !== 64 /* @ */; at--) if (bytes[at] === 46) dots++;
    if (at < recipientFrom || at === recipientTo - 1) return false;
    const number = this.domainNumbers.numberOf(bytes, at + 1, recipientTo);
    if (number < 0) return false;
    this.domain = this.domains[number] ??= this.newName(at + 1, recipientTo, (domain) => this.cache.providers.ofDomain(domain));
    if (dots === 0) return true;
    this.domainFrom = at + 1;
    this.domainTo = recipientTo;
    return true;
  }

  /** @returns false where its name cannot be read from its bytes */
  private setHost(): boolean {
    const { bytes, facts: { remoteFrom, remoteTo } } = this;
    this.host = null;
    this.hostFrom = remoteFrom;
    this.hostTo = remoteTo;
    if (remoteFrom === remoteTo) return true;
    const number = this.hostNumbers.numberOf(bytes, remoteFrom, remoteTo);
    if (number < 0) return false;
    this.host = this.hosts[number] ??= this.newName(remoteFrom, remoteTo, (host) => this.cache.providers.ofHost(host));
    return true;
  }

  private newName(from: number, to: number, providerOf: (name: string) => string | null): Name {
    const text = this.access.latin1(this.bytes, from, to).toLowerCase();
    return { text, provider: providerOf(text), entry: null };
  }
}

type MapName = 'byStatus' | 'byDomain' | 'byRemoteMta' | 'byReportingMta' | 'byQueue';

/**
 * Counts lines from their facts, see `LineFacts`. What a summary needs of a line is the same for many lines: those with one wording and
 * one provider share their verdict, those with one domain or host their place in the summary's maps. So the first of each kind is read
 * as a record, judged and counted the long way; this learns from it, and all others are numbers in tables, until `flush`.
 */
import type { BounceRecord } from '../record';
import { CASELESS, NameTable } from '../scan/name-table';
import type { LineFacts } from '../source';
import { isEarly, keepExample, keepLatest, MOST_EXAMPLES, type Cause } from '../summary/cause';
import { hashOfBytes } from '../summary/hash';
import { HashTable } from '../summary/hash-table';
import { keyOf } from '../summary/keys';
import { PairCounts } from '../summary/pair-counts';
import type { Quotable, SourcePlace } from '../summary/place';
import { countOther, type CountedVerdict, type Summary } from '../summary/summary';
import { bouncesOf, mergeTally, newTally, timeOrNull, type Tally } from '../summary/tally';
import { TallyTable, tallyType, type TallyType } from '../summary/tally-table';
import type { ByteAccess } from './bytes';
import { LatestLines } from './latest-lines';
import { MOST_HOSTS, MOST_WORDINGS, type VerdictCache } from './verdict-cache';
import type { NamePlaces } from './wording';

/** What lines have in common that differ in nothing but time, place, recipient and hosts. */
interface Kind {
  readonly number: number;
  readonly verdict: CountedVerdict;
  readonly type: TallyType;
  readonly action: LineFacts['action'];
  readonly status: string | null;
  /** Number of the cause that it belongs to, once it was counted; -1: none. */
  cause: number;
}

/** A domain or host. */
interface Name {
  readonly number: number;
  readonly text: string;
  readonly provider: string | null;
}

/** Who sent and reports. */
interface Sender {
  readonly number: number;
  readonly host: string | null;
  readonly queue: string | null;
}

/** No line has this key: none waits to be learned. */
const NOTHING = -1;

export class FactCounter implements Quotable, NamePlaces {
  bytes: Uint8Array = new Uint8Array(0);
  hostFrom = 0;
  hostTo = 0;
  domainFrom = 0;
  domainTo = 0;
  private file = '';
  private facts!: LineFacts;
  private kind!: Kind;
  private domain: Name | null = null;
  private host: Name | null = null;
  private key = NOTHING;
  private sender: Sender | undefined;
  private kinds: Kind[] = [];
  private kindNumbers = new HashTable(1);
  private domains: Name[] = [];
  private hosts: Name[] = [];
  private senders: Sender[] = [];
  private causes: Cause[] = [];
  /** Of each cause those that are not among its examples yet. */
  private latest: LatestLines[] = [];
  private readonly domainNumbers = new NameTable(CASELESS, MOST_HOSTS, () => { this.flush(); this.domains = []; });
  private readonly hostNumbers = new NameTable(CASELESS, MOST_HOSTS, () => { this.flush(); this.hosts = []; });
  // what was counted since the last flush
  private readonly byKind = new TallyTable();
  private readonly byDomain = new TallyTable();
  private readonly byHost = new TallyTable();
  private readonly bySender = new TallyTable();
  private readonly causesOfDomains = new PairCounts();

  constructor(private readonly summary: Summary, private readonly cache: VerdictCache, private readonly access: ByteAccess) {}

  /**
   * Looks at a line that is no delivery.
   * @param file the source, as the user named it
   * @returns the verdict on lines of its kind, and `count` will count it; null where it has to be read as a record, for `learn` to learn from
   */
  look(file: string, facts: LineFacts, bytes: Uint8Array): CountedVerdict | null {
    if (file !== this.file) {
      this.flush();
      this.file = file;
    }
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
      this.flush();
      this.kinds = [];
      this.kindNumbers = new HashTable(1);
    }
    const number = this.kinds.length;
    this.kinds.push({ number, verdict, type: tallyType(verdict), action: this.facts.action, status, cause: -1 });
    this.kindNumbers.set(this.kindNumbers.insert(this.key), 0, number);
    this.key = NOTHING;
  }

  /** The line that was looked at last gave nothing to learn from. */
  forget(): void {
    this.key = NOTHING;
  }

  /** Counts the line that was looked at last. @param start offset of the line in its source @param end after its last byte */
  count(line: number, start: number, end: number): void {
    const { summary, facts, facts: { action, time, ownClock }, kind: { number, verdict, type }, domain, host, file } = this;
    const delayed = action === 'delayed';
    summary.read.records++;
    if (!Number.isNaN(time)) summary.noteClock(ownClock);
    this.byKind.add(number, type, delayed, time, line, start, end);
    if (verdict.bounceType === null) return;
    const place: SourcePlace = { file, line, start, end, time: Number.isNaN(time) ? null : time };
    const cause = this.causeNumber(place);
    if (host) this.byHost.add(host.number, type, delayed, time, line, start, end);
    this.bySender.add(this.senderNumber(), type, delayed, time, line, start, end);
    let hash: number | null = null;
    if (domain) {
      this.byDomain.add(domain.number, type, delayed, time, line, start, end);
      this.causesOfDomains.add(domain.number, cause);
      hash = hashOfBytes(this.bytes, facts.recipientFrom, facts.recipientTo);
    }
    this.keepExample(cause, place);
    summary.noteBounce({ verdict, delayed, place }, this.causes[cause]!, hash, this);
  }

  /** Puts into the summary what was counted since the last time. To be called before it is looked at, or added to another way. */
  flush(): void {
    const { summary, file } = this;
    for (const number of this.byKind.touched) this.flushKind(this.kinds[number]!, this.byKind.tally(number, file));
    for (const number of this.byDomain.touched) summary.byDomain.addTally(this.domains[number]!.text, this.byDomain.tally(number, file));
    for (const number of this.byHost.touched) summary.byRemoteMta.addTally(this.hosts[number]!.text, this.byHost.tally(number, file));
    for (const number of this.bySender.touched) {
      const { host, queue } = this.senders[number]!;
      if (host !== null) summary.byReportingMta.addTally(host, this.bySender.tally(number, file));
      if (queue !== null) summary.byQueue.addTally(queue, this.bySender.tally(number, file));
    }
    this.causesOfDomains.forEach((domain, cause, count) => { this.causes[cause]!.domains.add(this.domains[domain]!.text, count); });
    this.latest.forEach((lines, cause) => { for (const quoted of lines.take(this.access)) keepLatest(this.causes[cause]!, quoted); });
    for (const table of [this.byKind, this.byDomain, this.byHost, this.bySender, this.causesOfDomains]) table.clear();
  }

  get recipient(): string | null {
    return this.domain && this.access.latin1(this.bytes, this.facts.recipientFrom, this.facts.recipientTo);
  }

  get diagnostic(): string {
    return this.access.latin1(this.bytes, this.facts.wordsFrom, this.facts.wordsTo);
  }

  get label(): null {
    return null;
  }

  get status(): string | null {
    return this.kind.status;
  }

  private flushKind({ verdict, action, status, cause: number }: Kind, tally: Tally): void {
    const { summary } = this;
    summary.actions[action] += bouncesOf(tally);
    if (verdict.bounceType === null) {
      countOther(summary.otherOf({ kind: 'delivery', action }, verdict, tally.place), bouncesOf(tally), timeOrNull(tally.first), timeOrNull(tally.last), tally.place);
      return;
    }
    const cause = this.causes[number]!;
    mergeTally(summary.total ??= newTally(tally.place), tally);
    mergeTally(cause.tally, tally);
    cause.rules.set(verdict.rule, (cause.rules.get(verdict.rule) ?? 0) + bouncesOf(tally));
    if (status !== null) summary.byStatus.addTally(status, tally);
  }

  private causeNumber(place: SourcePlace): number {
    const { kind } = this;
    if (kind.cause === -1) {
      const cause = this.summary.causeOf(kind.verdict, place);
      kind.cause = this.causes.indexOf(cause);
      if (kind.cause === -1) {
        kind.cause = this.causes.push(cause) - 1;
        this.latest.push(new LatestLines(MOST_EXAMPLES));
      }
    }
    return kind.cause;
  }

  private keepExample(number: number, place: SourcePlace): void {
    const { bytes, facts: { recipientFrom, recipientTo, wordsFrom, wordsTo } } = this;
    const cause = this.causes[number]!;
    if (isEarly(cause, place) || !this.latest[number]!.add(place, bytes, recipientFrom, this.domain ? recipientTo : -1, wordsFrom, wordsTo)) keepExample(cause, place, this);
  }

  /** Most logs have one sender, or a few. */
  private senderNumber(): number {
    const { reportingMta, queue } = this.facts;
    if (!this.sender || this.sender.host !== reportingMta || this.sender.queue !== queue) {
      this.sender = this.senderOf(reportingMta, queue);
    }
    return this.sender.number;
  }

  // What makes something new stands in functions of its own: one that holds a closure costs an object each time it is called.

  private senderOf(reportingMta: string | null, queue: string | null): Sender {
    let sender = this.senders.find((known) => known.host === reportingMta && known.queue === queue);
    if (!sender) this.senders.push(sender = { number: this.senders.length, host: reportingMta && keyOf(reportingMta), queue: queue && keyOf(queue) });
    return sender;
  }

  private newDomain(number: number, from: number, to: number): Name {
    return this.newName(number, from, to, (domain) => this.cache.providers.ofDomain(domain));
  }

  private newHost(number: number, from: number, to: number): Name {
    return this.newName(number, from, to, (host) => this.cache.providers.ofHost(host));
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
    this.domain = this.domains[number] ??= this.newDomain(number, at + 1, recipientTo);
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
    this.host = this.hosts[number] ??= this.newHost(number, remoteFrom, remoteTo);
    return true;
  }

  private newName(number: number, from: number, to: number, providerOf: (name: string) => string | null): Name {
    const text = this.access.latin1(this.bytes, from, to).toLowerCase();
    return { number, text, provider: providerOf(text) };
  }
}

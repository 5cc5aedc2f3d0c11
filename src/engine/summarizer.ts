/** Reads sources into one summary, in constant memory: what a worker, the command line and the editor do with files. */
import { bounceService, createVerdictCache } from './bundled-service';
import type { BounceRecord, BounceType, JudgedRecord } from './record';
import type { Sink } from './source';
import type { ByteAccess } from './stream/bytes';
import { FactCounter } from './stream/fact-counter';
import { SourceStream, type StreamRequest } from './stream/source-stream';
import type { VerdictCache, VerdictExchange } from './stream/verdict-cache';
import { DeliveredMessages } from './summary/delivered-messages';
import { hashOf, hashOfBytes } from './summary/hash';
import { MANY_DELIVERIES, Summary, type CountedVerdict } from './summary/summary';

export interface SummarizerOptions {
  /** Only bounces of this type. */
  readonly only?: BounceType | null | undefined;
  /** So many bounces are kept whole, in source order, for a table. */
  readonly mostRecords?: number | undefined;
  /** See `MOST_DELIVERIES`; more where bounces are kept. */
  readonly mostDeliveries?: number | undefined;
}

/** A bounce and the source that it stands in. */
export interface FileRecord {
  readonly file: string;
  readonly record: JudgedRecord;
}

/** A record that waits for a verdict. */
export interface UnjudgedRecord {
  readonly file: string;
  readonly record: BounceRecord;
}

/** So many records wait for a verdict; who has more judges for itself. Enough for the time in which another thread gets its rules ready. */
const MOST_UNJUDGED = 5000;

/** How many a summary with these options remembers. */
export function mostDeliveriesOf({ mostDeliveries, mostRecords = 0 }: SummarizerOptions): number | undefined {
  return mostDeliveries ?? (mostRecords > 0 ? MANY_DELIVERIES : undefined);
}

export class Summarizer {
  readonly records: FileRecord[] = [];
  /** Bounces that were counted but not kept. */
  recordsLeftOut = 0;
  /** Something was recognised in one source at least. */
  recognised = false;
  /** Where bounces are kept: which of the deferred messages arrived. */
  readonly deliveredMessages: DeliveredMessages | null;
  private readonly unjudged: UnjudgedRecord[] = [];
  /** Whether records may wait for the verdict of another thread. */
  private waits: boolean;
  private readonly counted: Summary;
  private readonly cache: VerdictCache;
  private readonly counter: FactCounter;
  private readonly mostRecords: number;

  /** @param exchange where other threads read with this one */
  constructor(private readonly access: ByteAccess, private readonly options: SummarizerOptions = {}, exchange?: VerdictExchange) {
    this.mostRecords = options.mostRecords ?? 0;
    this.counted = new Summary(mostDeliveriesOf(options));
    this.waits = exchange?.hear !== undefined && this.mostRecords === 0;
    this.cache = createVerdictCache(exchange);
    this.deliveredMessages = this.mostRecords > 0 ? new DeliveredMessages() : null;
    this.counter = new FactCounter(this.counted, this.cache, access);
  }

  /** What was counted so far. */
  get summary(): Summary {
    this.counter.flush();
    return this.counted;
  }

  /** @returns the records that nobody has told a verdict for: they are not in the summary, and have to be added to it, or to another */
  takeUnjudged(): UnjudgedRecord[] {
    const waiting = this.unjudged.splice(0);
    return waiting.filter(({ file, record }) => {
      const verdict = this.cache.knownForCounting(record);
      if (verdict) this.count(file, record, verdict);
      return !verdict;
    });
  }

  /** @param file as the user named it */
  add(file: string, record: BounceRecord): void {
    this.recognised = true;
    const verdict = this.waits ? this.cache.knownForCounting(record) : this.cache.judgeForCounting(record);
    if (verdict) {
      this.counter.learn(record, verdict);
      this.count(file, record, verdict);
      return;
    }
    this.counter.forget();
    if (this.unjudged.push({ file, record }) < MOST_UNJUDGED) return;
    this.waits = false;
    for (const waiting of this.unjudged.splice(0)) this.count(waiting.file, waiting.record, this.cache.judgeForCounting(waiting.record));
  }

  /**
   * One source.
   * @param file as the user named it
   * @returns takes its bytes; call `end` also where it could not be read to its end
   */
  open(file: string, request: StreamRequest): SourceReading {
    const { counted: summary, access } = this;
    const before = summary.read.records + summary.read.notUnderstood;
    const stream = new SourceStream(access, request, this.sinkFor(file));
    return {
      push: (chunk) => stream.push(chunk),
      stop: () => stream.stop(),
      end: () => {
        stream.end();
        if (stream.isRecognised) this.recognised = true; // also a quiet log, or a mail that is no bounce
        if (stream.advice !== null && summary.read.records + summary.read.notUnderstood === before) summary.addLimit({ limit: `format ${file}`, message: `${file}: ${stream.advice}` });
        if (!request.isContinued) summary.addSource(file, stream.format?.id ?? null, stream.bytes === 0);
        summary.read.lines += stream.lines;
        summary.read.bytes += stream.bytes;
        return stream.lines;
      },
    };
  }

  private sinkFor(file: string): Sink {
    const { counted: summary, options: { only = null } } = this;
    return {
      record: (record) => this.add(file, record),
      notUnderstood: (place) => {
        this.recognised = true;
        summary.addNotUnderstood(file, place);
      },
      limit: (hit) => summary.addLimit(hit),
      message: () => { summary.read.messages++; },
      facts: (facts, bytes, line, start, end) => {
        this.recognised = true;
        if (facts.action === 'delivered') {
          if (only !== null) return true;
          const recipient = hashOfBytes(bytes, facts.recipientFrom, facts.recipientTo);
          summary.addDelivery(Number.isNaN(facts.time) ? null : facts.time, recipient, facts.ownClock);
          this.deliveredMessages?.add(hashOfBytes(bytes, facts.queueIdFrom, facts.queueIdTo), recipient);
          return true;
        }
        const verdict = this.counter.look(file, facts, bytes);
        if (verdict === null) return false;
        if (only !== null && verdict.bounceType !== only) return true;
        if (verdict.bounceType !== null && this.mostRecords > 0) {
          if (this.records.length < this.mostRecords) return false;
          this.recordsLeftOut++;
        }
        this.counter.count(line, start, end);
        return true;
      },
    };
  }

  private count(file: string, record: BounceRecord, verdict: CountedVerdict): void {
    const { only = null } = this.options;
    if (only !== null && verdict.bounceType !== only) return;
    this.counted.add(file, record, verdict);
    if (this.deliveredMessages && record.action === 'delivered' && record.queueId !== null && record.recipient !== null) this.deliveredMessages.add(hashOf(record.queueId), hashOf(record.recipient));
    if (verdict.bounceType === null || this.mostRecords === 0) return;
    if (this.records.length < this.mostRecords) this.records.push({ file, record: bounceService().judge(record) });
    else this.recordsLeftOut++;
  }
}

export interface SourceReading {
  push(chunk: Uint8Array): void;
  /** The rest will not come: a line that is not complete is left out. */
  stop(): void;
  /** @returns lines read */
  end(): number;
}

/**
 * What Bounce Lens knows of one document: its source format and the records in it, kept in step with every edit.
 * Knows no editor; `document-models.ts` feeds it. Never works for longer than one slice at a time, and features answer with what
 * is there: whoever shows something listens to `changed` and asks again.
 */
import type { Span } from '../engine/record';
import type { BounceService } from '../engine/service';
import type { SourceFormat } from '../engine/source';
import { beginningOf, type ModelText } from './model-text';
import type { TextChange } from './place-store';
import { Findings, type Reading } from './reading';
import { LineReading } from './line-reading';
import { SectionReading, type Cut } from './section-reading';
import { StreamReading } from './stream-reading';
import { Signal } from './signal';

/** What a model needs of the engine. */
export interface ModelEngine {
  readonly service: BounceService;
  /** Where the mails of an mbox begin. */
  readonly cutMbox: Cut;
  /** How to read a text that looks like a bounce where no format is sure of it. */
  fallbackFor?(text: Pick<ModelText, 'languageId' | 'lineCount'>): SourceFormat | null;
  /** How much of a text detection looks at. */
  readonly sampleLength: number;
}

export interface Pace {
  /** Milliseconds since 1970: the latest time that a stamp without a year can mean. */
  readonly referenceTime: number;
  /** How patiently to wait for the end of typing; 1 where it is missing, 0 in a test that cannot wait. */
  readonly patience?: number;
}

/** Short enough that typing and scrolling never wait for it. */
const SLICE = 8;

/** After an edit the touched lines are read at once if it takes no longer than this. */
const SLICE_OF_A_KEYSTROKE = 2;

/** How often those who show something are told while a long document is read. */
const NEWS_EVERY = 250;

/** An edit near the beginning may make another format of a document; looked at when typing pauses. */
const DETECT_AFTER = 600;

export class DocumentModel {
  readonly findings = new Findings();
  readonly changed = new Signal<DocumentModel>();
  /** Goes up whenever something may have to be shown anew. */
  revision = 0;
  private detected: SourceFormat | null = null;
  private reading: Reading | null = null;
  private done = false;
  private waiting: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private detection: ReturnType<typeof setTimeout> | null = null;
  private lastNews = 0;
  private disposed = false;

  constructor(readonly id: number, readonly text: ModelText, private readonly engine: ModelEngine, private readonly pace: Pace) {
    this.begin(this.detect());
  }

  /** The source format, or null where nothing recognises the document. */
  get format(): SourceFormat | null {
    return this.detected;
  }

  get service(): BounceService {
    return this.engine.service;
  }

  get records(): Findings['records'] {
    return this.findings.records;
  }

  /** True when all of the document was read. */
  get ready(): boolean {
    return this.done;
  }

  /** The mail around an offset; null where the document is no mail or mailbox. */
  sectionAt(offset: number): Span | null {
    return this.reading?.sectionAt?.(offset) ?? null;
  }

  /** Resolves when all of the document was read, or when the document is closed. */
  whenReady(): Promise<void> {
    return this.done || this.disposed ? Promise.resolve() : new Promise((resolve) => { this.waiting.push(resolve); });
  }

  /** Takes over an edit. Changes of one edit come last in the document first, as the editor sends them. */
  change(changes: readonly TextChange[]): void {
    if (this.disposed || changes.length === 0) return;
    let first = Number.MAX_SAFE_INTEGER;
    for (const change of changes) {
      first = Math.min(first, change.startOffset);
      this.reading?.change(change);
    }
    if (first < this.engine.sampleLength) this.detectLater();
    this.done = this.reading === null;
    if (this.reading) {
      if (this.reading.patience === 0) this.work(SLICE_OF_A_KEYSTROKE);
      else this.workLater(this.reading.patience * (this.pace.patience ?? 1));
    }
    this.news();
  }

  /** Forgets everything and reads again, e.g. when the rules have changed. */
  restart(): void {
    this.begin(this.detect());
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.settle();
    this.changed.dispose();
  }

  private detect(): SourceFormat | null {
    const { fileName, languageId } = this.text;
    return this.engine.service.detect({ text: beginningOf(this.text, this.engine.sampleLength), fileName, languageId }) ?? this.engine.fallbackFor?.(this.text) ?? null;
  }

  private begin(format: SourceFormat | null): void {
    this.stop();
    this.findings.clear();
    this.detected = format;
    this.done = format === null;
    const { service } = this.engine;
    const context = { text: this.text, service, options: { referenceTime: this.pace.referenceTime }, findings: this.findings };
    if (!format) this.reading = null;
    else if (format.kind === 'text') this.reading = new SectionReading(format, format.id === 'mbox' ? this.engine.cutMbox : oneSection, context);
    else this.reading = format.stateless ? new LineReading(format, context) : new StreamReading(format, context);
    if (this.reading) this.work(SLICE);
    else this.finish();
  }

  /** Reads for one slice, and goes on after the editor had its turn. */
  private work(slice: number): void {
    if (!this.reading) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const until = performance.now() + slice;
    if (this.reading.step(() => performance.now() >= until)) {
      this.finish();
    } else {
      if (performance.now() - this.lastNews > NEWS_EVERY) this.news();
      this.workLater(0);
    }
  }

  private workLater(wait: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(SLICE), wait);
  }

  private detectLater(): void {
    if (this.detection) clearTimeout(this.detection);
    this.detection = setTimeout(() => {
      const format = this.detect();
      if (format?.id !== this.detected?.id) this.begin(format);
    }, DETECT_AFTER);
  }

  private finish(): void {
    this.done = true;
    this.settle();
    this.news();
  }

  private news(): void {
    this.lastNews = performance.now();
    this.revision++;
    this.changed.fire(this);
  }

  private settle(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private stop(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.detection) clearTimeout(this.detection);
    this.timer = this.detection = null;
  }
}

const oneSection: Cut = () => [{ start: 0, line: 1 }];

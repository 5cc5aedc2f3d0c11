/** Reads a log whose lines belong together (a queue id on one line, the reason on another), from the first to the last line. */
import type { PlaceStore} from './place-store';
import { type TextChange } from './place-store';
import { Findings, type Reading, type ReadingContext } from './reading';
import type { LineReader, LogFormat } from '../engine/source';

const LINES_AT_ONCE = 64;

/** Reading again waits at least this long after an edit, and longer where reading takes longer. */
const LEAST_PATIENCE = 300;

export class StreamReading implements Reading {
  private next = 0;
  private start = 0;
  private reader: LineReader | null = null;
  private fresh = new Findings();
  private spent = 0;
  private first = true;

  constructor(private readonly format: LogFormat, private readonly context: ReadingContext) {}

  get patience(): number {
    return Math.max(LEAST_PATIENCE, 4 * this.spent);
  }

  step(late: () => boolean): boolean {
    const { text, service, options, findings } = this.context;
    const begun = performance.now();
    if (!this.reader) {
      this.fresh = this.first ? findings : new Findings(); // the first time, show what is found while it is found
      this.reader = this.format.open(options, this.fresh.sink(service));
      this.next = 0;
      this.start = 0;
      this.spent = 0;
    }
    do {
      for (const stop = Math.min(text.lineCount, this.next + LINES_AT_ONCE); this.next < stop; this.next++) {
        const content = text.lineText(this.next);
        this.reader.line(content, this.start, this.next + 1);
        this.start += content.length + text.lineEndLength;
      }
    } while (this.next < text.lineCount && !late());
    const done = this.next >= text.lineCount;
    if (done) {
      this.reader.end?.();
      this.reader = null;
      if (!this.first) replace(findings, this.fresh);
      this.first = false;
    }
    this.spent += performance.now() - begun;
    return done;
  }

  change(change: TextChange): void {
    this.context.findings.change(change, 'keep');
    if (this.first) this.context.findings.clear(); // half-read: begin again
    this.reader = null;
  }
}

/** Puts what was newly read in the place of what was there. */
function replace(findings: Findings, fresh: Findings): void {
  findings.clear();
  moveAll(fresh.records, findings.records);
  moveAll(fresh.notUnderstood, findings.notUnderstood);
  for (const [name, hit] of fresh.limits) findings.limits.set(name, hit);
  findings.messages = fresh.messages;
}

function moveAll<T extends { line: number; span: { start: number; end: number } }>(from: PlaceStore<T>, to: PlaceStore<T>): void {
  for (const item of from.all()) to.add(item);
}

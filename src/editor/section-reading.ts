/** Reads a mail, or the mails of an mbox one after the other. After an edit only the mails that it touched are read again. */
import type { TextFormat } from '../engine/source';
import type { Reading as ReadText } from '../engine/service';
import type { TextChange } from './place-store';
import { carryPlace, carryRecord, type OpenPlace, type Reading, type ReadingContext } from './reading';
import type { JudgedRecord } from '../engine/record';

/** One mail of a document: where it stands and what it gave beside records. */
export interface Section {
  start: number;
  end: number;
  /** Counted from 1. */
  line: number;
  messages: number;
  records: readonly JudgedRecord[];
  notUnderstood: readonly OpenPlace[];
  state: 'unread' | 'read' | 'edited';
}

/** Cuts a text into parts that can be read by themselves; starts in order, the first at 0. */
export type Cut = (text: string) => readonly { readonly start: number; readonly line: number }[];

const LEAST_PATIENCE = 250;

export class SectionReading implements Reading {
  sections: Section[] = [];
  private text: string | null = null;
  private slowest = 0;
  private next = 0;

  constructor(private readonly format: TextFormat, private readonly cut: Cut, private readonly context: ReadingContext) {}

  get patience(): number {
    return Math.max(LEAST_PATIENCE, 4 * this.slowest);
  }

  sectionAt(offset: number): Section | null {
    let low = 0;
    let high = this.sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sections[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    const section = this.sections[low];
    return section && section.start <= offset ? section : null;
  }

  step(late: () => boolean): boolean {
    if (this.text === null) this.cutAgain();
    do {
      while (this.sections[this.next]?.state === 'read') this.next++;
      const section = this.sections[this.next];
      if (!section) {
        this.text = null; // a copy of the document is not kept for longer than it is needed
        return true;
      }
      this.read(section);
    } while (!late());
    return false;
  }

  change(change: TextChange): void {
    this.context.findings.change(change, 'keep');
    const end = change.startOffset + change.removedLength;
    const delta = change.insertedLength - change.removedLength;
    const lines = change.insertedLines - (change.endLine - change.startLine);
    for (const section of this.sections) {
      if (section.end < change.startOffset) continue;
      if (section.start > end) {
        section.start += delta;
        section.line += lines;
        section.end += delta;
      } else {
        section.state = 'edited';
        section.end = Math.max(section.start, section.end + delta);
      }
    }
    this.text = null;
  }

  /** Compares the mails that are there now with those that were read: what is the same is kept. */
  private cutAgain(): void {
    const text = this.context.text.whole();
    this.text = text;
    const known = new Map(this.sections.filter((section) => section.state === 'read').map((section) => [section.start, section]));
    const starts = this.cut(text);
    const sections = starts.map(({ start, line }, i): Section => {
      const end = starts[i + 1]?.start ?? text.length;
      const before = known.get(start);
      if (before?.end === end) return before;
      return { start, end, line, messages: 0, records: [], notUnderstood: [], state: 'unread' };
    });
    const { findings } = this.context;
    const kept = new Set(sections);
    const gone = this.sections.filter((section) => !kept.has(section));
    findings.records.remove(new Set(gone.flatMap((section) => section.records)));
    findings.notUnderstood.remove(new Set(gone.flatMap((section) => section.notUnderstood)));
    for (const section of gone) findings.messages -= section.messages;
    this.sections = sections;
    this.next = 0;
  }

  private read(section: Section): void {
    const { text, service, options, findings } = this.context;
    const begun = performance.now();
    const part = this.sections.length === 1 ? this.text! : this.text!.slice(section.start, section.end);
    const result: ReadText = service.read({ text: part, binary: false }, { ...options, as: this.format.id, fileName: text.fileName, languageId: text.languageId });
    const move = { offset: (o: number) => o + section.start, line: (l: number) => l + section.line - 1 };
    const places = result.notUnderstood.map((place): OpenPlace => ({ ...place }));
    for (const record of result.records) {
      carryRecord(record, move);
      findings.records.add(record);
    }
    for (const place of places) {
      carryPlace(place, move);
      findings.notUnderstood.add(place);
    }
    for (const hit of result.limits) findings.limits.set(hit.limit, hit);
    findings.messages += result.messages;
    Object.assign(section, { messages: result.messages, records: result.records, notUnderstood: places });
    section.state = 'read';
    this.slowest = Math.max(this.slowest, performance.now() - begun);
  }
}

/**
 * Reads a source as it comes, chunk by chunk, in constant memory where its format allows it: a log never stands in memory as a whole,
 * and of its lines only those become strings that hold one of the format's needles.
 */
import { detectFormat, formats } from '../formats';
import type { FactReader, LineReader, ReadOptions, Sink, SourceFormat, TextFormat, Wanted } from '../source';
import { CR, decodeLine, LF, type ByteAccess, type LineFinder } from './bytes';
import { LineCounter } from '../message/line-counter';
import { wantedBy } from '../log/wanted';
import { movedSink } from './moved-sink';
import { guessEncoding } from './text-encoding';

export interface StreamRequest extends ReadOptions {
  /** Id of a source format; found by detection where it is missing. */
  readonly as?: string | undefined;
  readonly fileName?: string | undefined;
  readonly languageId?: string | undefined;
  /** Bytes of the source that are read elsewhere and stand before the first chunk; it begins at the start of a line. */
  readonly startOffset?: number | undefined;
  /** The source is the continuation of one that is counted elsewhere. */
  readonly isContinued?: boolean | undefined;
  /** The formats to choose from; all where it is missing. */
  readonly formats?: readonly SourceFormat[] | undefined;
}

/** How much of a source detection looks at. */
export const SAMPLE_LENGTH = 64 * 1024;

/** Of a longer line only so much is read, where its format names no limit of its own: one line of 200 MB must not stand in memory. */
export const LONGEST_LINE = 1024 * 1024;

/** A format that needs its whole text (a mail, a JSON document) gets at most so much: the longest string that all engines can hold is not much longer. */
export const LONGEST_TEXT = 384 * 1024 * 1024;

/** A text that can be read in pieces is cut where so much is held: read in a moment, and large beside a mail. */
const PIECE_LENGTH = 8 * 1024 * 1024;

export class SourceStream {
  /** Set once the sample was seen. `null`: nothing recognised it. */
  format: SourceFormat | null = null;
  /** Whether the sample looks like its format, also where that was named; of the middle of a source nothing is known. */
  isRecognised = false;
  /** Lines of a log so far; 0 for a mail. */
  lines = 0;
  /** Bytes given so far. */
  bytes = 0;

  private state: 'sampling' | 'lines' | 'text' | 'skipping' = 'sampling';
  private held: Uint8Array[] = [];
  private heldLength = 0;
  /** Offset in the source of the first held byte; in 'lines', of the first byte that was not read yet. */
  private offset = 0;
  private droppedOfLine = 0;
  /** See `LogFormat.longestLine`. */
  private longestLine = LONGEST_LINE;
  /** A CR is held that may end a line. */
  private holdsCr = false;
  /** In 'text': what was read and let go, and how much is held before more is. */
  private readText = 0;
  private readTextLines = 0;
  private cutAt = PIECE_LENGTH;
  private transcoder: InstanceType<typeof TextDecoder> | null = null;
  private finder: LineFinder | null = null;
  /** The lines that are looked for. */
  private wanted: Wanted | null = null;
  private reader: LineReader | null = null;
  private facts: FactReader | null = null;
  /** Where the named format does not fit: the name of what it looks like instead, if anything. */
  private misfit: { readonly looksLike: string | null } | null = null;

  constructor(private readonly access: ByteAccess, private readonly request: StreamRequest, private readonly sink: Sink) {}

  /** @param chunk is looked at before this returns; what is needed later is copied, so the caller may use the buffer again */
  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    if (this.state === 'skipping') return;
    if (this.transcoder) return this.take(toUtf8(this.transcoder.decode(chunk, { stream: true })));
    if (this.state !== 'sampling') return this.take(chunk);
    this.hold(chunk, 0, chunk.length);
    if (this.heldLength >= SAMPLE_LENGTH) this.begin();
  }

  /** What to tell where nothing was found in a source that was read as a format which it does not look like; null: nothing to tell. */
  get advice(): string | null {
    if (!this.misfit || !this.format) return null;
    const { looksLike } = this.misfit;
    return looksLike === null ? `Nothing in it looks like “${this.format.name}”, as which it was read.` : `It was read as “${this.format.name}” (--as), but it looks like “${looksLike}”. Leave --as out, and the format is found by itself.`;
  }

  /** The rest of the source will not come: what is not complete (a line, a mail) is left out. */
  stop(): void {
    if (this.state === 'lines') this.reader?.end?.();
    this.takeHeld();
    this.state = 'skipping';
  }

  /** The source ended: what is left is read. */
  end(): void {
    if (this.state === 'skipping') return;
    if (this.state === 'sampling') this.begin();
    if (this.transcoder) this.take(toUtf8(this.transcoder.decode()));
    if (this.state === 'lines') {
      const rest = this.takeHeld();
      if (rest.length > 0) this.readLines(rest, 0, rest.length);
      this.reader?.end?.();
    } else if (this.state === 'text' && this.format?.kind === 'text') {
      const all = this.takeHeld();
      this.readPiece(this.format, this.access.latin1(all, 0, all.length));
    }
    this.state = 'skipping';
  }

  /** Decides, from the sample, what the source is, and gives what is held so far to the reader. */
  private begin(): void {
    let sample = this.takeHeld();
    const { encoding, skip } = guessEncoding(sample);
    sample = sample.subarray(skip);
    if (encoding === 'bytes') {
      this.offset = skip + (this.request.startOffset ?? 0);
    } else {
      this.transcoder = new TextDecoder(encoding);
      sample = toUtf8(this.transcoder.decode(sample, { stream: true }));
    }
    const { as, fileName, languageId, formats: among = formats } = this.request;
    const text = this.access.latin1(sample, 0, Math.min(sample.length, SAMPLE_LENGTH));
    this.format = as ? among.find((format) => format.id === as) ?? null : detectFormat({ text, fileName, languageId }, among);
    this.isRecognised = !this.request.isContinued && this.format !== null && (!as || this.format.detect({ text, fileName, languageId }) > 0);
    if (as && !this.isRecognised && !this.request.isContinued) this.misfit = { looksLike: detectFormat({ text, fileName, languageId }, among)?.name ?? null };
    if (this.format?.kind === 'log') {
      this.state = 'lines';
      this.longestLine = this.format.longestLine ?? LONGEST_LINE;
      this.reader = this.format.open(this.request, this.sink);
      this.wanted = wantedBy(this.reader, this.format);
      if (this.sink.facts) this.facts = this.format.openFacts?.(this.request) ?? null;
    } else {
      this.state = this.format ? 'text' : 'skipping';
    }
    this.take(sample);
  }

  private take(bytes: Uint8Array): void {
    if (this.state === 'lines') this.takeLines(bytes);
    else if (this.state === 'text') this.takeText(bytes);
  }

  private takeText(bytes: Uint8Array): void {
    if (this.format?.kind !== 'text' || !this.format.completeTo) return this.holdText(bytes);
    for (let from = 0; from < bytes.length; from += PIECE_LENGTH) {
      this.holdText(bytes.subarray(from, from + PIECE_LENGTH));
      if (this.heldLength >= this.cutAt) this.readComplete(this.format, this.format.completeTo.bind(this.format));
    }
  }

  /** Reads what is complete of the held text. Where nothing is, twice as much is waited for, so that the time stays linear. */
  private readComplete(format: TextFormat, completeTo: (text: string) => number): void {
    const all = this.takeHeld();
    const text = this.access.latin1(all, 0, all.length);
    const to = completeTo(text);
    if (to > 0) {
      const piece = text.slice(0, to);
      this.readPiece(format, piece);
      this.readText += to;
      this.readTextLines += new LineCounter(piece).at(to) - 1;
    }
    this.hold(all, to, all.length);
    this.cutAt = to > 0 ? this.heldLength + PIECE_LENGTH : 2 * all.length;
  }

  private readPiece(format: TextFormat, text: string): void {
    const sink = this.readText > 0 ? movedSink(this.sink, this.readText, this.readTextLines) : this.sink;
    format.read({ text, binary: true }, this.request, sink);
  }

  private holdText(bytes: Uint8Array): void {
    const room = LONGEST_TEXT - this.heldLength;
    if (bytes.length > room) {
      this.sink.limit({ limit: 'longest-text', message: `Only the first ${LONGEST_TEXT / 1024 / 1024} MB were read: this format has to stand in memory as a whole. Split the file to read all of it.` });
    }
    this.hold(bytes, 0, Math.min(bytes.length, room));
  }

  private takeLines(bytes: Uint8Array): void {
    let from = 0;
    if (this.heldLength > 0) {
      // the line that began in an earlier chunk
      from = bytes.indexOf(LF) + 1;
      this.holdOfLine(bytes, 0, from || bytes.length);
      if (from === 0) return this.splitHeld();
      const line = this.takeHeld();
      this.holdsCr = false;
      this.readLines(line, 0, line.length);
    }
    const to = bytes.lastIndexOf(LF) + 1;
    if (to > from) this.readLines(bytes, from, to);
    this.holdOfLine(bytes, Math.max(from, to), bytes.length);
  }

  /** No LF for long: the lines may end with CR alone. A CR at the very end may be half of a CRLF, so it waits. */
  private splitHeld(): void {
    if (this.heldLength < SAMPLE_LENGTH || !this.holdsCr) return;
    const held = this.takeHeld();
    const to = held.lastIndexOf(CR, held.length - 2) + 1;
    if (to > 0) this.readLines(held, 0, to);
    this.hold(held.subarray(to), 0, held.length - to);
    this.holdsCr = held[held.length - 1] === CR;
  }

  private readLines(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to;) at = this.readWanted(bytes, at, to);
    this.offset += this.droppedOfLine;
    this.droppedOfLine = 0;
  }

  /** Reads the lines that matter, up to where the reader wants others. @returns where that is */
  private readWanted(bytes: Uint8Array, from: number, to: number): number {
    const start = this.offset - from;
    const line = this.lines + 1;
    const { facts, sink, wanted } = this;
    const reader = this.reader!;
    const finder = this.finder ??= this.access.lineFinder(wanted ?? EVERY_LINE);
    let changed: { readonly lines: number; readonly at: number } | null = null;
    const lines = finder.find(bytes, from, to, (lineStart, lineEnd, before, hit) => {
      if (changed) return;
      if (facts && lineEnd - lineStart <= this.longestLine && facts.read(bytes, lineStart, lineEnd, hit) && sink.facts!(facts, bytes, line + before, start + lineStart, start + lineEnd)) return;
      const end = Math.min(lineEnd, lineStart + this.longestLine);
      reader.line(decodeLine(this.access, bytes, lineStart, end), start + lineStart, line + before);
      if (reader.wanted !== undefined && reader.wanted !== wanted) changed = { lines: before + 1, at: afterLine(bytes, lineEnd, to) };
    });
    const read = changed ?? { lines, at: to };
    if (changed) {
      this.finder = null;
      this.wanted = reader.wanted!;
    }
    this.lines += read.lines;
    this.offset += read.at - from;
    return read.at;
  }

  private holdOfLine(bytes: Uint8Array, from: number, to: number): void {
    const end = Math.min(to, from + Math.max(0, this.longestLine - this.heldLength));
    if (end < to) {
      this.droppedOfLine += to - end;
      this.sink.limit({ limit: 'longest-line', message: `Of lines over ${this.longestLine / 1024 / 1024} MB only the beginning was read.` });
    }
    this.holdsCr ||= bytes.subarray(from, end).includes(CR);
    this.hold(bytes, from, end);
  }

  private hold(bytes: Uint8Array, from: number, to: number): void {
    if (to <= from) return;
    const copy = new Uint8Array(to - from); // not slice(): Node's Buffer gives a view there
    copy.set(bytes.subarray(from, to));
    this.held.push(copy);
    this.heldLength += to - from;
  }

  private takeHeld(): Uint8Array {
    const { held } = this;
    this.held = [];
    this.heldLength = 0;
    if (held.length === 1) return held[0]!;
    const all = new Uint8Array(held.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of held) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

const EVERY_LINE: Wanted = { needles: [] };

/** @param end where the characters of a line end */
function afterLine(bytes: Uint8Array, end: number, to: number): number {
  let at = end;
  if (at < to && bytes[at] === CR) at++;
  if (at < to && bytes[at] === LF) at++;
  return at;
}

const encoder = new TextEncoder();
const toUtf8 = (text: string): Uint8Array => encoder.encode(text);

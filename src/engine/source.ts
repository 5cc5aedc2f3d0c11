/** What readers get and give: a source text in, records into a sink. One new format is one object of this shape. */
import type { BounceRecord, Span, Stage } from './record';

/**
 * A whole text. `binary`: each character is one byte (latin1), as the command line reads files, so that 8-bit parts can be
 * decoded by their charset. Otherwise the text is already decoded, as an editor gives it.
 */
export interface SourceText {
  readonly text: string;
  readonly binary: boolean;
}

/** What detection may look at: the first part of the text (at most 64 KiB), the file's name, the editor's language id. */
export interface Sample {
  readonly text: string;
  readonly fileName?: string | undefined;
  readonly languageId?: string | undefined;
}

export interface ReadOptions {
  /** Milliseconds since 1970: the latest time a stamp without a year can mean (the file's last change, or now). */
  readonly referenceTime: number;
}

/** A place that held a code but could not be understood: shown, never dropped. */
export interface Place {
  readonly line: number;
  readonly span: Span;
  readonly text: string;
}

/** A named limit was hit: what was found so far stands, and the user is told. */
export interface LimitHit {
  /** Name of the limit, e.g. `maximum-parts`. */
  readonly limit: string;
  /** One plain sentence for the user. */
  readonly message: string;
}

/** Where readers put what they find. */
export interface Sink {
  record(record: BounceRecord): void;
  notUnderstood(place: Place): void;
  limit(hit: LimitHit): void;
  /** One mail or event object was read (lines are counted by the caller). */
  message(): void;
  /**
   * Where it is there, a line may come this way instead of as a record: for those who only count.
   * @param bytes hold what the facts name @param line its number @param start offset of the line in the source @param end after its last byte
   * @returns false where these facts do not suffice: then the record comes
   */
  facts?(facts: LineFacts, bytes: Uint8Array, line: number, start: number, end: number): boolean;
}

interface Format {
  /** Stable id, part of the command-line contract (`source`, `--as`). */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  /** 0 (certainly not) to 1 (certainly): how sure the sample is of this format. Linear time. */
  detect(sample: Sample): number;
}

/** Which lines matter. */
export interface Wanted {
  /** ASCII words: a line matters that holds one of them. Where there are none, and no codes are asked for, every line matters. */
  readonly needles: readonly string[];
  /** So does a line that may hold a code of class 4 or 5, see `mayHoldCode`. */
  readonly codes?: boolean | undefined;
}

/** A format whose unit is the line; it tells which lines matter where it can, so that a stream skips the others unread. */
export interface LogFormat extends Format, Partial<Wanted> {
  readonly kind: 'log';
  /** A line's records depend on that line alone: an editor may re-read single lines, a stream may be cut at any line end. */
  readonly stateless: boolean;
  /** Of longer lines a stream reads only so many bytes; where it is missing, a limit that is far above the lines of any log. */
  readonly longestLine?: number;
  open(options: ReadOptions, sink: Sink): LineReader;
  /** Where it is there: tells what common lines say from their bytes alone, so that millions of them are counted without a string made. */
  readonly openFacts?: (options: ReadOptions) => FactReader;
}

/**
 * What one line says, as places in its bytes: what a record of it would say, as far as it is counted. Where `from` and `to` are the same
 * the line does not say. Recipient, host, status and reply code are ASCII.
 */
export interface LineFacts {
  /** Id of the source format. */
  readonly source: string;
  readonly action: 'delivered' | 'failed' | 'delayed' | 'rejected' | 'expired';
  /** Milliseconds since 1970; NaN where the line does not say. */
  readonly time: number;
  /** See `BounceRecord`. */
  readonly ownClock: boolean;
  readonly reportingMta: string | null;
  /** The sender's own instance or queue. */
  readonly queue: string | null;
  readonly stage: Stage | null;
  readonly queueIdFrom: number;
  readonly queueIdTo: number;
  readonly recipientFrom: number;
  readonly recipientTo: number;
  /** The host that answered. */
  readonly remoteFrom: number;
  readonly remoteTo: number;
  readonly statusFrom: number;
  readonly statusTo: number;
  readonly replyFrom: number;
  readonly replyTo: number;
  /** The diagnostic. */
  readonly wordsFrom: number;
  readonly wordsTo: number;
}

/** Looks at the bytes of one line; its own fields are the facts. */
export interface FactReader extends LineFacts {
  /**
   * @param bytes hold the line from `from` to `to`, and a needle at `hit`
   * @returns true where `LineReader.line` would give exactly one record, of the kind `delivery`, that says the same as the facts; of a
   *   delivery only time, queue id and recipient are told
   */
  read(bytes: Uint8Array, from: number, to: number, hit: number): boolean;
}

/** Reads lines in order. */
export interface LineReader {
  /** @param text the line without its line end @param start its offset in the whole text @param line its number, from 1 */
  line(text: string, start: number, line: number): void;
  /** The text ended (flushes what state is left). */
  end?(): void;
  /** Where it is there, it stands for what the format wants: the lines that matter from now on; null: every line. It may change with any line. */
  readonly wanted?: Wanted | null;
  /** Number of the line last taken for a record that still waits for lines that follow it. */
  readonly taken?: number;
}

/** A format whose unit is the whole text: a mail, an mbox, a JSON document. */
export interface TextFormat extends Format {
  readonly kind: 'text';
  read(source: SourceText, options: ReadOptions, sink: Sink): void;
  /**
   * Where it is there, a stream reads the text piece by piece: a mailbox of gigabytes never stands in memory as a whole.
   * @param text begins where a unit begins; more may follow
   * @returns the offset after the last unit that is complete whatever follows; 0 where there is none yet
   */
  completeTo?(text: string): number;
}

export type SourceFormat = LogFormat | TextFormat;

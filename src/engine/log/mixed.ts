/**
 * Several formats in one file: daemons that share a log, an application beside its server, collected excerpts. Every line goes to the
 * readers of the formats that are in the file until one makes a record of it; what nobody knows goes through the scanner.
 */
import { mayHoldCode } from '../scan/may-hold-code';
import type { LineReader, LogFormat, ReadOptions, Sample, Sink, Wanted } from '../source';
import { Repetitions } from './app/app-log';
import { generic } from './generic';
import { NeedleIndex } from './needle-index';

/** Formats that are this sure of a sample are in it. */
const SURE = 0.7;
/** Programs whose lines are known: a code on one of their other lines is an attempt, a greeting, a configuration. */
const KNOWN = /\b(?:postfix[\w.-]{0,40}\/|exim\d?\[|sendmail\[|sm-mta\[|smtpd\[|courieresmtpd?\b|qmail|amavis|opendkim|spamd|dovecot)/;

/** One of these stands in every line that `KNOWN` fits. */
const KNOWN_WORDS = ['postfix', 'exim', 'sendmail[', 'sm-mta[', 'smtpd[', 'courieresmtp', 'qmail', 'amavis', 'opendkim', 'spamd', 'dovecot'];

const found = new WeakMap<Sample, number>();

/** How many of the formats are in a sample. */
export function countFormats(sample: Sample, formats: readonly LogFormat[]): number {
  let count = found.get(sample);
  if (count === undefined) found.set(sample, count = formats.filter((format) => format.detect(sample) >= SURE).length);
  return count;
}

/**
 * @param formats what may be mixed, the most particular first
 * @param applications formats of application logs, which are always read together with everything else
 */
export function mixedFormat(formats: () => readonly LogFormat[], applications: () => readonly LogFormat[]): LogFormat {
  return {
    kind: 'log',
    id: 'mixed',
    name: 'Log of several programs',
    stateless: false,
    detect: (sample) => {
      const daemons = countFormats(sample, formats());
      if (daemons >= 2) return 0.98;
      return applications().some((format) => format.detect(sample) >= SURE) ? 0.78 : 0;
    },
    open: (options, sink) => new MixedReader(formats(), applications(), options, sink),
  };
}

/** Lines that are looked at, all at once, for which formats are there. */
const LOOKED_AT = 1000;
/** Lines with a code that nobody knows are asked about one by one: another program may have started to log. So often at most. */
const MOST_QUESTIONS = 10_000;

class MixedReader implements LineReader {
  /** Every line until the formats are known; then those with a word of theirs, and what the scanner may read. */
  wanted: Wanted | null = null;
  private gave = false;
  /** By format: its reader, once the format was found. */
  private readonly readers: (LineReader | null)[];
  /** The words of the open formats, and behind these the words of known programs. */
  private index: NeedleIndex;
  /** The words of all formats. */
  private readonly all: NeedleIndex;
  /** By format: 1 where the line holds one of its words; behind these whether it holds one of a known program. */
  private readonly found: Uint8Array;
  private readonly watched: Sink;
  private readonly rest: LineReader;
  private held: [text: string, start: number, line: number][] = [];
  private looked = false;
  private questions = 0;

  private readonly formats: readonly LogFormat[];

  constructor(servers: readonly LogFormat[], applications: readonly LogFormat[], private readonly options: ReadOptions, sink: Sink) {
    const formats = this.formats = [...servers, ...applications];
    const ofApplications = new Set(applications.map((format) => format.id));
    const dialogues = new Repetitions();
    this.watched = {
      record: (record) => {
        this.gave = true;
        // a library's debug output shows the dialogue before the application tells what came of it
        if (!ofApplications.has(record.source) || !dialogues.has(record, record.line)) sink.record(record);
      },
      notUnderstood: (place) => sink.notUnderstood(place), limit: (hit) => sink.limit(hit), message: () => sink.message(),
    };
    this.rest = generic.open(options, { ...this.watched, record: (record) => { dialogues.add(record, record.line); sink.record(record); } });
    this.readers = formats.map(() => null);
    this.all = this.index = new NeedleIndex(formats.map((format) => format.needles));
    this.found = new Uint8Array(formats.length + 1);
  }

  line(text: string, start: number, line: number): void {
    if (this.looked) return this.read(text, start, line);
    this.held.push([text, start, line]);
    if (this.held.length >= LOOKED_AT) this.look();
  }

  end(): void {
    this.look();
    for (const reader of this.readers) reader?.end?.();
    this.rest.end?.();
  }

  /** Finds the formats of the held lines, and reads these. */
  private look(): void {
    this.found.fill(1);
    this.learn({ text: this.held.map(([text]) => text).join('\n') });
    this.looked = true;
    for (const [text, start, line] of this.held) this.read(text, start, line);
    this.held = [];
  }

  /**
   * Opens the formats that are in a sample and were not known yet; only those are asked of which it holds a word: to ask all about every
   * line took a fifth of the time.
   * @returns whether there were any
   */
  private learn(sample: Sample): boolean {
    let learned = false;
    for (let i = 0; i < this.formats.length; i++) {
      const format = this.formats[i]!;
      if (this.readers[i] || this.found[i] === 0 || format.detect(sample) < SURE) continue;
      this.readers[i] = format.open(this.options, this.watched);
      learned = true;
    }
    if (learned || !this.looked) this.indexWords();
    return learned;
  }

  private indexWords(): void {
    this.index = new NeedleIndex([...this.formats.map((format, i) => (this.readers[i] ? format.needles : [])), KNOWN_WORDS]);
    const open = this.formats.filter((_, i) => this.readers[i]);
    this.wanted = open.some((format) => !format.needles) ? null : { needles: [...generic.needles!, ...open.flatMap((format) => format.needles!)], codes: true };
  }

  private read(text: string, start: number, line: number): void {
    this.gave = false;
    this.index.find(text, this.found);
    for (let i = 0; i < this.readers.length; i++) {
      const reader = this.readers[i];
      if (!reader || this.found[i] === 0) continue;
      reader.line(text, start, line);
      if (this.gave || reader.taken === line) return;
    }
    if (this.found[this.formats.length] === 1 && KNOWN.test(text.slice(0, 200))) return;
    if (this.questions < MOST_QUESTIONS && mayHoldCode(text)) {
      this.questions++;
      this.all.find(text, this.found);
      if (this.learn({ text: text.slice(0, 2000) })) return this.read(text, start, line);
    }
    this.rest.line(text, start, line);
  }
}

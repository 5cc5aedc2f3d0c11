/**
 * Several formats in one file: daemons that share a log, an application beside its server, collected excerpts. Every line goes to the
 * readers of all formats whose words it holds until one makes a record of it; what nobody knows goes through the scanner.
 */
import type { LineReader, LogFormat, ReadOptions, Sample, Sink } from '../source';
import { generic } from './generic';

/** Formats that are this sure of a sample are in it. */
const SURE = 0.7;
/** Programs whose lines are known: a code on one of their other lines is an attempt, a greeting, a configuration. */
const KNOWN = /\b(?:postfix[\w.-]{0,40}\/|exim\d?\[|sendmail\[|sm-mta\[|smtpd\[|courieresmtpd?\b|qmail|amavis|opendkim|spamd|dovecot)/;

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
    open: (options, sink) => new MixedReader([...formats(), ...applications()], options, sink),
  };
}

class MixedReader implements LineReader {
  private gave = false;
  private readonly readers: { format: LogFormat; reader: LineReader }[];
  private readonly rest: LineReader;

  constructor(formats: readonly LogFormat[], options: ReadOptions, sink: Sink) {
    const watched: Sink = { ...sink, record: (record) => { this.gave = true; sink.record(record); }, notUnderstood: (place) => sink.notUnderstood(place), limit: (hit) => sink.limit(hit), message: () => sink.message() };
    this.readers = formats.map((format) => ({ format, reader: format.open(options, watched) }));
    this.rest = generic.open(options, sink);
  }

  line(text: string, start: number, line: number): void {
    this.gave = false;
    for (const { format, reader } of this.readers) {
      if (format.needles && !holdsOne(text, format.needles)) continue;
      reader.line(text, start, line);
      if (this.gave || reader.taken === line) return;
    }
    if (!KNOWN.test(text.slice(0, 200))) this.rest.line(text, start, line);
  }

  end(): void {
    for (const { reader } of this.readers) reader.end?.();
    this.rest.end?.();
  }
}

function holdsOne(text: string, needles: readonly string[]): boolean {
  for (const needle of needles) if (text.includes(needle)) return true;
  return false;
}

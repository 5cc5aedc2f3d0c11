/**
 * Logs whose every line wears something: quoted in a mail, listed with file names and numbers, coloured, copied out of a web page. What is
 * worn is told by trying: it is taken off where a format is surer of the naked lines than any is of the lines as they stand. Ranges lead to
 * the text as it stands.
 */
import type { LineReader, LogFormat, ReadOptions, Sink } from '../source';
import { DRESSES, type Dress } from './dress';
import { foldOf, Unfolder, type Fold } from './folded';
import { InnerLine } from './inner-line';
import { InnerReader, SAMPLED, SURE } from './inner-reader';
import { HeaderReader } from './syslog';

/** `> [pod/mail-0/smtp] 2026-03-14T10:00:00Z `: three on top of each other. */
const MOST_DRESSES = 3;
/** A format that is this sure of the lines as they stand reads them, unless their dress spoils it. */
const SURE_ENOUGH = 0.88;
/** Where nothing is worn that spoils, so sure a format must be of the naked lines to be taken without looking further. */
const CERTAIN = 0.85;
const LONGEST_SAMPLED_LINE = 2000;

interface Found {
  readonly dresses: readonly Dress[];
  /** See `folded.ts`. */
  readonly fold: Fold | null;
  readonly sure: number;
}

/** @param formats what may be inside @param fallback reads lines that none of them recognises */
export function dressedFormat(formats: () => readonly LogFormat[], fallback: LogFormat): LogFormat {
  return {
    kind: 'log',
    id: 'dressed',
    name: 'Quoted or listed log lines',
    stateless: false,
    detect: ({ text }) => {
      const found = dressesOf(sampleLines(text), formats());
      if (!found) return 0;
      return found.fold === 'entries' || found.dresses.some((dress) => dress.spoils) ? 0.98 : found.sure; // the spoiled lines are recognised, too
    },
    open: (options, sink) => new DressedReader(formats(), fallback, options, sink),
  };
}

class DressedReader implements LineReader {
  private held: [text: string, start: number, line: number][] = [];
  private found: Pick<Found, 'dresses' | 'fold'> | null = null;
  private readonly inner: InnerReader;
  private readonly header: HeaderReader;
  private unfolder: Unfolder | null = null;

  constructor(private readonly formats: readonly LogFormat[], fallback: LogFormat, options: ReadOptions, sink: Sink) {
    this.header = new HeaderReader(options.referenceTime);
    this.inner = new InnerReader(formats, fallback, options, sink);
  }

  line(text: string, start: number, line: number): void {
    if (this.found) return this.read(text, start, line);
    this.held.push([text, start, line]);
    if (this.held.length >= SAMPLED) this.look();
  }

  end(): void {
    this.look();
    this.unfolder?.end();
    this.inner.end();
  }

  private look(): void {
    if (this.found) return;
    this.found = dressesOf(this.held.map(([text]) => text.slice(0, LONGEST_SAMPLED_LINE)).filter((text) => text.trim() !== ''), this.formats) ?? { dresses: [], fold: null };
    if (this.found.fold) this.unfolder = new Unfolder(this.found.fold, (entry) => this.inner.take(entry));
    for (const [text, start, line] of this.held) this.read(text, start, line);
    this.held = [];
  }

  private read(text: string, start: number, line: number): void {
    let time: number | null = null;
    let host: string | null = null;
    let ownClock = false;
    let inner = InnerLine.part(text, start, 0, text.length);
    for (const dress of this.found!.dresses) {
      if (dress.stamped && this.header.read(inner.text).time !== null) ({ time, host } = this.header);
      if (dress.stamped) ownClock = !this.header.hasZone;
      inner = dress.off(inner) ?? inner;
    }
    (this.unfolder ?? this.inner).take({ inner, span: { start, end: start + text.length }, line, time, ownClock, host });
  }
}

function sampleLines(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length && lines.length < SAMPLED;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, Math.min(end < 0 ? text.length : end, at + LONGEST_SAMPLED_LINE)).replace(/\r$/, '');
    if (line.trim() !== '') lines.push(line);
    if (end < 0) break;
    at = end + 1;
  }
  return lines;
}

/** What most of the lines wear, outermost first, and what of them is in pieces; null where they are best read as they stand. */
function dressesOf(lines: readonly string[], formats: readonly LogFormat[]): Found | null {
  if (lines.length === 0) return null;
  const naked = lines.map((line) => InnerLine.part(line, 0, 0, line.length));
  const found = mostLikely(naked, formats);
  const dresses = found?.dresses ?? [];
  const fold = foldOf((found?.lines ?? naked).map((line) => line.text));
  if (fold !== 'replies') return fold ? { dresses, sure: 1, fold } : found;
  const sure = found?.sure ?? sureness(naked, formats); // mails hold such replies, too: no surer than the format is that reads them joined
  return sure > SURE && sure < SURE_ENOUGH ? { dresses, sure: sure + 0.01, fold } : found;
}

/** The dresses without which the formats are surest. */
function mostLikely(naked: readonly InnerLine[], formats: readonly LogFormat[]): Found & { readonly lines: readonly InnerLine[] } | null {
  let raw: number | null = null;
  const sureOfRaw = (): number => raw ??= sureness(naked, formats);
  let best: Found & { readonly lines: readonly InnerLine[] } | null = null;
  const search = (worn: readonly InnerLine[], dresses: readonly Dress[]): void => {
    for (const dress of DRESSES) {
      if (best && best.sure >= CERTAIN) return;
      if (!dress.spoils && sureOfRaw() >= SURE_ENOUGH && !dresses.some((one) => one.spoils)) continue;
      let count = 0;
      const off = worn.map((line) => {
        const inner = dress.off(line);
        if (inner) count++;
        return inner ?? line;
      });
      if (count < worn.length * (dress.spoils ? 0.75 : 0.5)) continue;
      const found = { dresses: [...dresses, dress], fold: null, sure: sureness(off, formats), lines: off };
      const spoiled = found.dresses.some((one) => one.spoils);
      const least = Math.max(best?.sure ?? SURE, sureOfRaw());
      if (found.sure > least || (spoiled && !best && found.sure > SURE && found.sure >= sureOfRaw())) best = found;
      else if (found.dresses.length < MOST_DRESSES) search(off, found.dresses);
    }
  };
  search(naked, []);
  return best;
}

function sureness(lines: readonly InnerLine[], formats: readonly LogFormat[]): number {
  const sample = { text: lines.map((line) => line.text).join('\n') };
  return formats.reduce((best, format) => Math.max(best, format.detect(sample)), 0);
}

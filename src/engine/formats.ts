/** The source formats that Bounce Lens reads. A new one is one file and one line here; order decides between equal detections. */
import { eventFormats } from './event/events';
import { logFormats } from './log/logs';
import { mail } from './message/mail-format';
import { mbox } from './message/mbox-format';
import type { Sample, SourceFormat } from './source';

export const formats: readonly SourceFormat[] = [mbox, mail, ...eventFormats, ...logFormats];

/** A format that is less sure than this is not taken. */
const LEAST_CONFIDENCE = 0.3;

/** A format that is this sure is taken at once: asking all the others costs more than reading a mail. */
const CERTAIN = 0.95;

/** The format that is surest of the sample, or null where none is. `among` defaults to all. */
export function detectFormat(sample: Sample, among: readonly SourceFormat[] = formats): SourceFormat | null {
  let best: SourceFormat | null = null;
  let confidence = LEAST_CONFIDENCE;
  for (const format of among) {
    const sure = format.detect(sample);
    if (sure > confidence) {
      best = format;
      confidence = sure;
      if (sure >= CERTAIN) break;
    }
  }
  return best;
}

/** The format with this id (the `--as` option), or null. */
export function formatById(id: string): SourceFormat | null {
  return formats.find((format) => format.id === id) ?? null;
}

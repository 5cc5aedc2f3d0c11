/** Whom the returned mail was for: the last resort where a bounce does not say whom it is about. */
import type { Mail } from '../mail';
import { readHeaders, type Headers } from '../mime/headers';
import { leavesOf, type Part } from '../mime/part';
import { Words } from '../words';

/** A mail to more recipients than this does not tell which of them failed. */
const MOST = 4;

/** Servers note in their trace whom a mail is for, where it is one. */
export const TRACE = /\bfor <([^<>@\s]{1,256}@[^<>@\s]{1,253})>/;

interface Original {
  readonly headers: Headers;
  /** Its fields stand in the mail's own text. */
  readonly inPlace: boolean;
}

export function recipientsOfOriginal(mail: Mail): Words[] {
  for (const { headers, inPlace } of originalHeaders(mail)) {
    for (const name of ['to', 'x-original-to', 'envelope-to', 'delivered-to', 'cc']) {
      const found = headers.all(name).flatMap((field) => field.addresses().map((words) => (inPlace ? words : Words.of(words.text))));
      if (found.length > 0) return found.length <= MOST ? found : [];
    }
    const traced = headers.all('received').map(({ words }) => ({ words, match: TRACE.exec(words.text) })).find(({ match }) => match !== null);
    if (traced?.match) return [inPlace ? traced.words.find(traced.match[1]!)! : Words.of(traced.match[1]!)];
  }
  return [];
}

/** Headers of the quoted original: of an attached mail, or of one that stands in the text. */
function* originalHeaders(mail: Mail): Generator<Original> {
  for (const leaf of leavesOf(mail.root)) {
    const message: Part | null = leaf.isMessage ? leaf.message : null;
    if (message) yield { headers: message.headers, inPlace: true };
  }
  for (const { part, lines, original } of mail.passages) {
    if (original >= lines.length) continue;
    // skip the line that introduces it
    let i = original;
    while (i < lines.length && i < original + 6 && !/^[A-Za-z][\w-]{1,60}:/.test(lines[i]!.text)) i++;
    const first = lines[i];
    if (!first) continue;
    if (first.literal) yield { headers: readHeaders(part.mail.text, first.start, part.body.end, part.mail.binary, part.mail.limits).headers, inPlace: true };
    else {
      const text = lines.slice(i, i + 300).map((line) => line.text).join('\n');
      yield { headers: readHeaders(text, 0, text.length, false, part.mail.limits).headers, inPlace: false };
    }
  }
}

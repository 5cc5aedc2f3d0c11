/** Helpers of the mail tests: read a text, mark expected places in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../../../src/engine/formats';
import { mail } from '../../../src/engine/message/mail-format';
import { mbox } from '../../../src/engine/message/mbox-format';
import type { BounceRecord, Span } from '../../../src/engine/record';
import type { LimitHit, Place } from '../../../src/engine/source';

export interface Reading {
  readonly records: BounceRecord[];
  readonly messages: number;
  readonly limits: LimitHit[];
  readonly notUnderstood: Place[];
}

/** Reads a text as the command line would: by detection, as a mail where nothing is sure. `binary` texts are bytes. */
export function read(text: string, binary = false): Reading {
  const reading = { records: [] as BounceRecord[], messages: 0, limits: [] as LimitHit[], notUnderstood: [] as Place[] };
  const found = detectFormat({ text: text.slice(0, 64 * 1024) }, [mbox, mail]);
  const format = found?.kind === 'text' ? found : mail;
  format.read({ text, binary }, { referenceTime: 0 }, {
    record: (record) => { reading.records.push(record); },
    notUnderstood: (place) => { reading.notUnderstood.push(place); },
    limit: (hit) => { reading.limits.push(hit); },
    message: () => { reading.messages++; },
  });
  return reading;
}

export const fixturesFolder = join(__dirname, '..', '..', 'fixtures', 'mail');

/** A fixture as bytes, the way the command line reads files. */
export function fixture(name: string): string {
  return readFileSync(join(fixturesFolder, `${name}.eml`), 'latin1');
}

/** A bounce from a mail server, with a body. Header lines may be added, or replaced by their name. */
export function bounce(body: string, ...header: string[]): string {
  const fields = ['From: MAILER-DAEMON@relay.example', 'To: sender@example.com', 'Subject: Undelivered mail', 'Date: Thu, 12 Mar 2015 10:20:30 +0100'];
  const names = header.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  const kept = fields.filter((line) => !names.includes(line.slice(0, line.indexOf(':')).toLowerCase()));
  return `${[...kept, ...header].join('\n')}\n\n${body}`;
}

/** A report about one recipient, alone in its mail. */
export function report(fields: string): string {
  return bounce(`Reporting-MTA: dns; relay.example\n\n${fields}\n`, 'Content-Type: message/delivery-status');
}

/** Takes marks out of a text: `Status: «5.1.1»`. @returns the text without them, and the places between them in order */
export function marked(text: string): { text: string; places: Span[] } {
  const places: Span[] = [];
  let plain = '';
  let start = 0;
  for (const letter of text) {
    if (letter === '«') start = plain.length;
    else if (letter === '»') places.push({ start, end: plain.length });
    else plain += letter;
  }
  return { text: plain, places };
}

/** What a record says, short. */
export function told(record: BounceRecord): string {
  return [record.recipient, record.action, record.status, record.replyCode].map((value) => value ?? '-').join(' ');
}

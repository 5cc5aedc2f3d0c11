/** What the command line does, without the process around it. */
import { readFileSync } from 'node:fs';
import { bounceService } from '../engine/bundled-service';
import { formatById, formats } from '../engine/formats';
import type { Summary } from '../engine/summary/summary';
import { ndjsonLine } from '../report/ndjson';
import { csvHeading, csvRecord } from '../report/records-csv';
import { MOST_ON_PAGE, summaryHtml } from '../report/summary-html';
import { parseArguments, UsageError, type Command, type Summarize } from './arguments';
import { explain, notExplained } from './explain';
import { HELP, VERSION } from './help';
import { listRecords } from './list-records';
import { merge } from './merge';
import type { Outcome } from './outcome';
import { noProgress, type ProgressLine } from './progress-line';
import { summarize } from './summarize';
import { writeSummary } from './write-summary';

/** What the command line writes to. */
export interface Terminal {
  /** Standard output. */
  write(text: string): void;
  /** One message for standard error, without the program's name and a line end. */
  complain(message: string): void;
  /** Says how far a long reading is, where somebody looks. */
  readonly progress: ProgressLine;
  /** Asked once, when a reading begins: fires where the user has had enough. What was found so far is written then. */
  stopSignal(): AbortSignal;
  /** Whether standard output is looked at while it is written. */
  readonly isScreen: boolean;
  /** Whether standard output shows colours. */
  readonly colours: boolean;
}

/** Exit status: read; nothing recognised; usage or read error; stopped by the user before the end (as shells count Ctrl-C). */
export const enum Exit { read = 0, nothing = 1, error = 2, stopped = 130 }

/** @param words the command line after the program's name */
export async function run(words: readonly string[], terminal: Terminal): Promise<Exit> {
  let command: Command;
  try {
    command = understood(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.complain(`${error.message} See bounce-lens --help.`);
    return Exit.error;
  }
  switch (command.kind) {
    case 'help': terminal.write(HELP); return Exit.read;
    case 'version': terminal.write(`${VERSION}\n`); return Exit.read;
    case 'explain': {
      const asked = command.text === '-' ? readFileSync(0, 'utf8') : command.text;
      const text = explain(asked);
      if (text === null) terminal.complain(notExplained(asked.trim()));
      else terminal.write(text);
      return text === null ? Exit.nothing : Exit.read;
    }
    case 'merge': {
      const merged = merge(command.files, terminal.complain);
      if (merged.recognised) writeSummary(merged.summary, command.format, terminal);
      return exitOf(merged);
    }
    case 'summarize': return exitOf(await read(command, terminal));
  }
}

/** @throws UsageError */
function understood(words: readonly string[]): Command {
  const command = parseArguments(words);
  if (command.kind === 'summarize' && command.as !== undefined && !formatById(command.as)) {
    throw new UsageError(`There is no source format ${JSON.stringify(command.as)}. The formats are ${formats.map(({ id }) => id).join(', ')}.`);
  }
  return command;
}

async function read(command: Summarize, terminal: Terminal): Promise<Outcome> {
  const { format } = command;
  // no progress amid bounces that are written to the same screen
  const listing = terminal.isScreen ? { ...terminal, progress: noProgress } : terminal;
  if (format === 'ndjson') return listRecords(command, (file, record) => terminal.write(ndjsonLine(file, record)), listing);
  if (format === 'csv') {
    const { catalog } = bounceService();
    terminal.write(csvHeading());
    return listRecords(command, (file, record) => terminal.write(csvRecord(file, record, catalog)), listing);
  }
  if (format === 'html') {
    const begun = Date.now();
    const { summary, records, recordsLeftOut, deliveredMessages, ...outcome } = await summarize(command, terminal, MOST_ON_PAGE);
    if (wasRead(summary)) terminal.write(summaryHtml(summary, records, recordsLeftOut, deliveredMessages, Date.now() - begun, bounceService().catalog));
    return outcome;
  }
  const { summary, ...outcome } = await summarize(command, terminal);
  if (format === 'json' || wasRead(summary)) writeSummary(summary, format, terminal);
  return outcome;
}

/** Where no input could be read there is nothing to say but why, which is said already; programs get their figures all the same. */
const wasRead = ({ read, problems }: Summary): boolean => read.files > 0 || problems.size === 0;

const exitOf = ({ recognised, failed, stopped }: Outcome): Exit => (stopped ? Exit.stopped : failed ? Exit.error : recognised ? Exit.read : Exit.nothing);

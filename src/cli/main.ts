/** The command line: `bounce-lens`. What it promises is in the README; scripts depend on it. */
import './start';
import { bounceService } from '../engine/bundled-service';
import { formatById, formats } from '../engine/formats';
import { ndjsonLine } from '../report/ndjson';
import { csvHeading, csvRecord } from '../report/records-csv';
import { parseArguments, UsageError, type Command, type Summarize } from './arguments';
import { explain } from './explain';
import { HELP, VERSION } from './help';
import { listRecords } from './list-records';
import { merge } from './merge';
import type { Outcome } from './outcome';
import { Output, OutputClosed } from './output';
import { summarize } from './summarize';
import { writeSummary } from './write-summary';

/** Read; nothing recognised; usage or read error. */
const enum Exit { read = 0, nothing = 1, error = 2 }

const exitOf = ({ recognised, failed }: Outcome): Exit => (failed ? Exit.error : recognised ? Exit.read : Exit.nothing);

async function run(command: Command, out: Output, complain: (message: string) => void): Promise<Exit> {
  switch (command.kind) {
    case 'help': out.write(HELP); return Exit.read;
    case 'version': out.write(`${VERSION}\n`); return Exit.read;
    case 'explain': {
      const text = explain(command.text);
      if (text === null) complain('There is no code and no server reply in this text.');
      else out.write(text);
      return text === null ? Exit.nothing : Exit.read;
    }
    case 'merge': {
      const merged = merge(command.files, complain);
      if (merged.recognised) writeSummary(merged.summary, command.format, useColours(), out);
      return exitOf(merged);
    }
    case 'summarize': return exitOf(await read(command, out, complain));
  }
}

async function read(command: Summarize, out: Output, complain: (message: string) => void): Promise<Outcome> {
  const { format } = command;
  if (format === 'ndjson') return listRecords(command, (file, record) => out.write(ndjsonLine(file, record)), complain);
  if (format === 'csv') {
    const { catalog } = bounceService();
    out.write(csvHeading());
    return listRecords(command, (file, record) => out.write(csvRecord(file, record, catalog)), complain);
  }
  const { summary, ...outcome } = await summarize(command, complain);
  writeSummary(summary, format, useColours(), out);
  return outcome;
}

/** Colours go to a terminal only; `NO_COLOR` (no-color.org) turns them off. */
function useColours(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

/** @throws UsageError */
function understood(words: readonly string[]): Command {
  const command = parseArguments(words);
  if (command.kind === 'summarize' && command.as !== undefined && !formatById(command.as)) {
    throw new UsageError(`There is no source format ${JSON.stringify(command.as)}. The formats are ${formats.map(({ id }) => id).join(', ')}.`);
  }
  return command;
}

async function main(): Promise<void> {
  const out = new Output(1);
  const complain = (message: string): void => { process.stderr.write(`bounce-lens: ${message}\n`); };
  try {
    process.exitCode = await run(understood(process.argv.slice(2)), out, complain);
    out.flush();
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${error.message} See bounce-lens --help.`);
      process.exitCode = Exit.error;
    } else if (error instanceof OutputClosed) {
      process.exitCode = Exit.read;
    } else {
      throw error;
    }
  }
}

void main();

/** The command line: `bounce-lens`. What it promises is in the README; scripts depend on it. */
import { parseArguments, UsageError } from './arguments';
import { formatById, formats } from '../engine/formats';
import { ndjsonLine } from '../report/ndjson';
import { HELP, VERSION } from './help';
import { listRecords } from './list-records';
import { Output, OutputClosed } from './output';
import { summarize } from './summarize';

/** Read; nothing recognised; usage or read error. */
const enum Exit { read = 0, nothing = 1, error = 2 }

async function run(words: readonly string[], out: Output, complain: (message: string) => void): Promise<number> {
  let command;
  try {
    command = parseArguments(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`${error.message} See bounce-lens --help.`);
    return Exit.error;
  }
  switch (command.kind) {
    case 'help': out.write(HELP); return Exit.read;
    case 'version': out.write(`${VERSION}\n`); return Exit.read;
    case 'summarize': {
      if (command.as !== undefined && !formatById(command.as)) {
        complain(`There is no source format ${JSON.stringify(command.as)}. The formats are ${formats.map(({ id }) => id).join(', ')}.`);
        return Exit.error;
      }
      const { recognised, failed } = command.format === 'ndjson'
        ? await listRecords(command, (file, record) => out.write(ndjsonLine(file, record)), complain)
        : await summarize(command, out, complain);
      return failed ? Exit.error : recognised ? Exit.read : Exit.nothing;
    }
    default: complain('not there yet'); return Exit.error;
  }
}

async function main(): Promise<void> {
  const out = new Output(1);
  try {
    const status = await run(process.argv.slice(2), out, (message) => process.stderr.write(`bounce-lens: ${message}\n`));
    out.flush();
    process.exitCode = status;
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
    process.exitCode = Exit.read;
  }
}

void main();

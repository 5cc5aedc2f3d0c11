/** The command line in its process. */
import { visible } from '../report/visible';
import { Output, OutputClosed } from './output';
import { createProgressLine, noProgress } from './progress-line';
import { Exit, run } from './run';

async function main(): Promise<void> {
  const out = new Output(1);
  try {
    process.exitCode = await run(process.argv.slice(2), {
      write: (text) => out.write(text),
      complain: (message) => { process.stderr.write(`bounce-lens: ${visible(message)}\n`); },
      progress: process.stderr.isTTY ? createProgressLine((text) => { process.stderr.write(text); }) : noProgress,
      stopSignal,
      isScreen: process.stdout.isTTY,
      // NO_COLOR: see no-color.org
      colours: process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    });
    out.flush();
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
    if (error.problem === null) return;
    process.stderr.write(`bounce-lens: the output cannot be written: ${visible(error.problem)}\n`);
    process.exitCode = Exit.error;
  }
}

/** The first Ctrl-C stops the reading, a second one ends the program as ever. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  return stop.signal;
}

void main();

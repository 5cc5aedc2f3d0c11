import { writeSync } from 'node:fs';
import { inWords } from '../platform/node/read-source';

/** Text is gathered to so many characters before it is written: one system call per record would cost more than the record. */
const GATHERED = 64 * 1024;

/**
 * Nothing more can be written, so nothing more needs to be done.
 * Where the reader went away (`| head`) that is no error and `problem` is null; else it says why (the disk is full).
 */
export class OutputClosed extends Error {
  constructor(readonly problem: string | null = null) {
    super();
  }
}

/** Writes to a descriptor in the order given, waits where the reader is slow, and holds no more than a little. */
export class Output {
  private waiting = '';

  constructor(private readonly descriptor: number) {}

  /** @throws OutputClosed where nobody reads any more */
  write(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= GATHERED) this.flush();
  }

  /** @throws OutputClosed */
  flush(): void {
    const bytes = Buffer.from(this.waiting, 'utf8');
    this.waiting = '';
    let from = 0;
    while (from < bytes.length) {
      try {
        from += writeSync(this.descriptor, bytes, from);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : '';
        if (code === 'EPIPE' || code === 'EOF') throw new OutputClosed();
        if (code !== 'EAGAIN') throw new OutputClosed(inWords(error));
        // a pipe that does not block and is full: wait without turning in a loop
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }
    }
  }
}

import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 spend a little more time on less memory: room for new objects stays as small as it is, because what is read lives for a line
 * only; and the rest, some twenty megabytes, may grow threefold before it is looked through. For a program of its own, because it holds
 * for the whole process; to be called again and again, because V8 takes the first back whenever a thread starts.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=200');
}

/** For the time after reading: what is made of it lives to the end, so looking through what is new only costs time. */
export function letHeapGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=16');
}

/** One line on the terminal that says how far the reading is. It goes away when the reading ends. */
import type { Progress } from '../platform/summarize';

/** What is read sooner needs no line, in milliseconds. */
const PATIENCE = 700;
/** It is written again so soon, in milliseconds. */
const PAUSE = 150;

export interface ProgressLine {
  show(progress: Progress): void;
  /** Leaves the terminal's line empty. */
  clear(): void;
}

/** Where nobody looks. */
export const noProgress: ProgressLine = { show() { /* nothing to see */ }, clear() { /* nothing to take away */ } };

/** @param write to a terminal that moves its cursor @param now milliseconds */
export function createProgressLine(write: (text: string) => void, now: () => number = Date.now): ProgressLine {
  let next = now() + PATIENCE;
  let isShown = false;
  return {
    show(progress) {
      if (now() < next) return;
      next = now() + PAUSE;
      isShown = true;
      write(`\r\u001B[K${progressText(progress)}`);
    },
    clear() {
      if (isShown) write('\r\u001B[K');
      isShown = false;
    },
  };
}

/** `Reading: 412 MB of 1.1 GB, 380 MB/s, about 2 s left` */
export function progressText({ bytesRead, bytesTotal, bytesPerSecond }: Progress): string {
  const left = bytesTotal - bytesRead;
  const isKnown = bytesTotal > 0 && left >= 0;
  const time = isKnown && bytesPerSecond > 0 ? `, about ${duration(left / bytesPerSecond)} left` : '';
  return `Reading: ${size(bytesRead)}${isKnown ? ` of ${size(bytesTotal)}` : ''}, ${size(bytesPerSecond)}/s${time}`;
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Where JSON begins in a text: at once, or behind what a container platform puts before each line. */

/** Kubernetes: `2026-03-14T10:00:00.1Z stdout F `; compose: `app_1  | `. */
const PREFIX = /^\s*(?:\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:?\d\d) std(?:out|err) [FP] |[\w.-]{1,60} {1,20}\| )?(?=[{[])/;

/** @returns the offset of the first brace or bracket; -1 where the text begins with something else */
export function jsonStart(text: string): number {
  return PREFIX.exec(text)?.[0].length ?? -1;
}

/** Where JSON begins in a text: at once, or behind what a container platform puts before each line. */

/** Kubernetes: `2026-03-14T10:00:00.1Z stdout F `; compose: `app_1  | `. */
const PREFIX = /^\s*(?:\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:?\d\d) std(?:out|err) [FP] |[\w.-]{1,60} {1,20}\| )?(?=[{[])/;

/** @returns the offset of the first brace or bracket; -1 where the text begins with something else */
export function jsonStart(text: string): number {
  return PREFIX.exec(text)?.[0].length ?? -1;
}

/** A brace with a member behind it. */
const OBJECT = /\{\s{0,200}(?:["'][\w .$-]{1,60}["']\s?(?::|=>)|[A-Za-z_$][\w$]{0,60}: |:\w{1,60}\s?=>)/g;
/** Of a text that begins with other words so many objects are looked at. */
const MOST_STARTS = 50;

/** Calls `each` for the objects that stand among other words: behind a comment, in a Markdown fence, in the lines of a log. @param each gives the offset after the object where it was one that matters, else -1 */
export function eachObjectStart(text: string, each: (at: number) => number): void {
  OBJECT.lastIndex = 0;
  for (let count = 0, found = OBJECT.exec(text); found && count < MOST_STARTS; count++, found = OBJECT.exec(text)) {
    const end = each(found.index);
    OBJECT.lastIndex = end > found.index ? end : found.index + found[0].length;
  }
}

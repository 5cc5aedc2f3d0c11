/** A source that cannot be read, in words for the user. Both platforms throw it; the other sources go on. */
export class Unreadable extends Error {
  /**
   * @param source as the user named it
   * @param problem what is wrong and, where something can be done, what to do: follows the name after a colon
   */
  constructor(readonly source: string, readonly problem: string) {
    super(`${source}: ${problem}`);
    this.name = 'Unreadable';
  }
}

/** What to tell the user of anything that was thrown while a source was read. A reader that throws is a fault of ours; the others go on. */
export function problemOf(error: unknown): string {
  if (error instanceof Unreadable) return error.problem;
  return `reading stopped at a fault of Bounce Lens (${error instanceof Error ? error.message : String(error)}); please report it`;
}

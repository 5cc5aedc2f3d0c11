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

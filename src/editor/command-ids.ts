/** The commands. Lenses and hovers hand over a model's id and an offset, never text of a document; without them the cursor counts. */
export const commandIds = {
  summarize: 'bounceLens.summarize',
  summarizeAsText: 'bounceLens.summarizeAsText',
  summarizeFiles: 'bounceLens.summarizeFiles',
  summarizeFilesAsText: 'bounceLens.summarizeFilesAsText',
  explain: 'bounceLens.explain',
  copyExplanation: 'bounceLens.copyExplanation',
  nextBounce: 'bounceLens.nextBounce',
  previousBounce: 'bounceLens.previousBounce',
  showDecodedMessage: 'bounceLens.showDecodedMessage',
  /** (model, offset): puts the cursor on a record and opens its hover. */
  showExplanation: 'bounceLens.showExplanation',
  /** (model, offset, direction): the next bounce of the same kind of failure. */
  nextAlike: 'bounceLens.nextAlike',
  /** (model, offset): all places of the code at an offset. */
  findCode: 'bounceLens.findCode',
} as const;

/** What a hover may run: nothing else becomes a link there. */
export const linkedCommands: readonly string[] = [
  commandIds.summarize, commandIds.copyExplanation, commandIds.findCode, commandIds.showDecodedMessage,
];

/** The target of a command link; the arguments are numbers, so that no text of a document can get into one. */
export function commandLink(command: string, ...args: readonly number[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}

/** Why a file could not be read, as a clause for people: VS Code hands on what the system said, with its codes and call names. */

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:EACCES|EPERM|NoPermissions)\b/, 'no permission'],
  [/\b(?:ENOENT|FileNotFound|EntryNotFound)\b/, 'there is no such file'],
];

/** @returns what was thrown in its own words where it is none of the usual reasons */
export function whyUnreadable(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS.find(([sign]) => sign.test(`${code} ${message}`))?.[1] ?? message;
}

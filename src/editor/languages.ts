/** Which documents Bounce Lens looks at, by language. */

/** Contributed by this extension: looked at without further questions. */
export const OWN_LANGUAGES: ReadonlySet<string> = new Set(['raw-email', 'raw-mbox', 'mail-log']);

/** Languages of others in whose documents bounces turn up: looked at as soon as the text looks like it. */
export const FOREIGN_LANGUAGES: ReadonlySet<string> = new Set(['log', 'plaintext', 'json', 'jsonc', 'jsonl', 'ndjson', 'csv', 'tsv', 'eml', 'email']);

/** Foreign languages in which a code is a code even where no source format is recognised: pasted replies, unknown logs. */
export const PROSE_LANGUAGES: ReadonlySet<string> = new Set(['log', 'plaintext', 'eml', 'email']);

/** For the registration of features. */
export const SELECTOR: readonly { language: string }[] = [...OWN_LANGUAGES, ...FOREIGN_LANGUAGES].map((language) => ({ language }));

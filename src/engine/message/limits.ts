/**
 * The limits of the mail reader. Mail is hostile input: each limit has a name, a number, the attack it stops, and a
 * sentence for the user. Where one is hit, what was found so far stands.
 */
import type { LimitHit } from '../source';

export interface Limit {
  /** Name of the limit, as in `LimitHit`. */
  readonly limit: string;
  readonly number: number;
  readonly message: string;
}

/** Stops a mail of ten thousand empty parts. Real bounces have 3 to 5; digests some dozens. */
export const MAXIMUM_PARTS: Limit = {
  limit: 'maximum-parts', number: 500,
  message: 'This mail has more than 500 parts. Only the first 500 were read.',
};

/** Stops parts nested in parts without end: each level is searched for its boundary again. Real mails stay below 8. */
export const MAXIMUM_DEPTH: Limit = {
  limit: 'maximum-depth', number: 24,
  message: 'The parts of this mail are nested more than 24 levels deep. Deeper ones were not read.',
};

/** Stops a header of megabytes. A long chain of relays with signatures stays below 64 KiB. */
export const MAXIMUM_HEADER_SIZE: Limit = {
  limit: 'maximum-header-size', number: 256 * 1024,
  message: 'A header of this mail is larger than 256 KiB. The rest of that header was skipped.',
};

/** Stops endless folding: a value longer than this is cut, for itself. */
export const MAXIMUM_FIELD_LENGTH: Limit = {
  limit: 'maximum-field-length', number: 32 * 1024,
  message: 'A header field of this mail is longer than 32 KiB. It was cut.',
};

/** Stops encoded-word bombs: words after this one in the same field stay encoded. */
export const MAXIMUM_ENCODED_WORDS: Limit = {
  limit: 'maximum-encoded-words', number: 500,
  message: 'A header field of this mail has more than 500 encoded words. The rest of it was left encoded.',
};

/** Stops one mail from filling the memory with records. Reports name a few recipients, large mailing lists some hundreds. */
export const MAXIMUM_RECIPIENTS: Limit = {
  limit: 'maximum-recipients', number: 10_000,
  message: 'This mail names more than 10,000 recipients. Only the first 10,000 were read.',
};

/** Stops the decoding of large text parts: what a bounce has to say stands at its beginning. */
export const MAXIMUM_TEXT_SIZE: Limit = {
  limit: 'maximum-text-size', number: 4 * 1024 * 1024,
  message: 'A text part of this mail is larger than 4 MiB. Only its first 4 MiB were read.',
};

/** Stops single lines of megabytes from being looked at word by word; their rest is left out. RFC 5322 allows 998. */
export const MAXIMUM_LINE_LENGTH: Limit = {
  limit: 'maximum-line-length', number: 16 * 1024,
  message: 'A line of this mail is longer than 16 KiB. The rest of that line was not read.',
};

/** Stops a bounce in a bounce in a bounce. People forward once or twice. */
export const MAXIMUM_FORWARDS: Limit = {
  limit: 'maximum-forwards', number: 5,
  message: 'Mails are forwarded inside each other more than 5 times here. Deeper ones were not read.',
};

/** Tells of limits once each. */
export class LimitWatch {
  readonly #told = new Set<string>();

  constructor(private readonly tell: (hit: LimitHit) => void) {}

  hit(limit: Limit): void {
    this.tellOf({ limit: limit.limit, message: limit.message });
  }

  /** A limit of another reader. */
  tellOf(hit: LimitHit): void {
    if (this.#told.has(hit.limit)) return;
    this.#told.add(hit.limit);
    this.tell(hit);
  }
}

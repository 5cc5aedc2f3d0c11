/**
 * The words of the whole product as types: a bounce record, its verdict, and the evidence for it.
 * Every reader makes `BounceRecord`s, `classify/` turns them into `Verdict`s, everything else shows them.
 */
import type { CategoryId } from '../catalog/catalog';

/**
 * A range in the *original* text: offsets in UTF-16 units, `end` exclusive.
 * Where the text is binary (see `SourceText`) a unit is a byte, so offsets are byte offsets.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What happened to the recipient. RFC 3464 section 2.3.3 names `failed`, `delayed`, `delivered`, `relayed` and `expanded`.
 * `rejected`: refused at SMTP time by this server, or by the provider that was asked to send.
 * `expired`: a queue lifetime ended (counted apart in a summary, written as `failed` in NDJSON).
 */
export type Action = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'rejected' | 'expired';

/** `hard`: the address will not work, take it off the list. `soft`: keep the address. */
export type BounceType = 'hard' | 'soft';

/** What the class digit says of *this message*: 4 temporary (it is retried), 5 permanent (it is not). */
export type Permanence = 'temporary' | 'permanent';

export type Confidence = 'high' | 'medium' | 'low';

/** The SMTP command that was being answered, where known (RFC 5321 section 3). `eod`: after the final dot of DATA. */
export type Stage = 'connect' | 'helo' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'eod';

/**
 * `delivery`: a statement about a delivery (bounce, delay or success, see `action`).
 * The others look like bounces and are none: they get no bounce type. `probe`: a server asked about an address before it took mail for it.
 */
export type RecordKind = 'delivery' | 'auto-reply' | 'challenge' | 'complaint' | 'receipt' | 'probe';

/** What was read about one recipient at one place of one source. What is not known is `null`. */
export interface BounceRecord {
  /** Id of the source format that read it: `rfc3464`, `postfix`, `ses` ... */
  source: string;
  kind: RecordKind;
  /** The address that the sender wrote, as the source states it, without angle brackets and without `rfc822;`. */
  recipient: string | null;
  /** Where a forwarding led, where the source tells of one: another address than `recipient`. */
  finalRecipient?: string;
  action: Action | null;
  /** class.subject.detail (RFC 3463), as stated by the source; never an invented one. */
  status: string | null;
  /** The remote server's three digits (RFC 5321 section 4.2). */
  replyCode: string | null;
  /** The server's words: decoded, unfolded, one line. */
  diagnostic: string | null;
  /** Host name, lower case, without port or brackets. */
  reportingMta: string | null;
  /** The host that answered: lower case, without port or brackets. */
  remoteMta: string | null;
  /** Milliseconds since 1970, UTC. A stamp without a year takes the one that `ReadOptions.referenceTime` implies. */
  time: number | null;
  /** The stamp names no time zone: `time` is what the log's own clock showed, written as if that were UTC. */
  ownClock?: true;
  stage: Stage | null;
  /** The event's own label, evidence and not truth: `Transient/General`, `bounceCat=policy-related`. */
  label: string | null;
  /** Envelope sender, where the source names it. */
  sender: string | null;
  queueId: string | null;
  /** The sender's own instance, queue, pool or connector that the message went through, as the source names it: Postfix's `syslog_name`, PowerMTA's vmta ... */
  queue: string | null;
  /** Line of `span.start`, from 1. */
  line: number;
  /** The whole place: the recipient's block of a report, or the log line(s). */
  span: Span;
  /** Where single values stand, where they stand literally in the original text. */
  at: RecordPlaces;
  /** Set when the values were decoded (base64, quoted-printable, JSON escapes over lines): the range of the encoded part. */
  encodedIn: Span | null;
}

export interface RecordPlaces {
  recipient?: Span;
  action?: Span;
  status?: Span;
  replyCode?: Span;
  diagnostic?: Span;
}

/** Which words, code, host or field spoke for a category. `for: false` marks evidence that pointed elsewhere and lost. */
export interface Evidence {
  kind: 'signature' | 'words' | 'diagnostic-status' | 'status' | 'reply' | 'class' | 'label' | 'host' | 'stage' | 'action';
  /** Literal text, as it stands in the diagnostic or field. */
  text: string;
  /** Offsets into `BounceRecord.diagnostic`; absent where the evidence is a field of its own. */
  inDiagnostic?: Span;
  /** Id of the rule (data) that matched, to trace a verdict to one place. */
  rule: string;
  /** The category that this piece speaks for. */
  category: CategoryId;
  /** False where it disagrees with the verdict. */
  for: boolean;
}

/** What the server's words name besides the reason. Absent where they do not. */
export interface Named {
  /** The blocklist, by name, with a look-up page for `ip` or `domain`. */
  blocklist?: { name: string; url?: string };
  /** The refused address: the sender's IP. */
  ip?: string;
  /** The refused domain. */
  domain?: string;
  /** Seconds that the server asks to wait. */
  waitSeconds?: number;
  /** Bytes. */
  sizeLimit?: number;
  authentication?: { spf?: string; dkim?: string; dmarc?: string };
  /** The words to quote to the provider's postmaster: ticket, reason id, `AS(4810)`, `?p=NoSuchUser`. */
  reference?: string;
  /** The likely right domain where the recipient's looks like a typing error. */
  likelyDomain?: string;
}

export interface Verdict {
  category: CategoryId;
  /** `null`: not a bounce (success, auto-reply, complaint, refusal of somebody else's mail). */
  bounceType: BounceType | null;
  /** A soft bounce in which the sender, the content or a policy was refused: nothing is wrong with the address. */
  blocked: boolean;
  permanence: Permanence | null;
  confidence: Confidence;
  /** Id of the provider, filter or MTA that answered. */
  provider: string | null;
  /** Id of the rule that decided. A provider's rule ids lead to its own meaning and way out in the catalog. */
  rule: string;
  evidence: Evidence[];
  named: Named;
}

export type JudgedRecord = BounceRecord & { verdict: Verdict };

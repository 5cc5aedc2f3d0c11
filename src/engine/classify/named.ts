/** What the server's words name besides the reason: the list, the wait, the limit, the refused address, the words to quote. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceRecord, Named } from '../record';
import { likelyDomain } from './likely-domain';
import type { Words } from './normalise';
import type { BlocklistData } from './rule-set';

/** What the phrases of the diagnostic lead to; found in the same pass as the rules. */
export interface Mentions {
  readonly blocklist: BlocklistData | null;
  /** The words speak of trying again, a minute, a second. */
  readonly wait: boolean;
  readonly authentication: boolean;
  /** The words speak of a ticket or case. */
  readonly reference: boolean;
}

const SIZE_CATEGORIES: ReadonlySet<CategoryId> = new Set(['message-too-large', 'mailbox-full']);
/** In these the refused address is the sender's. */
const ABOUT_THE_IP: ReadonlySet<CategoryId> = new Set(['blocklisted', 'poor-reputation', 'rate-limited', 'reverse-dns', 'authentication-failed', 'policy-refusal', 'local-delivery-error', 'spam-content', 'greylisted', 'recipient-restricted', 'tls-failure']);
const ABOUT_THE_SENDERS_DOMAIN: ReadonlySet<CategoryId> = new Set(['authentication-failed', 'sender-rejected', 'blocklisted', 'poor-reputation']);
const MAYBE_MISTYPED: ReadonlySet<CategoryId> = new Set(['unknown-user', 'unknown-domain', 'null-mx', 'dns-failure', 'bad-address', 'relay-denied', 'connection-failed', 'expired', 'undetermined', 'mailbox-disabled']);

export function readNamed(record: BounceRecord, text: string, words: Words, category: CategoryId, mentions: Mentions): Named {
  const named: Named = {};
  const ip = ABOUT_THE_IP.has(category) ? refusedIp(text, words) : null;
  if (ip) named.ip = ip;
  if (ABOUT_THE_SENDERS_DOMAIN.has(category)) {
    const domain = refusedDomain(record, text, words);
    if (domain) named.domain = domain;
  }
  if (mentions.blocklist) {
    const url = lookUp(mentions.blocklist, named.ip, named.domain);
    named.blocklist = url ? { name: mentions.blocklist.name, url } : { name: mentions.blocklist.name };
  }
  if (mentions.wait) {
    const seconds = waitSeconds(text);
    if (seconds !== null) named.waitSeconds = seconds;
  }
  if (SIZE_CATEGORIES.has(category)) {
    const limit = sizeLimit(text);
    if (limit !== null) named.sizeLimit = limit;
  }
  if (mentions.authentication) {
    const results = authentication(text);
    if (results) named.authentication = results;
  }
  const reference = words.mayHoldReference || mentions.reference || (words.mayHoldName && WITHOUT_DIGITS.test(text)) ? readReference(text) : null;
  if (reference) named.reference = reference;
  if (record.recipient && MAYBE_MISTYPED.has(category)) {
    const likely = likelyDomain(record.recipient.slice(record.recipient.lastIndexOf('@') + 1));
    if (likely) named.likelyDomain = likely;
  }
  return named;
}

function refusedIp(text: string, { ips }: Words): string | null {
  for (let i = 0; i < ips.count; i++) {
    const start = ips.starts[i]!;
    if (!text.startsWith('127.', start) && !isContacted(text, start)) return ips.textOf(i, text).replace(/\/\d+$|:\d+$/, ''); // 127.x is a blocklist's answer
  }
  return null;
}

/** `connect to mx.example.net[192.0.2.1]:25`: the other side, whom nobody refused. */
function isContacted(text: string, ip: number): boolean {
  return /\bconnect(?:ed|ing|ion)? (?:to|with) [\w.-]{0,255}\[?$/i.test(text.slice(Math.max(0, ip - 280), ip));
}

function lookUp(list: BlocklistData, ip: string | undefined, domain: string | undefined): string | null {
  if (!list.lookup) return null;
  const query = ip ?? domain;
  if (!list.lookup.includes('{')) return list.lookup;
  if (!query || (list.lookup.includes('{ip}') && !ip)) return list.lookup.replace(/\?.*|\/\{\w+\}/, '');
  return list.lookup.replace('{ip}', encodeURIComponent(ip ?? '')).replace('{query}', encodeURIComponent(query));
}

/** The domain that the words name for the sender: of an address that is not the recipient's, or a host name that is none of the MTAs. */
function refusedDomain(record: BounceRecord, text: string, { addresses }: Words): string | null {
  const recipientDomain = record.recipient ? record.recipient.slice(record.recipient.lastIndexOf('@') + 1).toLowerCase() : null;
  for (let i = 0; i < addresses.count; i++) {
    const address = addresses.textOf(i, text);
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    if (domain !== recipientDomain && domain.includes('.') && !isContact(address, text.slice(Math.max(0, addresses.starts[i]! - 24), addresses.starts[i]))) return domain;
  }
  const named = /\b(?:domain|from)\s{1,3}(?:of\s{1,3})?["'<[(]?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})\b/i.exec(text);
  return named ? named[1]!.toLowerCase() : null;
}

/** Whom to ask about the refusal: `contact tosa@rx.t-online.de`, `abuse_rbl@abuse-att.net`. */
function isContact(address: string, before: string): boolean {
  return /^(?:postmaster|abuse|unblock|delist|support|help|noc|tosa|tobr|mailadmin|hostmaster|info)\b|^abuse_/i.test(address)
    || /\b(?:contact|to|at|mail|email|e-mail|ask|write|with|via|inform|notify|mailto)[\s:(<"']{1,4}$/i.test(before);
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** `try again in 5 minutes`, `wait 300 seconds`, `retry after 00:04:36`, `in 1 hour`. */
function waitSeconds(text: string): number | null {
  const match = /\b(?:in|after|wait|for|within|next|least|another)\s{1,3}(\d{1,6})\s{0,3}([smhd]|sec|secs|second|seconds|min|mins|minute|minutes|hr|hrs|hour|hours|day|days)\b/i.exec(text);
  if (match) return Number(match[1]) * UNIT_SECONDS[match[2]!.charAt(0).toLowerCase()]!;
  const clock = /\b(?:in|after|wait|for)\s{1,3}(\d{1,2}):(\d\d):(\d\d)\b/i.exec(text);
  return clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) : null;
}

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, byte: 1, bytes: 1, k: 1024, kb: 1024, kib: 1024, m: 1048576, mb: 1048576, mib: 1048576, g: 1073741824, gb: 1073741824, gib: 1073741824 };

/** `maximum message size of 10485760 bytes`, `limit is 25 MB`. */
function sizeLimit(text: string): number | null {
  const match = /\b(?:limit|maximum|max|size|exceeds?|exceeded|larger than|over)\b[^\d\n]{1,40}(\d{1,12}(?:\.\d{1,2})?)\s{0,2}(bytes|byte|kib|kb|mib|mb|gib|gb|[kmgb])?\b/i.exec(text);
  if (!match) return null;
  const value = Number(match[1]) * SIZE_UNITS[(match[2] ?? '').toLowerCase()]!;
  return value >= 1024 ? Math.round(value) : null;
}

function authentication(text: string): Named['authentication'] | null {
  const found: { spf?: string; dkim?: string; dmarc?: string } = {};
  const pattern = /\b(spf|dkim|dmarc)[^\w\n]{1,6}(?:\[[^\]\n]{0,60}\][^\w\n]{0,4})?(?:with\b[^\n]{0,60}?(?:=|:)\s{0,2})?(?:authentication |validation |verification |check |result |policy )?(?:did not pass|didn't pass|(softfail|hardfail|fail(?:ed|ure)?|pass(?:ed)?|none|neutral|temperror|permerror|reject|quarantine|missing))/gi;
  let match: RegExpExecArray | null;
  let count = 0;
  while ((match = pattern.exec(text)) && count++ < 6) {
    const method = match[1]!.toLowerCase() as 'spf' | 'dkim' | 'dmarc';
    found[method] ??= match[2] ? match[2].toLowerCase().replace(/^fail(?:ed|ure)$/, 'fail').replace(/^passed$/, 'pass') : 'fail';
  }
  return found.spf ?? found.dkim ?? found.dmarc ? found : null;
}

/** The references that need no digit: `?p=UnsolicitedMessageError`, `MI:SPF`, `(GA)`. Others are tokens with capitals and digits, or follow a word. */
const WITHOUT_DIGITS = /\?p=|[A-Z]:[A-Z]|\(G/;

/** Ids to quote: Microsoft's `AS(4810)` and `S3150`, Gmail's `?p=` words, Yahoo's `[TSS04]`, `OFR_506`, `IB607`, `(G8)`, tickets. */
function readReference(text: string): string | null {
  const match = /\bAS\(?\d{3,12}\)?|\bS\d{4}\b|\?p=\w{3,40}|\[(?:TSS?|IPTS|PH|BL|GL|CS|HM|HME|HCM|BS)\d{2,4}\]|\b(?:OFR|LPN)_?\d{3}(?:_\d{3})?\b|\bLPN\w{3}_\d{3}\b|\bIB\d{3}\b|\bAUP#[\w-]{1,20}|\b(?:BL|ES|RL|DM)0[01]{5}\b|\bXGEMAIL_\d{4}\b|\bETP\d{3}\b|\b(?:SC|DY|OU|RP)-00\d\b|\b(?:HL|MI|RP|DT|WM):[A-Z]{3}\b|\(G[0-9A-Z]{1,2}\)|\b(?:ticket|case|reference|incident|event|message)[ -]?(?:id|number|code|no)?[:=# ]{1,3}[\w-]{0,40}\d[\w-]{3,40}/.exec(text);
  return match ? match[0].replace(/^\[|\]$/g, '') : null;
}

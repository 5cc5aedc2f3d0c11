/** Bounces that follow no standard: plain text that says who was not reached, and why, in any of the usual shapes. */
import type { Action } from '../../record';
import { ADDRESS, isAddress } from '../address';
import type { Finding } from '../finding';
import { MAXIMUM_RECIPIENTS } from '../limits';
import type { Mail } from '../mail';
import type { TextLine } from '../mime/body';
import { recipientByReturnAddress } from '../original/return-address';
import delayed from '../phrases/delayed.json';
import givenUp from '../phrases/given-up.json';
import notRecipient from '../phrases/not-the-recipient.json';
import { normalise, Phrases } from '../phrases/phrases';
import { Words } from '../words';
import { addressesOf, namedAt } from './by-name';
import { entriesOfLine, isGenerated, type Entry } from './entries';
import { isRule, paragraphsOf, type Paragraph } from './paragraphs';
import { hasCode, isMere, isSummary, labelledReason, sharedReason, tellsWhy, trimReason, withoutAdvice } from './reasons';
import { mentionsIn } from './sentences';
import { isSession, MAILER, refusalsIn, type Refusal } from './transcript';

const DELAYED = new Phrases(delayed);
const GIVEN_UP = new Phrases(givenUp);
const OTHERS = new Phrases(notRecipient);
/** Lines that a recipient's own words take at most. */
const MOST_LINES = 60;

/** A session that names a list speaks of so many members at most. */
const MOST_MEMBERS = 50;

/** What introduces the recipients counts as the reason only where nothing else does. */
const LONGEST_INTRODUCTION = 500;

/** Postfix tells of a success in the same letter, where a receipt was asked for. */
const ARRIVED = /^deliver(?:y via|ed to) [^\r\n]{1,300}: 2\d\d[ -]2\./;

/** The name of the product that writes. */
const BANNER = /^message from /;

/** How many lines above an address can speak of it. */
const LINES_BEFORE = 3;

/** A recipient and the lines that are about it. */
interface Statement {
  recipient: Words;
  /** The address that the sender wrote, where a forwarding changed it; in lower case. */
  written: string | null;
  from: number;
  to: number;
  reason: Words;
  /** The reason stands with the recipient, not near it. */
  certain: boolean;
  weak: boolean;
  host: string | null;
}

/**
 * Recipients and reasons in the text of a mail that is known to be a bounce.
 *
 * Where a forwarding changed the address, the recipient is the one that the text is about, which is where it led: Exim, Sendmail and Postfix
 * put that one first, with the server's words, and behind or below it in brackets where it came from (`(generated from ...)`, `(expanded
 * from ...)`): the address that was written, the step before, or a list. Only where a program, a file or `an undisclosed address` stands first
 * the one in brackets is the recipient. Delivery reports have a field for the address that was written and go by that, see `recipientsOf` in
 * `report/read-report.ts`.
 * @param source id that the records carry
 * @param guess takes whom the returned mail was for where the text names nobody
 */
export function readPlain(mail: Mail, source: string, time: number | null, guess = false): Finding[] {
  const { lines } = mail;
  const paragraphs = paragraphsOf(lines);
  const refusals = refusalsIn(lines, 0, lines.length);
  const entries = fromEntries(lines, paragraphs);
  let statements = entries.filter((statement) => !statement.weak);
  statements.push(...fromNames(mail, entries));
  statements = withoutForwarded(statements);
  addRefusals(statements, refusals);
  if (statements.length === 0) statements = byHeader(mail, fromMentions(paragraphs, mail.hasOriginal), lines);
  if (statements.length === 0) statements = entries;
  if (statements.length === 0 && guess) statements = fromOriginal(mail, lines);
  if (statements.length === 0 && guess) statements = fromLocalNames(refusals);
  statements = distinct(statements.filter((statement) => !isSender(mail, statement, statements.length)));
  if (statements.length > MAXIMUM_RECIPIENTS.number) {
    mail.limits.hit(MAXIMUM_RECIPIENTS);
    statements = statements.slice(0, MAXIMUM_RECIPIENTS.number);
  }
  giveReasons(statements, lines, paragraphs, refusals);
  const action = actionOfText(mail, paragraphs);
  return statements.map((statement) => findingOf(statement, lines, source, action, time));
}

/** Entries with what stands next to them. */
function fromEntries(lines: readonly TextLine[], paragraphs: readonly Paragraph[]): Statement[] {
  const statements: Statement[] = [];
  let open: Entry | null = null;
  let paragraph = 0;
  for (let i = 0; i < lines.length; i++) {
    while (paragraph + 1 < paragraphs.length && paragraphs[paragraph]!.to <= i) paragraph++;
    const { text } = lines[i]!;
    if (text.trim() === '' || isRule(text) || PROGRAM.test(text)) {
      open = null;
      continue;
    }
    const entries = entriesOfLine(lines, i);
    // an address at the beginning of a folded line belongs to the words of the recipient above it
    if (entries.length === 0 || (open !== null && entries[0]!.indent > open.indent)) continue;
    if (entries[0]!.bare && speaksOfSomebodyElse(lines, paragraphs, paragraph, i)) continue;
    open = entries[entries.length - 1]!;
    const end = endOfWords(lines, open.line, open);
    const behind = Words.ofLines(lines, open.line, end, open.column);
    const written = EXPANDED.exec(behind.text)?.groups!['a']!.toLowerCase() ?? null;
    const words = trimReason(behind);
    const reason = words.isEmpty ? reasonAbove(lines, i) : words;
    for (const entry of entries) statements.push({ recipient: entry.recipient, written, from: i, to: end, reason, certain: !words.isEmpty, weak: entry.weak, host: null });
    i = Math.max(i, lastOfOwn(open.line, end, open) - 1);
  }
  return statements;
}

/** Recipients that the text calls by their names. */
function fromNames(mail: Mail, entries: readonly Statement[]): Statement[] {
  const { lines } = mail;
  const named = lines.flatMap((_, i) => {
    const name = namedAt(lines, i);
    return name ? [{ name, line: i }] : [];
  });
  if (named.length === 0) return [];
  const stated = new Set(entries.filter(({ weak }) => !weak).map(({ recipient }) => recipient.text.toLowerCase()));
  const sentTo = entries.filter(({ weak }) => weak).map(({ recipient }) => recipient);
  const addresses = (sentTo.length > 0 ? sentTo : mail.originalRecipients).filter(({ text }) => !stated.has(text.toLowerCase()));
  const found = addressesOf(named.map(({ name }) => name), addresses);
  return named.flatMap(({ name, line }) => {
    const recipient = found.get(name);
    if (!recipient) return [];
    let to = line + 1;
    while (to < lines.length && to < line + MOST_LINES && /^[ \t]+\S/.test(lines[to]!.text)) to++;
    return [{ recipient, written: null, from: line, to, reason: trimReason(Words.ofLines(lines, line + 1, to)), certain: true, weak: false, host: null }];
  });
}

/** The line after the last one that belongs to an entry: up to a blank or drawn line, or another entry that is not deeper. */
function endOfWords(lines: readonly TextLine[], from: number, entry: Entry): number {
  let i = from + 1;
  for (; i < lines.length && i < from + MOST_LINES; i++) {
    const { text } = lines[i]!;
    if (text.trim() === '' || isRule(text)) break;
    // `550 <user@example.com>... User unknown` stands on a line of its own, unless it is folded
    if (entry.leading && !/^[ \t]/.test(text)) break;
    if (entry.weak && isSummary(text)) break;
    // `The following recipients ...:` above the next one
    if (INTRODUCES.test(text) && lines[i + 1]?.text.trim() === '' && isMere(Words.ofLines(lines, i, i + 1))) break;
    const next = entriesOfLine(lines, i);
    if (next.length > 0 && next[0]!.indent <= entry.indent) break;
    // the program or file that stands for the next recipient, not `(reason: 550 ...)` above `(expanded from: ...)`
    if (PROGRAM.test(text) || (lines[i + 1] && isGenerated(lines[i + 1]!.text) && !NOTE.test(text))) break;
  }
  return i;
}

/** `<annie@far.example> (expanded from: <ann@shop.example>)` */
const EXPANDED = new RegExp(`\\(expanded from:? {0,3}<?(?<a>${ADDRESS.source})>?\\)`, 'i');
/** Sendmail's name for a program or a file: `"|/usr/bin/filter ann"`, `/var/mail/ann`. */
const PROGRAM = /^"?(?:\||\/[\w.-])/;
const NOTE = /^[ \t]{1,12}\(/;

/** `The following addresses failed:` */
const INTRODUCES = /[:：,]$|\b(?:following|folgende|suivant|siguiente|seguente|seguinte|volgende)|以下|下記|如下|다음/i;

/** Some servers write the reason right above the address: `User not listed in public Name & Address Book`. */
function reasonAbove(lines: readonly TextLine[], line: number): Words {
  const above = line > 0 ? Words.ofLines(lines, line - 1, line) : Words.none;
  return !above.isEmpty && !isRule(lines[line - 1]!.text) && !INTRODUCES.test(above.text) && !isSummary(above.text) && entriesOfLine(lines, line - 1).length === 0 && / \S/.test(above.text) ? trimReason(above) : Words.none;
}

function lastOfOwn(from: number, end: number, entry: Entry): number {
  return entry.bare || end > from + 1 ? end : from + 1;
}

/** True where the words before a bare address end with `sent by`, `please contact` and the like. */
function speaksOfSomebodyElse(lines: readonly TextLine[], paragraphs: readonly Paragraph[], index: number, line: number): boolean {
  const own = paragraphs[index];
  const before = own && own.from < line ? Words.ofLines(lines, Math.max(own.from, line - LINES_BEFORE), line).text : paragraphs[index - 1]?.words.text ?? '';
  const tail = normalise(before.slice(-40));
  const match = OTHERS.first(tail);
  return match !== null && /^[\s:,-]{0,9}(?:the|a|an|is|was)?[\s:]{0,9}$/.test(tail.slice(match.end));
}

/** What else is said of an address that was forwarded is said of where it led: `550 <ann@shop.example>... User unknown`. */
function withoutForwarded(statements: readonly Statement[]): Statement[] {
  const forwarded = new Map(statements.flatMap((statement) => (statement.written ? [[statement.written, statement] as const] : [])));
  return statements.filter((statement) => {
    const other = forwarded.get(statement.recipient.text.toLowerCase());
    if (other && !hasCode(other.reason) && hasCode(statement.reason)) Object.assign(other, { reason: statement.reason, host: statement.host, certain: true });
    return other === undefined || other === statement;
  });
}

/** Refusals of a session that name a recipient: a reason for an entry, or a statement of their own. */
function addRefusals(statements: Statement[], refusals: readonly Refusal[]): void {
  const byAddress = new Map<string, Statement[]>();
  const put = (key: string, statement: Statement): void => {
    const same = byAddress.get(key);
    if (!same) byAddress.set(key, [statement]);
    else if (same.length < MOST_MEMBERS) same.push(statement);
  };
  for (const statement of statements) put(statement.recipient.text.toLowerCase(), statement);
  // a session names the address that a mail was forwarded to, or the one that it was written to
  for (const statement of statements) if (statement.written) put(statement.written, statement);
  for (const refusal of refusals) {
    if (!refusal.recipient) continue;
    const key = refusal.recipient.text.toLowerCase();
    const known = byAddress.get(key);
    if (!known) {
      const statement = { recipient: refusal.recipient, written: null, from: refusal.line, to: refusal.to, reason: refusal.answer, certain: true, weak: false, host: refusal.host };
      statements.push(statement);
      put(key, statement);
      continue;
    }
    for (const statement of known) {
      if (hasCode(statement.reason) && !(refusal.instead && MAILER.test(statement.reason.text))) continue;
      statement.reason = refusal.answer;
      statement.host = refusal.host;
      statement.certain = true;
    }
  }
}

function fromMentions(paragraphs: readonly Paragraph[], guess: boolean): Statement[] {
  return mentionsIn(paragraphs, guess).map(({ recipient, rest, told, isSubject, paragraph }) => {
    const after = trimReason(rest);
    const reason = withoutAdvice(told && !hasCode(after) ? trimReason(told) : after);
    const tells = tellsWhy(reason) || (isSubject && told !== null);
    return { recipient, written: null, from: paragraph.from, to: paragraph.to, reason: tells ? reason : Words.none, certain: hasCode(reason), weak: false, host: null };
  });
}

/** Sentences name many; where `X-Failed-Recipients` names somebody, that decides. */
function byHeader(mail: Mail, statements: Statement[], lines: readonly TextLine[]): Statement[] {
  const stated = mail.failedRecipients;
  if (stated.length === 0) return statements;
  const keys = new Set(stated.map((recipient) => recipient.text.toLowerCase()));
  const known = statements.filter((statement) => keys.has(statement.recipient.text.toLowerCase()));
  return known.length > 0 ? known : stated.map((recipient) => aboutAll(recipient, lines));
}

/** The last resort: whom the returned mail was for. */
function fromOriginal(mail: Mail, lines: readonly TextLine[]): Statement[] {
  const sentTo = recipientByReturnAddress(mail);
  return (sentTo ? [sentTo] : mail.originalRecipients).map((recipient) => aboutAll(recipient, lines));
}

/** `550 ann... User unknown`: where no mail comes back that would tell the address, the name that the server knows is better than none. */
const LOCAL = /^[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?(?<name>[A-Za-z0-9][\w.+-]{0,63})\.{3} /;

function fromLocalNames(refusals: readonly Refusal[]): Statement[] {
  return refusals.flatMap(({ answer, line, to, host }) => {
    const name = LOCAL.exec(answer.text)?.groups!['name'];
    const recipient = name ? answer.find(name) : null;
    return recipient ? [{ recipient, written: null, from: line, to, reason: answer, certain: true, weak: false, host }] : [];
  });
}

function aboutAll(recipient: Words, lines: readonly TextLine[]): Statement {
  return { recipient, written: null, from: 0, to: lines.length, reason: Words.none, certain: false, weak: false, host: null };
}

/** The one who sent the returned mail gets the bounce; bounces name that address, too. */
function isSender(mail: Mail, statement: Statement, count: number): boolean {
  const address = statement.recipient.text.toLowerCase();
  const isAboutOthers = count > 1 || (!mail.hasOriginal && !hasCode(statement.reason)); // who writes to himself gets his mail back, or a code
  return isAboutOthers && isAddress(address) && (mail.addressed.has(address) || /^(?:mailer-daemon|postmaster|abuse)@/.test(address) && mail.header('from').toLowerCase().includes(address));
}

/** One statement for each recipient: the one that tells why. */
function distinct(statements: readonly Statement[]): Statement[] {
  const byAddress = new Map<string, Statement>();
  for (const statement of statements) {
    const key = statement.recipient.text.toLowerCase();
    const known = byAddress.get(key);
    if (!known || (!hasCode(known.reason) && (hasCode(statement.reason) || (!tellsWhy(known.reason) && tellsWhy(statement.reason))))) {
      if (known) Object.assign(known, statement);
      else byAddress.set(key, { ...statement });
    }
  }
  return [...byAddress.values()];
}

/** Recipients without words of their own get those of their group, else those that stand for all; never a neighbour's. */
function giveReasons(statements: readonly Statement[], lines: readonly TextLine[], paragraphs: readonly Paragraph[], refusals: readonly Refusal[]): void {
  shareInGroups(statements);
  const alone = statements.length === 1;
  const waiting = statements.filter((statement) => !statement.certain || !tellsWhy(statement.reason) || (alone && !hasCode(statement.reason)));
  if (waiting.length === 0) return;
  const last = statements.reduce((most, statement) => Math.max(most, statement.to), 0);
  const first = statements.reduce((least, statement) => Math.min(least, statement.from), lines.length);
  const after = paragraphs.filter((paragraph) => paragraph.from >= last && !isSession(lines[paragraph.from]!.text));
  const before = paragraphs.filter((paragraph) => paragraph.to <= first);
  const within = unclaimed(paragraphs, statements).filter((paragraph) => paragraph.from < last && paragraph.to > first);
  const nameless = refusals.find((one) => !one.recipient);
  const refusal = nameless ?? (refusals.length === 1 ? refusals[0] : undefined);
  const introduction = before.filter(({ words, plain }) => (tellsWhy(words) || DELAYED.isIn(plain)) && !BANNER.test(plain)).at(-1)?.words ?? Words.none;
  const shared = [sharedReason(after, lines), sharedReason(before, lines), sharedReason(within, lines), introduction.slice(0, LONGEST_INTRODUCTION)];
  // a session that names others as well says of the rest only what names nobody
  const others = nameless && refusals.some((one) => one.recipient);
  const coded = (others ? nameless.answer : shared.find(hasCode)) ?? refusal?.answer;
  const any = shared.find((words) => !words.isEmpty && !isMere(words)) ?? shared.find((words) => !words.isEmpty) ?? Words.none;
  if (alone && tellsWhy(waiting[0]!.reason) && waiting[0]!.certain && !waiting[0]!.weak && !isMere(waiting[0]!.reason)) {
    // one recipient in a sentence that says it failed: the server's words may stand below
    if (hasCode(shared[0]!)) waiting[0]!.reason = shared[0]!;
    return;
  }
  const labelled = labelledReason(after);
  for (const statement of waiting) {
    // what a sentence says of a recipient is less than what is called the reason
    const own = statement.certain || labelled.isEmpty ? statement.reason : labelled;
    // where several are listed, words beside one of them are about that one, known or not
    if (statement.certain && !alone && /\S \S/.test(own.text)) continue;
    const best = coded ?? (own.isEmpty || ((statement.weak || isMere(own)) && tellsWhy(any) && !isMere(any)) ? any : own);
    if (refusal && best === refusal.answer) statement.host = refusal.host;
    statement.reason = best;
  }
}

/** Addresses right below each other with one reason under the last of them. */
function shareInGroups(statements: readonly Statement[]): void {
  for (let i = statements.length - 2; i >= 0; i--) {
    const statement = statements[i]!;
    const next = statements[i + 1]!;
    if (statement.certain || !statement.reason.isEmpty || !next.certain || statement.to !== next.from) continue;
    statement.reason = next.reason;
    statement.certain = true;
  }
}

/** Paragraphs that hold no recipient's own words. */
function unclaimed(paragraphs: readonly Paragraph[], statements: readonly Statement[]): Paragraph[] {
  const claimed = new Set<number>();
  for (const { certain, from, to } of statements) if (certain && to - from <= MOST_LINES) for (let i = from; i < to; i++) claimed.add(i);
  return paragraphs.filter((paragraph) => {
    for (let i = paragraph.from; i < paragraph.to; i++) if (claimed.has(i)) return false;
    return true;
  });
}

function actionOfText(mail: Mail, paragraphs: readonly Paragraph[]): Action {
  const texts = [normalise(mail.header('subject')), ...paragraphs.map((paragraph) => paragraph.plain.slice(0, 1000))];
  if (!texts.some((text) => DELAYED.isIn(text))) return 'failed';
  return texts.some((text) => GIVEN_UP.isIn(text)) ? 'failed' : 'delayed';
}

function findingOf(statement: Statement, lines: readonly TextLine[], source: string, action: Action, time: number | null): Finding {
  const first = lines[statement.from];
  const last = lines[statement.to - 1];
  const span = first && last ? { start: first.start, end: Math.max(first.end, last.end) } : { start: 0, end: 0 };
  const literal = statement.recipient.span !== null && (statement.reason.isEmpty || statement.reason.span !== null);
  return { source, span, encodedIn: literal ? null : span, recipient: statement.recipient, action: ARRIVED.test(statement.reason.text) ? 'delivered' : action, diagnostic: statement.reason, remoteMta: statement.host, time };
}

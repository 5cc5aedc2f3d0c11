/**
 * What mailing list managers (Mailman, Majordomo, LISTSERV, ezmlm, Sympa, fml, mlmmj, Lyris) write when they refuse a post. The address of
 * the list is the recipient; those of its owner and of its commands, which such letters name as well, are not.
 */
import { addressMatches, trimAddress } from '../address';
import type { Finding } from '../finding';
import type { Mail } from '../mail';
import refusal from '../phrases/list-refusal.json';
import { Phrases } from '../phrases/phrases';
import { paragraphsOf, type Paragraph } from '../plain/paragraphs';
import { parseDate } from '../report/dates';
import { Words } from '../words';

const REFUSAL = new Phrases(refusal);
/** Names of programs that manage lists. */
const PROGRAM = /^(?:listserv|listproc|listserver|listmanager|listmaster|majordomo|sympa|lyris|mailman|ecartis|smartlist|minimalist|mlmmj|ezmlm|fml)(?:[-+][^@]{1,64})?@|^notify@yahoogroups\./i;
/** Mailboxes that a list has for its owner and for commands: what is left without this is the list. */
const OWNER = /^(?:owner|request|join|leave|subscribe|unsubscribe)-(?=[^@])|-(?:owner|bounces|admin|help|request|ctl|confirm|join|leave|subscribe|unsubscribe|editor)(?:[-+][^@]{1,128})?(?=@)/i;
/** Fields in which list managers name the list. */
const NAMING = ['x-beenthere', 'list-post', 'list-id', 'mailing-list', 'x-mlserver', 'x-loop'];
/** `BOUNCE friends@lists.example: Non-member submission from [...]`: Majordomo tells the owner, not who wrote. */
const TOLD_TO_OWNER = /^BOUNCE (?=[^\s:]{1,320}@[^\s:]{1,253}: )/;
const FROM_SERVER = /<(?:mailer-daemon|postmaster)@|<>\]/i;
/** Letters about a wish to join, a post that waits, a member whose mail bounces. */
const OTHER_MATTERS = /subscription request|your subscription (?:to|request|has)|awaits|is being held|being held until|welcome to|bounce action|confirm your|output of your job|summary of resource utilization|results of your (?:e?mail )?commands/i;
/** `If you are not a member, ...` refuses nothing. */
const CONDITION = /(?:^|\s)(?:if|unless|whether|wenn|falls|si|se|als|indien) ?$/;
/** Further down stands what was refused. */
const FIRST_LINES = 40;

/** @returns null where the mail is no refusal of a list */
export function readListRefusal(mail: Mail): Finding[] | null {
  const { headers } = mail.root;
  const from = headers.field('from')?.addresses()[0]?.text ?? '';
  const isProgram = PROGRAM.test(from) || headers.has('x-mlserver');
  if (!isProgram && !OWNER.test(from) || mail.reports.length > 0 || headers.has('x-failed-recipients')) return null;
  const subject = headers.field('subject')?.words ?? Words.none;
  const common = { source: 'mailing-list', time: parseDate(headers.get('date')) };
  const told = TOLD_TO_OWNER.exec(subject.text);
  // `Non-member submission from [<MAILER-DAEMON@shop.example>]`: a bounce that was sent to the list
  if (told && FROM_SERVER.test(subject.text) && mail.enclosed) return null;
  if (told) return [{ ...common, ...ofSubject(subject.slice(told[0].length)), span: headers.field('subject')!.span, action: 'rejected' }];
  const paragraphs = paragraphsOf(mail.lines.slice(0, FIRST_LINES));
  const at = paragraphs.findIndex(refuses);
  const first = paragraphs[at];
  if (!first || [subject, ...paragraphs.map(({ words }) => words)].some(({ text }) => OTHER_MATTERS.test(text))) return null;
  if (!isProgram && !isNamed(from.replace(OWNER, '').toLowerCase(), mail, paragraphs)) return null;
  const next = /[:：]$/.test(first.words.text) ? paragraphs[at + 1] : undefined;
  const diagnostic = next ? first.words.join(next.words) : first.words;
  const span = { start: mail.lines[first.from]!.start, end: mail.lines[(next ?? first).to - 1]!.end };
  return [{ ...common, span, encodedIn: diagnostic.span ? null : span, recipient: listOf(mail, from, [first, ...paragraphs], subject), action: 'failed', diagnostic }];
}

function ofSubject(words: Words): Pick<Finding, 'recipient' | 'diagnostic' | 'encodedIn'> {
  const colon = words.text.indexOf(': ');
  return { recipient: words.slice(0, colon), diagnostic: words.slice(colon + 2), encodedIn: null };
}

function refuses({ plain }: Paragraph): boolean {
  for (let match = REFUSAL.first(plain); match; match = REFUSAL.first(plain, match.end)) {
    if (!CONDITION.test(plain.slice(Math.max(0, match.start - 12), match.start))) return true;
  }
  return false;
}

/** True where the letter speaks of the list that its sender's address belongs to: many people have an address that ends in `-admin`. */
function isNamed(list: string, mail: Mail, paragraphs: readonly Paragraph[]): boolean {
  return paragraphs.some(({ plain }) => plain.includes(list)) || NAMING.some((name) => mail.header(name).toLowerCase().includes(list.split('@')[0]!));
}

/** The list: named in the refusing words, elsewhere in the letter, in its subject; else the one that the sender's address belongs to. */
function listOf(mail: Mail, from: string, paragraphs: readonly Paragraph[], subject: Words): Words | null {
  for (const words of [...paragraphs.map((paragraph) => paragraph.words), subject]) {
    for (const match of addressMatches(words.text)) {
      const address = trimAddress(match.text);
      if (!mail.addressed.has(address.toLowerCase()) && !OWNER.test(address) && !PROGRAM.test(address)) return words.slice(match.index, match.index + address.length);
    }
  }
  const named = mail.root.headers.field('x-beenthere')?.addresses()[0];
  return named ?? (OWNER.test(from) ? Words.of(from.replace(OWNER, '')) : mail.originalRecipients[0] ?? null);
}

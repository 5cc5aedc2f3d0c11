/** Is this mail a bounce at all? People write about bounces, too, and newsletters about delivery. */
import { looksLikeAutoReply } from './kinds/auto-reply';
import type { Mail } from './mail';
import failure from './phrases/failure.json';
import { normalise, Phrases } from './phrases/phrases';
import subjects from './phrases/subjects.json';

const SUBJECTS = new Phrases(subjects);
const FAILURE = new Phrases(failure);

/** Names under which servers write. */
const DAEMON = /\b(?:mailer[-_ ]?daemon|post[-_ ]?master|sysadmin|post[ -]?office|postman|mail[-_ ]?(?:er)?[-_ ]?(?:delivery|system|server|admin|administrator|daemon|gateway|router|adm)|mdaemon|mmdf|microsoftexchange[0-9a-f]{0,32}|internet mail (?:delivery|service)|delivery[-_ ]?(?:subsystem|system|agent|service|daemon|manager|status|notification)|bounce[-_ ]?(?:s|notification)?|smtp[-_ ]?(?:service|server|gateway)|system administrator|systemadministrator|mail service|interscan|viruswall|mailsweeper|nobody|non-?deliver\w{0,10}|undeliver\w{0,10}|virusalert|mimesweeper|mail ?agent|mxlogic|spam firewall|notifications?|no-?reply)\b|メール(?:配信|システム)|邮件系统|系统管理员/i;

/** What is needed; see the weights below. */
const ENOUGH = 4;

export function isBounce(mail: Mail): boolean {
  return !looksLikeAutoReply(mail) && evidence(mail) >= ENOUGH;
}

/** The weights say how seldom an ordinary mail has the trait. */
function evidence(mail: Mail): number {
  const { headers } = mail.root;
  let sum = 0;
  const from = headers.get('from');
  if (DAEMON.test(from) || (from === '' && headers.fields.length > 0) || /^(?:<>|mailer-daemon)/i.test(from)) sum += 2;
  if (/^<>|mailer-daemon|postmaster/i.test(headers.get('return-path'))) sum += 2;
  if (SUBJECTS.isIn(normalise(headers.get('subject')))) sum += 2;
  if (headers.has('x-failed-recipients')) sum += 4;
  if (/report-type="?(?:delivery-status|global-delivery)/i.test(headers.get('content-type')) || mail.root.type === 'multipart/report') sum += 3;
  if (/^auto-(?:generated|replied)/i.test(headers.get('auto-submitted'))) sum += 1;
  if (sum >= ENOUGH) return sum;
  if (mail.family) sum += headers.fields.length === 0 ? 4 : 3; // pasted without its header
  if (FAILURE.isIn(normalise(mail.lines.slice(0, 40).map((line) => line.text.slice(0, 300)).join('\n')))) sum += headers.fields.length === 0 ? 4 : 1;
  return sum;
}

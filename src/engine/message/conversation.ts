/** Takes a server's words out of the sentence that reports them: who answered, to which command, and what it said. */
import type { Stage } from '../record';
import { scanCodes } from '../scan/codes';
import { hostOf } from './address';
import type { Words } from './words';

export interface Conversation {
  /** What the server said, or the reporting server's own words. */
  readonly diagnostic: Words;
  readonly remoteMta: string | null;
  readonly stage: Stage | null;
}

const HOST = '[A-Za-z0-9][A-Za-z0-9._-]{0,252}';
const ADDRESS_NOTE = '(?: {0,3}[[(][0-9A-Fa-f.:]{2,45}[\\])](?::\\d{1,5})?)?';

/** Sentences that end where the answer begins. `host` is who answered. */
const LEADS: readonly RegExp[] = [
  // Postfix: host mx.example.net[192.0.2.1] said: 550 ... / refused to talk to me: 554 ...
  new RegExp(`^host (?<host>${HOST})${ADDRESS_NOTE} (?:said|refused to talk to me): ?`, 'i'),
  // Exim 4: SMTP error from remote mail server after RCPT TO:<...>: host mx.example.net [192.0.2.1]: 550 ...
  new RegExp(`^(?:Delay reason: )?SMTP error from remote (?:mail server|mailer) after [^\\r\\n]{1,400}?: ?host (?<host>${HOST})${ADDRESS_NOTE}: ?`, 'i'),
  // Exim 4.8x: host mx.example.net [192.0.2.1] [Delay reason:] SMTP error from remote mail server after end of data: 550 ...
  new RegExp(`^host (?<host>${HOST})${ADDRESS_NOTE},? (?:Delay reason: )?SMTP error from remote (?:mail server|mailer) after (?:pipelined )?(?:[A-Z]{4,8} (?:FROM|TO):<[^>]{0,320}>(?: [A-Z]{2,8}=\\S{1,40}){0,6}|[^:\\r\\n]{1,120}): ?`, 'i'),
  // Courier: mx.example.net [192.0.2.1]: >>> DATA <<< 550 ...
  new RegExp(`^(?:(?<host>${HOST})${ADDRESS_NOTE}:? )?(?:>>> .{0,400}?)?<<< ?`),
  // Zoho: Status: Error, Address: <user@example.com>, ResponseCode 421, , Host not reachable.
  /^\[?Status: [A-Za-z]{1,20}, Address: <[^<>]{1,320}>, ?/,
  // SMTP error from remote server after RCPT command: host: mx.example.net 5.1.1 ...
  new RegExp(`^SMTP error from remote server (?:after|for|in) [^:]{1,80}: host:? (?<host>${HOST})${ADDRESS_NOTE} {1,3}(?:Reason: )?`, 'i'),
];

/** Words that introduce what a server said, wherever they stand; what goes before them may name the host and the command. */
const QUOTES: readonly RegExp[] = [
  /the error that the other server returned was: ?/i,
  /\bremote (?:smtp )?(?:host|server) (?:said|returned|responded|replied)(?: with)?: ?/i,
  /\bremote server returned ['"]/i,
  /\bit responded as follows: \[?/i,
  /\bthe reason for the (?:problem|failure|error): ?/i,
  /\b(?:gave this error|failed with|generated response|the response was|the response from the remote server was): ?/i,
  /\breceived >>> /i,
  // ZMailer shows what it heard behind an arrow
  /(?:^| )->> (?=[245]\d\d)/,
  /\bfollowing error was returned: ?/i,
  // "said" in other languages
  /(?:^| )(?:sagte|antwortete|meldete|a répondu|a dit|a retourné|respondió|dijo|contestó|ha risposto|ha restituito|respondeu|disse|antwoordde|svarade|svarede|svarte|vastasi|odpověděl|odpowiedział|ответил|сообщил)[:\u00a0 ]{1,3} {0,2}(?=[245]\d\d)/i,
  /\b(?:server|host) \S{0,253} ?(?:\[[0-9A-Fa-f.:]{2,45}\] )?(?:said|says|meldete|replied|responded|answered|reports)(?: with)?: {1,3}(?=[245]\d\d)/i,
  /\b(?:responded|replied|answered) with:? {1,3}(?=[245]\d\d[ -])/i,
  /\berror: {1,10}(?=[45]\d\d[ -])/i,
];
/** What the reporting server adds after the words of the other one. */
const TAILS: readonly RegExp[] = [
  / giving up on \S{1,253}\.?$/i,
  / I'm not going to try again; this message has been in the queue too long\.?$/i,
  / \[(?:RCPT_TO|MAIL_FROM|DATA|CONNECT|EHLO)\]$/,
];

/** Hosts named elsewhere in the words. */
const NAMED_HOST = [
  new RegExp(`\\bwhile talking to (?<host>${HOST})`, 'i'),
  new RegExp(`\\bhost:? (?<host>(?=[^ ]{0,252}\\.)${HOST})${ADDRESS_NOTE}(?: said|:)`, 'i'),
  new RegExp(`\\brejected by the server for the recipient domain \\S{1,253} by (?<host>${HOST})`, 'i'),
  new RegExp(`\\bSMTP Server <(?<host>${HOST})>`, 'i'),
  /\b(?:remote host|connected to) (?<host>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\b/i,
];

/** Which command was answered, by the reporter's words. */
const STAGES: readonly (readonly [RegExp, Stage])[] = [
  [/in reply to RCPT|after (?:pipelined )?(?:sending )?RCPT|RCPT TO response|I said: RCPT|following RCPT|>>> RCPT|SMTP:RCPT|reply to: RCPT/i, 'rcpt'],
  [/in reply to MAIL|after (?:pipelined )?(?:sending )?MAIL|MAIL FROM response|sender was rejected|>>> MAIL/i, 'mail'],
  [/in reply to end of DATA|after end of data|failed after I sent the message|>>> \.(?:\s|$)/i, 'eod'],
  [/in reply to DATA|after (?:pipelined )?(?:sending )?DATA|>>> DATA/i, 'data'],
  [/in reply to (?:HELO|EHLO|LHLO)|after (?:HELO|EHLO)|my name \(|>>> (?:HELO|EHLO)/i, 'helo'],
  [/in reply to STARTTLS|after STARTTLS|>>> STARTTLS|TLS handshake/i, 'tls'],
  [/in reply to AUTH|after AUTH/i, 'auth'],
  [/after initial connection|refused to talk to me|connect to \S{1,300}: |establish an SMTP connection|no SMTP connection got|not accept our requests to connect/i, 'connect'],
];

/** @param words the reason as a bounce or a report gives it */
export function readConversation(words: Words): Conversation {
  const head = words.text.slice(0, 2000);
  const stage = STAGES.find(([pattern]) => pattern.test(head))?.[1] ?? null;
  for (const lead of LEADS) {
    const match = lead.exec(head);
    if (match && match[0].length < words.text.length) return { diagnostic: words.slice(match[0].length), remoteMta: hostOf(match.groups?.['host'] ?? ''), stage };
  }
  const diagnostic = quotedIn(words, head);
  for (const pattern of NAMED_HOST) {
    const host = pattern.exec(head)?.groups?.['host'];
    if (host) return { diagnostic, remoteMta: hostOf(host), stage };
  }
  return { diagnostic, remoteMta: null, stage };
}

/** The server's words alone, where they are introduced and hold a code. */
function quotedIn(words: Words, head: string): Words {
  for (const quote of QUOTES) {
    const match = quote.exec(head);
    if (!match) continue;
    let said = words.slice(match.index + match[0].length);
    for (const tail of TAILS) {
      const end = tail.exec(said.text);
      if (end) said = said.slice(0, end.index);
    }
    if (/['"[]$/.test(match[0]) && /['"\]]$/.test(said.text)) said = said.slice(0, said.text.length - 1);
    if (scanCodes(said.text).length > 0 || /^[45]\d\d/.test(said.text)) return said;
  }
  return words;
}

/**
 * The SMTP session that Postfix shows its postmaster after errors (`notify_classes`): `Postfix SMTP server: errors from client[192.0.2.7]`
 * with `In:` commands and `Out:` answers, or `SMTP client` with the roles changed.
 */
import type { Action, Stage } from '../../record';
import { ADDRESS, hostOf } from '../address';
import type { Finding } from '../finding';
import type { Mail } from '../mail';
import type { TextLine } from '../mime/body';
import { parseDate } from '../report/dates';
import { Words } from '../words';

const SUBJECT = /^Postfix SMTP (server|client): errors from (\S{1,253}?)\[([0-9A-Fa-f.:]{2,45})\]/i;
const TURN = /^ {0,3}(In|Out): {1,4}/;
/** The rest of a line that was too long; Postfix folds it deeper than a turn. */
const FOLDED = /^ {4,8}\S/;
/** An answer of more lines than this holds is cut. */
const LONGEST = 2000;
const LOOPBACK = /^(?:127\.|::1$)/;

/** A command or a line of an answer, unfolded. */
interface Turn {
  readonly from: 'In' | 'Out';
  readonly words: Words;
  /** Index of its first line and the line after its last. */
  readonly line: number;
  readonly to: number;
}

interface Refusal {
  readonly recipient: Words | null;
  readonly answer: Turn;
  readonly stage: Stage | null;
  readonly line: number;
}

/** @returns null where the mail is no such notice; else what was refused, a recipient each */
export function readPostfixSession(mail: Mail): Finding[] | null {
  const subject = SUBJECT.exec(mail.header('subject'));
  if (!subject) return null;
  const isServer = subject[1]!.toLowerCase() === 'server';
  const { lines } = mail;
  const session = new Session(turnsIn(lines), isServer ? 'In' : 'Out');
  // mail from this machine is our own on its way through a filter; who says XFORWARD may say for whom
  const isOwn = !isServer || LOOPBACK.test(subject[3]!) || session.isForwarded;
  const time = parseDate(mail.header('date'));
  return session.refusals().map(({ recipient, answer, stage, line }) => {
    const span = { start: lines[line]!.start, end: lines[answer.to - 1]!.end };
    const action: Action = !isOwn ? 'rejected' : answer.words.text.startsWith('4') ? 'delayed' : 'failed';
    return {
      source: 'postfix', span, encodedIn: answer.words.span ? null : span, recipient, action, diagnostic: answer.words, stage, time,
      reportingMta: isServer ? session.host : null, remoteMta: isServer ? null : hostOf(subject[2]!), sender: session.sender,
    };
  });
}

function turnsIn(lines: readonly TextLine[]): Turn[] {
  const turns: Turn[] = [];
  for (let i = 0; i < lines.length; i++) {
    const match = TURN.exec(lines[i]!.text);
    if (!match) continue;
    let to = i + 1;
    while (to < lines.length && FOLDED.test(lines[to]!.text)) to++;
    turns.push({ from: match[1] as Turn['from'], words: Words.ofLines(lines, i, to, match[0].length), line: i, to });
    i = to - 1;
  }
  return turns;
}

/** Plays a session again: each answer is for the oldest command without one (RFC 2920), and after 354 for the message. */
class Session {
  host: string | null = null;
  sender: string | null = null;
  isForwarded = false;
  readonly #refused = new Map<string, Refusal>();
  #first: Refusal | null = null;
  #accepted: Turn[] = [];
  #mail: Refusal | null = null;
  #awaitsMessage = false;

  constructor(turns: readonly Turn[], commands: Turn['from']) {
    const sent: Turn[] = [];
    let next = 0;
    let begun: Turn | null = null;
    for (const turn of turns) {
      if (turn.from === commands) {
        sent.push(turn);
        continue;
      }
      const answer: Turn = begun ? { ...turn, words: begun.words.text.length < LONGEST ? begun.words.join(turn.words) : begun.words, line: begun.line } : turn;
      begun = /^\d{3}-/.test(turn.words.text) ? answer : null;
      if (begun !== null) continue;
      const command = this.#awaitsMessage && sent[next]?.words.text !== '.' ? undefined : sent[next];
      if (command) next++;
      this.#answer(command ?? null, answer);
    }
  }

  refusals(): Refusal[] {
    if (this.#refused.size > 0) return [...this.#refused.values()];
    return this.#first ? [this.#first] : [];
  }

  #answer(command: Turn | null, answer: Turn): void {
    const verb = /^[A-Z]{4,10}\b/i.exec(command?.words.text ?? '')?.[0].toUpperCase() ?? '';
    const isRefused = /^[45]/.test(answer.words.text);
    const stage: Stage | null = this.#awaitsMessage || verb === 'BDAT' ? 'eod' : STAGES[verb] ?? (command ? null : 'connect');
    const refusal = { recipient: null, answer, stage, line: command?.line ?? answer.line };
    if (isRefused && verb !== 'QUIT') this.#first ??= refusal;
    if (stage === 'connect') this.host ??= hostOf(answer.words.text.slice(4));
    if (verb === 'XFORWARD') this.isForwarded = true;
    if (verb === 'RSET' || verb === 'MAIL') this.#accepted = [];
    if (verb === 'MAIL') {
      this.sender = ADDRESS.exec(command!.words.text)?.[0] ?? null;
      this.#mail = isRefused ? refusal : null;
    }
    if (verb === 'RCPT' && isRefused) this.#refuse(command!, this.#mail ?? refusal);
    else if (verb === 'RCPT') this.#accepted.push(command!);
    if (stage === 'data' || stage === 'eod') this.#end(answer, refusal, isRefused);
    this.#awaitsMessage = answer.words.text.startsWith('354');
  }

  /** The answer to DATA or to the message counts for all recipients that were accepted. */
  #end(answer: Turn, refusal: Refusal, isRefused: boolean): void {
    for (const command of this.#accepted) {
      if (isRefused) this.#refuse(command, refusal);
      else if (answer.words.text.startsWith('2')) this.#refused.delete(keyOf(command));
    }
    if (!answer.words.text.startsWith('3')) this.#accepted = [];
  }

  #refuse(command: Turn, { answer, stage }: Refusal): void {
    const { words } = command;
    const address = ADDRESS.exec(words.text);
    if (address) this.#refused.set(keyOf(command), { recipient: words.slice(address.index, address.index + address[0].length), answer, stage, line: Math.min(command.line, answer.line) });
  }
}

const STAGES: Readonly<Record<string, Stage>> = { EHLO: 'helo', HELO: 'helo', STARTTLS: 'tls', AUTH: 'auth', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' };

function keyOf({ words }: Turn): string {
  return ADDRESS.exec(words.text)?.[0].toLowerCase() ?? '';
}

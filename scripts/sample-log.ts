/**
 * Makes samples/mail.log: six hours of a Postfix server that sends a newsletter. All of it is invented.
 * At 08:40 a blocklist takes the server's address in, until it is taken off at 10:05; that is what a reader should find.
 *   tsx scripts/sample-log.ts
 */
import { writeFileSync } from 'node:fs';
import { inProject } from './project';

const HOST = 'mx1';
const SENDER = 'newsletter@example.org';
const START = Date.UTC(2026, 10, 25, 6, 0);
const MINUTE = 60_000;
const LISTED = { from: START + 160 * MINUTE, to: START + 245 * MINUTE };
const MAILS = 78;
/** Most mail goes to the domains at the top of the list. */
const pickDomain = (chance: number): Domain => DOMAINS[Math.floor(chance ** 1.8 * DOMAINS.length)] as Domain;

interface Answer { dsn: string; status: 'sent' | 'bounced' | 'deferred'; says: string; relay?: string }
interface Domain { name: string; mx: string; ip: string; answers: readonly (Answer | undefined)[]; listed?: Answer }

const said = (host: string, ip: string, words: string, to = 'RCPT TO'): string => `host ${host}[${ip}] said: ${words} (in reply to ${to} command)`;

/** `undefined` among the answers: the mail is taken. `{}` stands for the recipient. */
const DOMAINS: readonly Domain[] = [
  {
    name: 'example.com', mx: 'mx.example.com', ip: '192.0.2.10',
    answers: [undefined, undefined, undefined, { dsn: '5.1.1', status: 'bounced', says: said('mx.example.com', '192.0.2.10', '550 5.1.1 <{}>: Recipient address rejected: User unknown in virtual mailbox table') }],
    listed: { dsn: '5.7.1', status: 'bounced', says: said('mx.example.com', '192.0.2.10', '554 5.7.1 Service unavailable; Client host [198.51.100.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/198.51.100.25') },
  },
  {
    name: 'school.example', mx: 'aspmx.l.google.com', ip: '192.0.2.26',
    answers: [undefined, undefined, { dsn: '5.1.1', status: 'bounced', says: said('aspmx.l.google.com', '192.0.2.26', '550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient\'s email address for typos or 550-5.1.1 unnecessary spaces. For more information, go to 550 5.1.1  https://support.google.com/mail/?p=NoSuchUser ffacd0b85a97d-3f1c2e4b5a6si1234567f8f.101 - gsmtp') }, undefined,
      { dsn: '4.2.2', status: 'deferred', says: said('aspmx.l.google.com', '192.0.2.26', '452-4.2.2 The recipient\'s inbox is out of storage space. Please direct the 452-4.2.2 recipient to 452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp ffacd0b85a97d-3f1c2e4b5a7si2345678f8f.57 - gsmtp') }],
  },
  {
    name: 'office.example', mx: 'office-example.mail.protection.outlook.com', ip: '192.0.2.40',
    answers: [undefined, undefined, { dsn: '5.4.1', status: 'bounced', says: said('office-example.mail.protection.outlook.com', '192.0.2.40', '550 5.4.1 Recipient address rejected: Access denied. [DB5PEPF00014B8A.eurprd02.prod.outlook.com 2026-11-25T07:14:22.113Z 08DE2A11C5E7F3B0]') }],
    listed: { dsn: '5.7.1', status: 'bounced', says: said('office-example.mail.protection.outlook.com', '192.0.2.40', '550 5.7.1 Service unavailable, Client host [198.51.100.25] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/198.51.100.25 [DB5PEPF00014B8A.eurprd02.prod.outlook.com]', 'MAIL FROM') },
  },
  {
    name: 'example.net', mx: 'mail.example.net', ip: '198.51.100.7',
    answers: [undefined, { dsn: '4.7.1', status: 'deferred', says: said('mail.example.net', '198.51.100.7', '450 4.7.1 <{}>: Recipient address rejected: Greylisted, see you again in 300 seconds') }, undefined, { dsn: '5.2.2', status: 'bounced', says: said('mail.example.net', '198.51.100.7', '552 5.2.2 <{}>: Mailbox is full', 'end of DATA') }],
    listed: { dsn: '4.7.1', status: 'deferred', says: said('mail.example.net', '198.51.100.7', '451 4.7.1 Connections from 198.51.100.25 are limited because of its bad reputation, try again later', 'MAIL FROM') },
  },
  { name: 'gone.example', mx: '', ip: '', answers: [{ dsn: '5.4.4', status: 'bounced', relay: 'none', says: 'Host or domain name not found. Name service error for name=gone.example type=AAAA: Host not found' }] },
  { name: 'slow.example', mx: '', ip: '', answers: [{ dsn: '4.4.1', status: 'deferred', relay: 'none', says: 'connect to mx.slow.example[203.0.113.9]:25: Connection timed out' }] },
];

const NAMES = ['alex', 'kim', 'sam', 'robin', 'chris', 'dana', 'jo', 'lee', 'max', 'noor', 'pat', 'rui', 'toni', 'uma', 'vic', 'yuki', 'ada', 'ben', 'cleo', 'dev'];

/** The same numbers each time (mulberry32): the file must not change when it is made again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The whole file. */
export function sampleLog(): string {
  const next = random(42);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const lines: { time: number; text: string }[] = [];
  const say = (time: number, program: string, text: string): void => { lines.push({ time, text: `${program}[${1800 + program.length * 37 + Math.floor((time - START) / (25 * MINUTE))}]: ${text}` }); };

  for (let i = 0; i < MAILS; i++) {
    const time = START + Math.floor((i + next()) * ((360 * MINUTE) / MAILS));
    const id = queueId(next);
    const domain = pickDomain(next());
    const recipient = `${pick(NAMES)}@${domain.name}`;
    say(time, 'postfix/smtpd', `${id}: client=app.example.org[198.51.100.20]`);
    say(time + 35, 'postfix/cleanup', `${id}: message-id=<${i + 1}.november@app.example.org>`);
    say(time + 60, 'postfix/qmgr', `${id}: from=<${SENDER}>, size=${30_000 + Math.floor(next() * 20_000)}, nrcpt=1 (queue active)`);
    const listed = time >= LISTED.from && time < LISTED.to;
    deliver(time + 900, id, recipient, domain, (listed && domain.listed) || pick(domain.answers), 0);
  }
  for (let i = 0; i < 14; i++) reject(START + Math.floor(next() * 360 * MINUTE), i);
  expire(START + 331 * MINUTE);

  /** One attempt, and after a deferral the next ones, until the mail is taken or the log ends. */
  function deliver(time: number, id: string, recipient: string, domain: Domain, answer: Answer | undefined, attempt: number): void {
    if (time >= START + 360 * MINUTE) return;
    const delay = (1 + next() * 3 + attempt * 900).toFixed(1);
    const relay = answer?.relay ?? `${domain.mx}[${domain.ip}]:25`;
    const result = answer ?? { dsn: '2.0.0', status: 'sent', says: `250 2.0.0 Ok: queued as ${queueId(next)}` };
    say(time, 'postfix/smtp', `${id}: to=<${recipient}>, relay=${relay}, delay=${delay}, delays=0.1/0/0.6/0.4, dsn=${result.dsn}, status=${result.status} (${result.says.replaceAll('{}', recipient)})`);
    if (result.status === 'deferred') {
      const taken = domain.mx !== '' && (attempt > 0 || !domain.listed || time >= LISTED.to);
      deliver(time + (15 + attempt * 30) * MINUTE, id, recipient, domain, taken ? undefined : answer, attempt + 1);
      return;
    }
    if (result.status === 'bounced') {
      const notice = queueId(next);
      say(time + 20, 'postfix/bounce', `${id}: sender non-delivery notification: ${notice}`);
      say(time + 40, 'postfix/local', `${notice}: to=<${SENDER}>, relay=local, delay=0.02, delays=0.01/0/0/0.01, dsn=2.0.0, status=sent (delivered to maildir)`);
    }
    say(time + 60, 'postfix/qmgr', `${id}: removed`);
  }

  /** Strangers at the door: not our mail, no bounce of ours. */
  function reject(time: number, i: number): void {
    const ip = `203.0.113.${60 + Math.floor(next() * 40)}`;
    const words = [
      `554 5.7.1 <victim${i}@elsewhere.example>: Relay access denied; from=<spam${i}@bulk.example> to=<victim${i}@elsewhere.example>`,
      `554 5.7.1 Service unavailable; Client host [${ip}] blocked using zen.spamhaus.org; from=<offer${i}@bulk.example> to=<info@example.org>`,
      `550 5.1.1 <nobody${i}@example.org>: Recipient address rejected: User unknown in local recipient table; from=<offer${i}@bulk.example> to=<nobody${i}@example.org>`,
    ][i % 3] as string;
    say(time, 'postfix/smtpd', `NOQUEUE: reject: RCPT from unknown[${ip}]: ${words} proto=ESMTP helo=<bulk.example>`);
  }

  /** A mail from five days before whose time in the queue is over. */
  function expire(time: number): void {
    const id = queueId(next);
    const last = DOMAINS.find(({ name }) => name === 'slow.example') as Domain;
    say(time, 'postfix/smtp', `${id}: to=<yuki@slow.example>, relay=none, delay=432061, delays=432031/0/30/0, dsn=4.4.1, status=deferred (${last.answers[0]?.says})`);
    say(time + 5, 'postfix/qmgr', `${id}: from=<${SENDER}>, status=expired, returned to sender`);
    say(time + 25, 'postfix/bounce', `${id}: sender non-delivery notification: ${queueId(next)}`);
    say(time + 45, 'postfix/qmgr', `${id}: removed`);
  }

  const stamp = (time: number): string => new Date(time).toISOString().replace(/Z$/, '000+00:00');
  return lines.sort((a, b) => a.time - b.time).map(({ time, text }) => `${stamp(time)} ${HOST} ${text}\n`).join('');
}

/** A long queue id, as Postfix makes them since 2.9 with enable_long_queue_ids. */
function queueId(next: () => number): string {
  const letters = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
  return `4CQ5${Array.from({ length: 10 }, () => letters[Math.floor(next() * letters.length)]).join('')}`;
}

if (require.main === module) writeFileSync(inProject('samples', 'mail.log'), sampleLog());

/** Mail logs of any size for the tests of the summary panel: made here, the same at every run. */

export interface LogPlan {
  /** How many bounces; each line of them is one row of the table. */
  readonly bounces: number;
  /** Deliveries in between. */
  readonly delivered?: number;
  /** So many unknown users at one provider within thirteen minutes, which had taken mail before. */
  readonly outage?: number;
}

const START = Date.UTC(2026, 10, 25, 1, 0, 0);
const HOURS = 3.2;

interface Kind { readonly share: number; readonly domain: string; readonly host: string; readonly dsn: string; readonly status: string; readonly words: string; readonly from: number }

/** In the shape of what the big ones say, with names of our own. */
const KINDS: readonly Kind[] = [
  { share: 40, domain: 'gmail.com', host: 'gmail-smtp-in.l.google.com', dsn: '5.7.26', status: 'bounced', from: 0.35, words: '550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. 550 5.7.26 gsmtp' },
  { share: 22, domain: 'example.org', host: 'mx.example.org', dsn: '5.1.1', status: 'bounced', from: 0, words: '550 5.1.1 <ADDRESS>: Recipient address rejected: User unknown in virtual mailbox table' },
  { share: 4, domain: 'gmial.com', host: 'none', dsn: '5.4.4', status: 'bounced', from: 0, words: 'Host or domain name not found. Name service error for name=gmial.com type=AAAA: Host not found' },
  { share: 14, domain: 'post.example', host: 'mx.post.example', dsn: '5.2.2', status: 'bounced', from: 0, words: '552 5.2.2 <ADDRESS>: Mailbox full, quota exceeded' },
  { share: 10, domain: 'firm.example', host: 'mx1.firm.example', dsn: '5.7.1', status: 'bounced', from: 0.2, words: '554 5.7.1 Service unavailable; Client host [192.0.2.44] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.44' },
  { share: 10, domain: 'slow.example', host: 'mx.slow.example', dsn: '4.7.1', status: 'deferred', from: 0, words: '451 4.7.1 Greylisted, please try again in 300 seconds' },
];

const NAMES = ['ana', 'ben', 'chris', 'dora', 'emil', 'fay', 'gus', 'hana', 'ida', 'jon', 'kim', 'lee', 'mia', 'nils', 'olga', 'pia'];

/** A Postfix log, oldest line first. */
export function postfixLog({ bounces, delivered = bounces, outage = 0 }: LogPlan): string {
  const lines: { time: number; text: string }[] = [];
  const add = (time: number, queueId: number, rest: string): void => {
    const stamp = new Date(time).toISOString();
    lines.push({ time, text: `${stamp.replace('Z', '+00:00')} mta1 postfix/smtp[${4000 + (queueId % 90)}]: ${(0xA0000000 + queueId).toString(16).toUpperCase()}: ${rest}` });
  };
  const whole = KINDS.reduce((sum, kind) => sum + kind.share, 0);
  for (let i = 0; i < bounces; i++) {
    let pick = (i * 37) % whole;
    const kind = KINDS.find(({ share }) => (pick -= share) < 0)!;
    const time = START + HOURS * 3_600_000 * (kind.from + (1 - kind.from) * (((i * 7919) % 10_007) / 10_007));
    const address = `${NAMES[i % NAMES.length]}.${(i * 31) % 9973}@${kind.domain}`;
    const relay = kind.host === 'none' ? 'none' : `${kind.host}[192.0.2.${i % 200}]:25`;
    const words = kind.words.replaceAll('ADDRESS', address);
    const said = kind.host === 'none' ? words : `host ${kind.host}[192.0.2.${i % 200}] said: ${words} (in reply to RCPT TO command)`;
    add(time, i, `to=<${address}>, relay=${relay}, delay=1.2, delays=0.1/0/0.5/0.6, dsn=${kind.dsn}, status=${kind.status} (${said})`);
  }
  for (let i = 0; i < delivered; i++) {
    const domain = ['gmail.com', 'example.org', 'post.example', 'other.example'][i % 4]!;
    add(START + HOURS * 3_600_000 * (((i * 6007) % 10_007) / 10_007), 1_000_000 + i, `to=<reader${i}@${domain}>, relay=mx.${domain}[198.51.100.7]:25, delay=0.8, delays=0.1/0/0.3/0.4, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)`);
  }
  for (let i = 0; i < outage; i++) {
    const relay = 'mx01.mail.icloud.com[192.0.2.90]:25';
    add(START + i * 60_000, 2_000_000 + i, `to=<reader${i}@icloud.com>, relay=${relay}, delay=0.8, delays=0.1/0/0.3/0.4, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)`);
    add(START + 91 * 60_000 + Math.floor((i * 775_000) / outage), 3_000_000 + i, `to=<reader${i}@icloud.com>, relay=${relay}, delay=1, delays=0.1/0/0.4/0.5, dsn=5.1.1, status=bounced (host mx01.mail.icloud.com[192.0.2.90] said: 550 5.1.1 <reader${i}@icloud.com>: user does not exist (in reply to RCPT TO command))`);
  }
  return `${lines.sort((a, b) => a.time - b.time).map(({ text }) => text).join('\n')}\n`;
}

/** What a server of ours said to others, one refusal a minute. */
export function refusals(replies: readonly string[]): string {
  return replies.map((reply, i) => `${new Date(START + i * 60_000).toISOString().replace('Z', '+00:00')} mta1 postfix/smtpd[2281]: NOQUEUE: reject: RCPT from unknown[203.0.113.${i % 200}]: ${reply}; from=<offer@bulk.example> to=<kim@example.org> proto=ESMTP helo=<bulk.example>\n`).join('');
}

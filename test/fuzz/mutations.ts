/** Structural mutations of mails: what broken relays, strange clients and attackers do to lines, headers, parts and bytes. */

/** A small generator of numbers that depend on the seed alone (mulberry32). */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

type Mutation = (lines: string[], random: Random, other: () => string[]) => string[];

/** Lines that mean something to a reader. */
const LOADED = [
  '', '--', '-----', '>>> RCPT TO:<x@y.example>', '<<< 550 5.1.1 unknown', '550 <x@y.example>... no', '<x@y.example>:', 'Final-Recipient: rfc822; x@y.example', 'Action: failed', 'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550-5.1.1 a', ' 550 5.1.1 b', 'Content-Type: multipart/mixed; boundary="b"', '--b', '--b--', 'Content-Type: message/rfc822', 'Content-Type: message/delivery-status', 'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable', 'From MAILER-DAEMON Thu Jan  1 00:00:00 1970', 'Subject: =?utf-8?B?5byg?= =?utf-8?Q?=C3?=', 'Reporting-MTA: dns; a.example', '----- Original message -----', 'Received: from a by b',
  '> quoted <x@y.example>: 550 no', '{"notificationType":"Bounce","bounce":{', 'Content-Type: text/html; charset="iso-2022-jp"', '\u001b$B%a!<%k\u001b(B', '<html><head><style', '&#x10ffff;&#0;', '=E2=80=', 'a+AOQ-b+', `${'x'.repeat(3000)}@example.com`, '@'.repeat(500), '<'.repeat(500), '"'.repeat(300),
];

const MUTATIONS: readonly Mutation[] = [
  (lines, random) => { lines.splice(random.below(lines.length), 1 + random.below(5)); return lines; },
  (lines, random) => { const at = random.below(lines.length); lines.splice(at, 0, ...lines.slice(at, at + 1 + random.below(20))); return lines; },
  (lines, random) => { const from = random.below(lines.length); const piece = lines.splice(from, 1 + random.below(10)); lines.splice(random.below(lines.length + 1), 0, ...piece); return lines; },
  (lines, random) => { lines.splice(random.below(lines.length + 1), 0, random.pick(LOADED)); return lines; },
  (lines, random) => { lines[random.below(lines.length)] = random.pick(LOADED); return lines; },
  (lines, random) => { const at = random.below(lines.length); lines[at] = ` ${lines[at] ?? ''}`; return lines; },
  (lines, random) => { const at = random.below(lines.length); lines[at] = (lines[at] ?? '') + (lines[at + 1] ?? ''); lines.splice(at + 1, 1); return lines; },
  (lines, random) => { const at = random.below(lines.length); const line = lines[at] ?? ''; const cut = random.below(line.length + 1); lines.splice(at, 1, line.slice(0, cut), line.slice(cut)); return lines; },
  (lines, random) => lines.slice(0, 1 + random.below(lines.length)),
  (lines, random) => lines.slice(random.below(lines.length)),
  (lines, random, other) => { const piece = other(); const from = random.below(piece.length); lines.splice(random.below(lines.length + 1), 0, ...piece.slice(from, from + random.below(60))); return lines; },
  (lines, random) => { const at = random.below(lines.length); const line = lines[at] ?? ''; const place = random.below(line.length + 1); lines[at] = line.slice(0, place) + String.fromCharCode(random.below(256)) + line.slice(place + random.below(2)); return lines; },
  (lines, random) => { const line = lines[random.below(lines.length)] ?? ''; const many = Array.from({ length: 1 + random.below(800) }, () => line); lines.splice(random.below(lines.length + 1), 0, ...many); return lines; },
  (lines, random) => { const at = random.below(lines.length); lines[at] = (lines[at] ?? '').repeat(1 + random.below(60)); return lines; },
  (lines) => lines.map((line) => `> ${line}`),
  (lines, random) => { const at = random.below(lines.length); return [...lines.slice(0, at), '', Buffer.from(lines.slice(at).join('\n'), 'latin1').toString('base64').replace(/(.{76})/g, '$1\n')].flatMap((line) => line.split('\n')); },
  (lines, _random, other) => ['From a@b.example Thu Mar 12 10:20:30 2015', ...lines, '', 'From c@d.example Thu Mar 12 10:20:30 2015', ...other()],
];

const ENDS = ['\n', '\r\n', '\r'];

/** One mail from the seeds after some mutations. */
export function mutate(seeds: readonly string[], random: Random): string {
  const split = (): string[] => random.pick(seeds).split(/\r\n|\r|\n/);
  let lines = split();
  for (let i = 1 + random.below(8); i > 0; i--) {
    lines = random.pick(MUTATIONS)(lines, random, split);
    if (lines.length === 0) lines = [''];
    if (lines.length > 5000) lines = lines.slice(0, 5000);
  }
  if (random.chance(3)) return lines.map((line) => line + random.pick(ENDS)).join('');
  return lines.join(random.pick(ENDS));
}

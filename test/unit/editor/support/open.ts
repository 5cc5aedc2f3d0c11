/** Opens a text as the editor would, with the real engine. */
import { engine } from '../../../../src/editor/engine-room';
import { DocumentModel } from '../../../../src/editor/document-model';
import { DocumentDouble } from './document-double';

export interface Opened {
  readonly document: DocumentDouble;
  readonly model: DocumentModel;
}

/** @param kind decides language and file name */
export async function open(text: string, kind: 'mail' | 'log' | 'mbox' = 'log'): Promise<Opened> {
  const [languageId, fileName] = kind === 'mail' ? ['raw-email', '/tmp/report.eml'] : kind === 'mbox' ? ['raw-mbox', '/tmp/all.mbox'] : ['mail-log', '/var/log/mail.log'];
  const document = new DocumentDouble(text, languageId, fileName);
  const model = new DocumentModel(1, document, engine, { referenceTime: Date.UTC(2026, 10, 26), patience: 0 });
  await model.whenReady();
  return { document, model };
}

interface Line {
  readonly to?: string;
  readonly status?: string;
  readonly words?: string;
}

const OUTCOMES: Readonly<Record<string, string>> = { 2: 'sent', 4: 'deferred', 5: 'bounced' };

/** A line of a Postfix log. */
export function postfixLine({ to = 'kim@example.org', status = '5.1.1', words }: Line = {}): string {
  const said = words ?? { '5.1.1': '550 5.1.1 User unknown', '4.2.2': '452 4.2.2 Mailbox full', '5.7.1': '550 5.7.1 blocked using dnsbl.example', '2.0.0': '250 2.0.0 Ok' }[status] ?? `550 ${status} no`;
  const host = 'mx.example.org[192.0.2.25]';
  return `Nov 25 02:00:06 mx1 postfix/smtp[21]: 4CQ1A: to=<${to}>, relay=${host}:25, delay=1.2, delays=0.1/0/0.6/0.5, dsn=${status}, status=${OUTCOMES[status[0]!]} (${status.startsWith('2') ? said : `host ${host} said: ${said} (in reply to RCPT TO command)`})`;
}

export function postfixLog(...lines: readonly Line[]): string {
  return `${lines.map(postfixLine).join('\n')}\n`;
}

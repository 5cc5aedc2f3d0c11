/** Files to read, in a folder of their own that is gone after the test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export function withFiles<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-'));
  const end = (): void => rmSync(folder, { recursive: true, force: true });
  let result: T;
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    result = use(folder);
  } catch (error) {
    end();
    throw error;
  }
  if (result instanceof Promise) return result.finally(end) as T;
  end();
  return result;
}

/** Lines of a Postfix log: each third one a bounce, a deferral or a delivery, the others of no interest. */
export function postfixLines(count: number, from = 0): string {
  let text = '';
  for (let i = from; i < from + count; i++) {
    const stamp = `Oct  1 ${String(Math.floor(i / 3600) % 24).padStart(2, '0')}:${String(Math.floor(i / 60) % 60).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} mx1 postfix/`;
    const to = `to=<user${i % 50}@d${i % 7}.example>, relay=mx${i % 3}.example.net[192.0.2.${i % 250}]:25, delay=1, delays=0/0/1/0`;
    switch (i % 9) {
      case 0: text += `${stamp}smtp[${i}]: A${i}: ${to}, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 <user${i % 50}@d${i % 7}.example>: User unknown (in reply to RCPT TO command))\n`; break;
      case 3: text += `${stamp}smtp[${i}]: B${i}: ${to}, dsn=4.7.1, status=deferred (host mx.example.net[192.0.2.1] said: 451 4.7.1 Greylisted, try again in ${i % 90} seconds (in reply to RCPT TO command))\n`; break;
      case 6: text += `${stamp}smtp[${i}]: C${i}: ${to}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F${i})\n`; break;
      default: text += `${stamp}qmgr[7]: D${i}: removed\n`;
    }
  }
  return text;
}

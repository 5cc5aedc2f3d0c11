/** A mail reads the same whatever ends its lines: LF, CRLF, CR alone (as old Macintosh mailboxes have), or a mixture. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fixture, fixturesFolder, read, told } from './reading';

const ENDS: Readonly<Record<string, (text: string) => string>> = {
  'CRLF': (text) => text.replace(/\n/g, '\r\n'),
  'CR': (text) => text.replace(/\n/g, '\r'),
  'a mixture': (text) => { let i = 0; return text.replace(/\n/g, () => ['\n', '\r\n', '\r\n'][i++ % 3]!); },
};

describe('line ends', () => {
  for (const [name, convert] of Object.entries(ENDS)) {
    it(`${name}: every fixture reads like its LF twin`, () => {
      for (const file of readdirSync(fixturesFolder)) {
        const text = fixture(file.replace(/\.eml$/, ''));
        assert.deepEqual(read(convert(text), true).records.map(told), read(text, true).records.map(told), file);
      }
    });
  }
});

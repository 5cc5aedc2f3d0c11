import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CategoryId } from '../../../src/catalog/catalog';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { hashOf } from '../../../src/engine/summary/hash';
import { MOST_DELIVERIES, Summary } from '../../../src/engine/summary/summary';
import { summaryFromJson, summaryToJson } from '../../../src/report/json';
import { summaryMarkdown } from '../../../src/report/markdown';
import { ansiPaint, noPaint } from '../../../src/report/paint';
import { summaryText } from '../../../src/report/text';
import { blocked, delivered, example, soft, summaryOf, anyExample, type Example } from '../summary/examples';

const text = (examples: readonly Example[]): string => summaryText(summaryOf(examples), bundledCatalog, noPaint);
const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 1, 2, 10);

describe('a summary in a terminal', () => {
  it('says in the first line how many bounced, and how', () => {
    assert.match(text([example(), soft({ recipient: 'b@example.com' }), blocked({ recipient: 'c@example.com' })]), /^3 bounces to 3 addresses: 1 hard · 1 soft · 1 blocked\.\n/);
  });

  it('names the main cause, since when, and mostly where', () => {
    const old = [1, 2].map((n) => soft({ line: n, time: START - 10 * HOUR, recipient: `s${n}@example.org` }));
    const now = [3, 4, 5].map((n) => blocked({ line: n, category: 'authentication-failed', provider: 'google', recipient: `b${n}@example.com`, time: START + n }));
    assert.match(text([...old, ...now]), /Main cause: .*authenticat.* \(3, since 2026-10-01 02:10 UTC, mostly Gmail/);
  });

  it('puts what to do before whom to remove, the most frequent cause first', () => {
    const out = text([example(), ...[1, 2, 3].map((n) => soft({ line: n, recipient: `s${n}@example.org` }))]);
    const [full, gone, remove] = [out.indexOf('1. Soft: Mailbox full'), out.indexOf('2. Hard: No such mailbox'), out.indexOf('ADDRESSES TO REMOVE (1)')];
    assert.ok(full > 0 && full < gone && gone < remove, out);
    assert.match(out, /anna@example\.com .* mail\.log:1/);
  });

  it('puts hard bounces before as many that wait', () => {
    const out = text([soft({ recipient: 's@example.org' }), example({ line: 2 })]);
    assert.ok(out.indexOf('1. Hard: No such mailbox') > 0 && out.indexOf('2. Soft: Mailbox full') > 0, out);
  });

  it('says what waits by itself', () => {
    assert.match(text([soft({ recipient: 'a@example.com' }), example({ line: 2 })]), /1 of them is a delay so far: the server goes on trying\.\n/);
    assert.match(text([soft({ recipient: 'a@example.com' })]), /^1 bounce .*\nIt is a delay so far: the server goes on trying\.\n/);
  });

  it('tells nobody to wait for messages that are final', () => {
    const final = [soft({ action: 'expired', recipient: 'a@example.com' })];
    for (const out of [text(final), summaryMarkdown(summaryOf(final), bundledCatalog)]) {
      assert.match(out, /Send the message again later; this one is not tried again by itself\./);
      assert.doesNotMatch(out, /server tries again/);
    }
    assert.match(text([...final, soft({ recipient: 'b@example.com' })]), /- Wait/);
  });

  it('says how many of those that had to wait took mail later', () => {
    const delays = ['a', 'b', 'c'].map((name, line) => soft({ recipient: `${name}@example.com`, line, time: START }));
    const later = (...names: string[]) => names.map((name) => delivered({ recipient: `${name}@example.com`, time: START + HOUR }));
    assert.match(text([...delays, ...later('a', 'c', 'z')]), /All of them are delays so far: the servers go on trying\. 2 of these addresses took mail later\.\n/);
    assert.equal((JSON.parse(summaryToJson(summaryOf([...delays, ...later('a', 'c')]))) as { addresses: Record<string, number> }).addresses['delayedThenDelivered'], 2);
    assert.match(text([...delays, ...later('a', 'b', 'c')]), /^All of them are delays, and all 3 took mail later\.$/m);
    assert.match(text([delays[0]!, ...later('a')]), /^It is a delay, and the address took mail later\.$/m);
    assert.match(text([...delays.slice(1), example({ line: 9 }), ...later('b', 'c')]), /^2 of them are delays, of mail to 2 addresses, and both took mail later\.$/m);
    assert.doesNotMatch(text([...delays, delivered({ recipient: 'a@example.com', time: START - HOUR })]), /took mail later/);
    assert.doesNotMatch(text([delivered(), example({ line: 2, recipient: 'b@example.com' })]), /took mail later/);
  });

  it('estimates it where there are more addresses than are remembered', () => {
    const summary = summaryOf(Array.from({ length: 12_000 }, (_, n) => soft({ recipient: `u${n}@example.com`, line: n, time: START })).concat(
      Array.from({ length: 6000 }, (_, n) => delivered({ recipient: `u${2 * n}@example.com`, time: START + HOUR }))));
    const [, count] = /About ([\d,]+) of these addresses took mail later/.exec(summaryText(summary, bundledCatalog, noPaint)) ?? [];
    assert.ok(Math.abs(Number(count?.replace(',', '')) - 6000) < 200, count);
    const saved = summaryFromJson(summaryToJson(summary));
    assert.deepEqual(summaryText(saved, bundledCatalog, noPaint), summaryText(summary, bundledCatalog, noPaint));
  });

  it('does not list an address for removal that took mail later', () => {
    const out = text([example({ time: START }), delivered({ time: START + HOUR }), example({ recipient: 'gone@example.com', line: 2 })]);
    assert.match(out, /Careful: 1 address bounced hard and took mail later: keep anna@example\.com/);
    assert.match(out, /ADDRESSES TO REMOVE \(1\)\n {2}gone@example\.com/);
  });

  it('says so where too many addresses took mail to remember which', () => {
    const summary = summaryOf([example({ time: START })]);
    assert.doesNotMatch(summaryText(summary, bundledCatalog, noPaint), /not all are remembered/);
    for (let n = 0; n <= 2 * MOST_DELIVERIES; n++) summary.deliveries.add(hashOf(`u${n}@example.com`), START / 1000);
    for (const written of [summaryText(summary, bundledCatalog, noPaint), summaryMarkdown(summary, bundledCatalog)]) assert.match(written, /some that bounced hard may have taken mail later\./);
  });

  it('warns of an outage where many that took mail before turn unknown within an hour', () => {
    const users = Array.from({ length: 12 }, (_, n) => `u${n}@example.net`);
    const before = users.map((recipient) => delivered({ recipient, time: START - 5 * HOUR }));
    const out = text([...before, ...users.map((recipient, n) => example({ recipient, line: n, time: START + n * 60_000, provider: 'google' }))]);
    assert.match(out, /Careful: 12 addresses at Gmail.* turned unknown between 2026-10-01 02:10 UTC and 2026-10-01 02:21 UTC\. That looks like an outage there: wait/);
    assert.ok(!out.includes('ADDRESSES TO REMOVE'));
  });

  it('does not cry outage over a dead list', () => {
    assert.ok(!text(Array.from({ length: 40 }, (_, n) => example({ recipient: `u${n}@example.net`, line: n, time: START + n * 1000 }))).includes('outage there: wait before'));
  });

  it('says when nothing was recognised, and when nothing bounced', () => {
    const photo = new Summary();
    photo.addSource('photo.png', null, false);
    assert.match(summaryText(photo, bundledCatalog, noPaint), /^Nothing recognised\.\nLooked for/);
    assert.match(text([delivered()]), /^No bounces\.\n/);
    const quiet = new Summary();
    quiet.read.lines = 5;
    assert.match(summaryText(quiet, bundledCatalog, noPaint), /^No bounces\.\nThe lines tell of no delivery/);
    const unclear = new Summary();
    unclear.read.notUnderstood = 1;
    assert.match(summaryText(unclear, bundledCatalog, noPaint), /^No bounces that Bounce Lens understands\.\n\n.*\nNot understood: 1 place\./);
  });

  it("says why others' mail was refused here, and where the first of each kind stands", () => {
    const refused = (category: CategoryId, line: number): Example => example({ action: 'rejected', bounceType: null, category, line, time: START });
    const examples = [refused('relay-denied', 7), refused('blocklisted', 8), refused('blocklisted', 9)];
    assert.match(text(examples), /^No bounces\.\n\nRefused here at SMTP time: others' mail, no bounces\n {2}2 {2}Sender is on a blocklist {19}2026-10-01 02:10 UTC · mail\.log:8\n {2}1 {2}Server is not responsible for this domain {2}2026-10-01 02:10 UTC · mail\.log:7\n/);
    assert.match(summaryMarkdown(summaryOf(examples), bundledCatalog), /### Refused here at SMTP time\n[^|]*\n\| Times .*\n.*\n\| 2 \| Sender is on a blocklist \| mail\.log\\:8 \|\n/);
    assert.doesNotMatch(text([example()]), /Refused here/);
  });

  it('shows quiet times between as what they are', () => {
    const at = (minutes: number): Example => example({ time: START + minutes * 60_000, line: minutes + 1, recipient: `u${minutes}@example.com` });
    const busy = Array.from({ length: 30 }, (_, minute) => at(minute));
    assert.match(text([...busy, at(180)]), /Bounces by ten minutes\n.*02:10.* 10\n.*02:20.* 10\n.*02:30.* 10\n {2}2026-10-01 02:40 UTC[^█]* 0\n/);
    assert.match(text([at(0), at(180)]), /Bounces by minute\n {2}2026-10-01 02:10.*\n {2}…\n {2}2026-10-01 05:10/);
  });

  it('shows text from documents without its control characters', () => {
    const evil = 'x\u001b]0;title\u0007\u001b[31m\u202e\u0000\r\n@example.com';
    const out = text([example({ recipient: evil, diagnostic: evil, remoteMta: evil, file: evil }), soft({ line: 2, remoteMta: 'b.example' })]);
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/.test(out), JSON.stringify(out));
  });

  it('holds no control character but line ends whatever is in it; colours add theirs only', () => {
    fc.assert(fc.property(fc.array(anyExample, { maxLength: 30 }), (examples) => {
      const plain = text(examples);
        assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f]/.test(plain));
        assert.equal(summaryText(summaryOf(examples), bundledCatalog, ansiPaint).replace(/\u001b\[\d{1,2}m/g, ''), plain);
    }), { numRuns: 30 });
  });
});

describe('a summary in Markdown', () => {
  it('begins with the sentence and has the causes as a table', () => {
    const out = summaryMarkdown(summaryOf([example(), blocked({ recipient: 'b@example.org' })]), bundledCatalog);
    assert.match(out, /^## Bounces\n\n\*\*2 bounces to 2 addresses: 1 hard · 1 blocked\.\*\*/);
    assert.match(out, /\| 1 \| No such mailbox \| Hard \|/);
  });

  it('makes no link, image or tag of text from documents', () => {
    const out = summaryMarkdown(summaryOf([example({ recipient: '[x](command:evil)<img src=x>@example.com', remoteMta: '![](http://x.example)', file: '<script>|`a`' })]), bundledCatalog);
    assert.ok(!/<(?:img|script)|\]\(|https?:\/\/x/.test(out), out);
  });
});

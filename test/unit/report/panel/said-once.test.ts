/** What the panel says once for all that was read: nothing bounced, and how to have fewer next time. */
import assert from 'node:assert/strict';
import { toHtml } from '../../../../src/report/panel/element';
import { exportAs } from '../../../../src/report/exports';
import { NO_FILTERS } from '../../../../src/report/panel/filters';
import { PanelModels } from '../../../../src/report/panel/model';
import { empty } from '../../../../src/report/panel/sections/empty';
import { foot } from '../../../../src/report/panel/sections/foot';
import { prevention } from '../../../../src/report/panel/sections/prevention';
import { Folding, foldRecords } from '../../../../src/report/panel/rows';
import { bounce, catalog, delivery, prepare, refusedHere, times } from './bounces';

const read = { lines: 5, messages: 0, records: 5, notUnderstood: 0, milliseconds: 3 };

describe('a summary without bounces', () => {
  const words = (...given: Parameters<typeof prepare>): string => toHtml(empty(prepare(...given).data)!).replace(/<[^>]+>/g, ' ');

  it('is good news where mail was delivered', () => {
    assert.match(words(times(5, (i) => delivery(`u${i}@example.org`))), /Good news: all 5 deliveries went through\. There is no address to remove/);
  });

  it('is doubted where lines were not understood', () => {
    assert.match(words(times(5, (i) => delivery(`u${i}@example.org`)), { read: { ...read, notUnderstood: 2 } }), /But 2 lines with a code were not understood\. Look at them below before you rely on this/);
  });

  it('is no news where nothing was recognised', () => {
    const nothing = { read: { ...read, records: 0, lines: 0 } };
    assert.match(words([], nothing), /found none of these here/);
    assert.doesNotMatch(words([], nothing), /Good news/);
  });

  it('tells a mail that is no bounce from a file that nothing recognised', () => {
    const oneMail = { read: { ...read, records: 0, lines: 0, messages: 1 } };
    assert.match(words([], oneMail), /The message was read\. It is no bounce/);
    assert.equal(new PanelModels(prepare([], oneMail).data).model(NO_FILTERS).headline.count, 'No bounces');
  });

  it('is not said where something bounced', () => assert.equal(empty(prepare([bounce('unknown-user', 'kim@example.org')]).data), null));
});

describe('files that nothing recognised', () => {
  it('are named on demand, and their names are shown, not obeyed', () => {
    const files = [{ file: '<img src=x onerror=alert(1)>.png', empty: false }, { file: 'ann@example.com.log', empty: true }];
    const foot1 = toHtml(foot(prepare([], { notRecognised: { count: 3, files } }).data, true));
    assert.match(foot1, /<summary>3 files were not recognised<\/summary>/);
    assert.match(foot1, /&lt;img src=x onerror=alert\(1\)&gt;\.png<\/code>.*a\*\*\*@example\.com\.log<\/code> \(empty\).*The first 2 are listed/);
    assert.match(exportAs('markdown', prepare([], { notRecognised: { count: 3, files } }), null, false, catalog), /^3 files were not recognised: .*, ann.* \(empty\) and 1 more\.$/m);
  });
});

describe("others' mail that was refused here", () => {
  const records = [refusedHere('relay-denied', { line: 1204 }), refusedHere('blocklisted', { line: 7 }), refusedHere('blocklisted', { line: 8 })];
  const shown = (...given: Parameters<typeof prepare>): string => toHtml(foot(prepare(...given).data, false));

  it('is told by cause, the most frequent first, each with its first line', () => {
    assert.match(shown(records).replace(/<[^>]+>/g, ' ').replace(/ +/g, ' '), /3 refusals of other people’s mail here, at SMTP time 2 Sender is on a blocklist · first in line 7 1 Server is not responsible for this domain · line 1,204 /);
    assert.match(JSON.stringify(foot(prepare(records).data, false)), /"data-do":"place","data-file":"0","data-line":"1204"/);
  });

  it('is unfolded where nothing bounced, and quiet where something did', () => {
    assert.match(shown(records), /<details class="unread" open>/);
    assert.match(shown([...records, bounce('unknown-user', 'kim@example.org')]), /<details class="unread"><summary>3 refusals/);
    assert.doesNotMatch(shown([bounce('unknown-user', 'kim@example.org')]), /refusal/);
    assert.match(toHtml(empty(prepare(records).data)!), /Why other people’s mail was refused here is listed below\./);
  });

  it('is counted in all files, and the file of the first line is named, masked where addresses are', () => {
    const files = ['ann@example.com.log', 'b.log'].map((name) => ({ name, uri: `file:///${name}` }));
    const prepared = prepare([], { files, rows: foldRecords(records.map((record, i) => ({ file: i % 2, record }))) });
    assert.match(toHtml(foot(prepared.data, false)), /first in line 7 of b\.log<.*line 1,204 of ann@example\.com\.log</);
    assert.match(toHtml(foot(prepared.data, true)), /line 1,204 of a\*\*\*@example\.com\.log</);
    assert.match(exportAs('markdown', prepared, null, true, catalog), /### Refused here at SMTP time\n[^|]*\n\| Times .*\n.*\n\| 2 \| Sender is on a blocklist \| b\.log\\:7 \|\n\| 1 \| .* \| a.*example\.com\.log\\:1204 \|\n/);
  });

  it('is added to what was counted elsewhere', () => {
    const folding = new Folding();
    for (const record of records) folding.add({ file: 0, record });
    folding.addRefused({ category: 'relay-denied', count: 5, file: 1, line: 3 });
    folding.addRefused({ category: 'greylisted', count: 1, file: 1, line: 9 });
    assert.deepEqual(folding.finish().refusedHere, [
      { category: 'relay-denied', count: 6, file: 0, line: 1204 }, { category: 'blocklisted', count: 2, file: 0, line: 7 }, { category: 'greylisted', count: 1, file: 1, line: 9 },
    ]);
  });
});

describe('prevention', () => {
  it('names the ways that would have prevented most, and counts no bounce twice', () => {
    const { data } = prepare([...times(30, (i) => bounce('unknown-user', `u${i}@example.org`)), ...times(20, (i) => bounce('authentication-failed', `v${i}@example.org`))]);
    assert.ok(data.prevention.length >= 2);
    assert.ok(data.prevention.reduce((sum, { prevented }) => sum + prevented, 0) <= 50);
    assert.match(toHtml(prevention(data)!), /Helps against 30 of these\./);
  });

  it('is left out where there are too few to learn from', () => assert.equal(prevention(prepare([bounce('unknown-user', 'kim@example.org')]).data), null));
});

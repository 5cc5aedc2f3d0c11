/** What the panel says once for all that was read: nothing bounced, and how to have fewer next time. */
import assert from 'node:assert/strict';
import { toHtml } from '../../../../src/report/panel/element';
import { exportAs } from '../../../../src/report/exports';
import { NO_FILTERS } from '../../../../src/report/panel/filters';
import { PanelModels } from '../../../../src/report/panel/model';
import { empty } from '../../../../src/report/panel/sections/empty';
import { foot } from '../../../../src/report/panel/sections/foot';
import { prevention } from '../../../../src/report/panel/sections/prevention';
import { bounce, catalog, delivery, prepare, times } from './bounces';

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

describe('prevention', () => {
  it('names the ways that would have prevented most, and counts no bounce twice', () => {
    const { data } = prepare([...times(30, (i) => bounce('unknown-user', `u${i}@example.org`)), ...times(20, (i) => bounce('authentication-failed', `v${i}@example.org`))]);
    assert.ok(data.prevention.length >= 2);
    assert.ok(data.prevention.reduce((sum, { prevented }) => sum + prevented, 0) <= 50);
    assert.match(toHtml(prevention(data)!), /Helps against 30 of these\./);
  });

  it('is left out where there are too few to learn from', () => assert.equal(prevention(prepare([bounce('unknown-user', 'kim@example.org')]).data), null));
});

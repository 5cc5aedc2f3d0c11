import assert from 'node:assert/strict';
import { createProgressLine, progressText } from '../../../src/cli/progress-line';

describe('the progress line', () => {
  it('says how much is read, how fast, and how long it will take', () => {
    assert.equal(progressText({ bytesRead: 412e6, bytesTotal: 1.1e9, bytesPerSecond: 344e6 }), 'Reading: 412 MB of 1.1 GB, 344 MB/s, about 2 s left');
    assert.equal(progressText({ bytesRead: 5e9, bytesTotal: 100e9, bytesPerSecond: 400e6 }), 'Reading: 5.0 GB of 100.0 GB, 400 MB/s, about 4 min left');
  });

  it('leaves out what is not known of a pipe', () => assert.equal(progressText({ bytesRead: 3e6, bytesTotal: 0, bytesPerSecond: 0 }), 'Reading: 3 MB, 0 MB/s'));

  it('is not there for what is read at once, comes seldom, and goes away', () => {
    let now = 0;
    const written: string[] = [];
    const line = createProgressLine((text) => { written.push(text); }, () => now);
    const progress = { bytesRead: 1e6, bytesTotal: 2e6, bytesPerSecond: 1e6 };
    line.show(progress);
    line.clear();
    assert.deepEqual(written, []);
    now = 1000;
    line.show(progress);
    now = 1010;
    line.show(progress);
    line.clear();
    assert.deepEqual(written, ['\r\u001B[KReading: 1 MB of 2 MB, 1 MB/s, about 1 s left', '\r\u001B[K']);
  });
});

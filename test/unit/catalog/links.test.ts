/** Protects the sources: each is a well-formed link to the registry, an RFC section or a draft. */
import assert from 'node:assert/strict';
import { bundledCatalog as catalog } from '../../../src/catalog/bundled';
import { sourceOf } from '../../../src/catalog/sources';

const FORMS = [
  /^https:\/\/www\.iana\.org\/assignments\/smtp-enhanced-status-codes\/smtp-enhanced-status-codes\.xhtml$/,
  /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d{3,5}(#section-\d+(\.\d+)*)?$/,
  /^https:\/\/datatracker\.ietf\.org\/doc\/draft-[a-z0-9-]+\/$/,
];

describe('catalog sources', () => {
  it('an RFC section becomes a label and a link', () => {
    assert.deepEqual(sourceOf('rfc3463#3.2'), { label: 'RFC 3463 §3.2', url: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.2' });
  });

  it('a key of another form is a fault in the data', () => {
    assert.throws(() => sourceOf('https://example.com/'), /Unknown source key/);
  });

  it('every link is well formed and has a label that fits', () => {
    for (const entry of [...catalog.statuses, ...catalog.replies]) {
      for (const { label, url } of entry.sources) {
        assert.ok(FORMS.some((form) => form.test(url)), `${entry.code}: ${url}`);
        const rfc = /rfc\/rfc(\d+)(?:#section-([\d.]+))?$/.exec(url);
        if (rfc) assert.equal(label, rfc[2] ? `RFC ${rfc[1]} §${rfc[2]}` : `RFC ${rfc[1]}`);
      }
    }
  });

  it('every registered status names the registry, and every one but 7.28 an RFC', () => {
    for (const entry of catalog.statuses) {
      if (entry.code.endsWith('.4.8')) continue;
      assert.equal(entry.sources[0]!.label, 'IANA', entry.code);
      if (!entry.code.endsWith('.7.28')) assert.match(entry.sources[1]!.label, /^RFC \d+/, entry.code);
    }
  });

  it('sections of RFC 3463 follow the subject', () => {
    for (const entry of catalog.statuses) {
      const section = entry.sources.map((s) => /^RFC 3463 §3\.(\d)$/.exec(s.label)?.[1]).find(Boolean);
      if (section) assert.equal(Number(section), Number(entry.code[2]) + 1, entry.code);
    }
  });
});

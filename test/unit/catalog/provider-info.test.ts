/** Protects the reader's side of the providers: the data that classifies also explains. */
import assert from 'node:assert/strict';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { providersFrom } from '../../../src/catalog/provider-info';
import type { ProviderData } from '../../../src/engine/classify/rule-set';

const acme: ProviderData = {
  id: 'acme', name: 'Acme Mail', kind: 'mailbox', url: 'https://postmaster.example/', hosts: ['.acme.example'],
  entries: [
    { id: 'acme-1', words: ['too many'], category: 'rate-limited', meaning: 'You send too much at once.', steps: ['Fill in the form.'], url: 'https://acme.example/form', source: 'a' },
    { id: 'acme-2', words: ['no such'], category: 'unknown-user', meaning: 'Unknown.', source: 'a' },
  ],
};

describe('providers for the reader', () => {
  const providers = providersFrom([acme]);

  it('are found by id, with name, kind and page', () => {
    const { id, name, kind, url } = providers.byId('acme')!;
    assert.deepEqual({ id, name, kind, url }, { id: 'acme', name: 'Acme Mail', kind: 'mailbox', url: 'https://postmaster.example/' });
    assert.equal(providers.byId('other'), null);
  });

  it('say what they mean by a rule, and what they want to be done', () => {
    assert.deepEqual(providers.byId('acme')!.entry('acme-1'), { meaning: 'You send too much at once.', steps: ['Fill in the form.'], url: 'https://acme.example/form' });
    assert.deepEqual(providers.byId('acme')!.entry('acme-2'), { meaning: 'Unknown.', steps: [], url: null });
    assert.equal(providers.byId('acme')!.entry('en/unknown-user'), null);
  });

  it('have names that fit into a sentence, and into parentheses', () => {
    for (const { id, name } of bundledCatalog.providers) assert.doesNotMatch(name, /[(),]|\bany\b/, id);
  });

  it('of the bundled catalog have ids of their own and pages that are links', () => {
    const ids = bundledCatalog.providers.map((p) => p.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 54);
    for (const { id, url } of bundledCatalog.providers) if (url) assert.match(url, /^https?:\/\//, id);
  });
});

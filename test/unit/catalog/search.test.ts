/** Protects the picker behind "Explain Status Code...": what people type leads to the entry they mean. */
import assert from 'node:assert/strict';
import { bundledCatalog as catalog } from '../../../src/catalog/bundled';
import { searchCatalog } from '../../../src/catalog/search';
import { processorTime } from '../support/growth';

/** Labels of the first hits; a status or reply shows its code. */
const found = (query: string, limit = 5): string[] => searchCatalog(catalog, query, limit).map((hit) => hit.label);

describe('searching the catalog', () => {
  it('a code leads to itself first, then to the codes that begin with it', () => {
    assert.deepEqual(found('5.1.1'), ['5.1.1', '5.1.10']);
    assert.deepEqual(found('550', 1), ['550']);
  });

  it('the beginning of a code lists what can follow', () => {
    assert.deepEqual(found('5.2.'), ['5.2.0', '5.2.1', '5.2.2', '5.2.3', '5.2.4']);
  });

  it('a well-formed code of no registry is found, too', () => {
    assert.deepEqual(found('5.7.606'), ['5.7.606']);
    assert.deepEqual(found('599'), ['599']);
  });

  it('words in any order lead to the cause and its codes', () => {
    assert.deepEqual(found('mailbox full', 3), ['Mailbox full', '4.2.2', '5.2.2']);
    assert.deepEqual(found('full mailbox', 3), ['Mailbox full', '4.2.2', '5.2.2']);
  });

  for (const [typed, meant] of [
    ['user unknown', 'No such mailbox'], ['over quota', 'Mailbox full'], ['blacklist', 'Sender is on a blocklist'], ['greylisting', 'Greylisted'],
    ['PTR', 'Reverse DNS missing or wrong'], ['dmarc', 'Message not authenticated'], ['out of office', 'Not a bounce'], ['NXDOMAIN', 'No such domain'],
    ['relay access denied', 'Server is not responsible for this domain'],
  ] as const) {
    it(`"${typed}" leads to "${meant}"`, () => { assert.equal(found(typed)[0], meant); });
  }

  it('a provider is found by its name', () => {
    assert.equal(searchCatalog(catalog, 'gmail')[0]!.kind, 'provider');
  });

  it('a pasted reply leads to its codes first, then to what its words mean', () => {
    assert.deepEqual(found('550 5.1.1 <kim@example.org>: User unknown', 3), ['550', '5.1.1', 'No such mailbox']);
  });

  it('numbers in a pasted line that are no replies are left alone', () => {
    assert.ok(!found('connect to mx.example.org port 443 timed out').includes('443'));
  });

  it('nothing typed shows the causes; nonsense shows nothing', () => {
    assert.equal(found('')[0], 'No such mailbox');
    assert.deepEqual(found('xyzzy'), []);
  });

  it('accents and capitals do not matter', () => {
    assert.deepEqual(found('MAILBÓX FULL', 1), ['Mailbox full']);
  });

  it('a keystroke costs far less than a frame', () => {
    const typed = 'mailbox full of spam'.split('').map((_, i, all) => all.slice(0, i + 1).join(''));
    searchCatalog(catalog, 'warm');
    const used = processorTime(() => { for (const query of typed) searchCatalog(catalog, query); });
    assert.ok(used / typed.length < 10, `${used / typed.length} ms`);
  });
});

/** Protects the advice of providers: it says more than the catalog, in whole sentences, and never the opposite of the verdict. */
import assert from 'node:assert/strict';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { providerData } from '../../../src/catalog/providers/data';
import { givesAddressUp } from '../../../src/report/provider-advice';
import { isWaitingStep } from '../../../src/report/waiting-step';

const entries = providerData.flatMap((provider) => provider.entries.map((entry) => {
  const category = bundledCatalog.category(entry.category);
  return { ...entry, steps: entry.steps ?? [], usual: category, bounceType: entry.bounceType ?? category.bounceType };
}));

describe('the advice of providers', () => {
  it('is whole sentences, none twice', () => {
    for (const { id, meaning, steps } of entries) {
      for (const text of [...steps, ...(meaning ? [meaning] : [])]) assert.match(text, /^["A-Z].*[.?]$/, `${id}: ${text}`);
      assert.equal(new Set(steps).size, steps.length, id);
      assert.ok(!meaning || !steps.includes(meaning), id);
    }
  });

  it('stands only where it says more than the catalog', () => {
    for (const { id, meaning, steps, usual } of entries) {
      assert.notEqual(meaning, usual.meaning, id);
      assert.ok(!(steps.length === 1 && steps[0]!.split(' ').length < 4), `${id}: "${steps[0]}" is no advice of this provider's own`);
      if (!meaning) assert.equal(steps.length, 0, `${id} tells what to do without saying why`);
    }
  });

  it('of a soft bounce keeps the address; of a hard one it does not tell to keep it', () => {
    for (const { id, steps, bounceType } of entries) {
      if (bounceType === 'hard') for (const step of steps) assert.doesNotMatch(step, /^(?:Keep|Wait)\b/, `${id}: ${step}`);
      else for (const step of steps) assert.doesNotMatch(step, /^(?:Remove|Take) (?:it|the address)\b/, `${id}: ${step}`);
    }
  });

  it('that counts on retries is known as such, so that nobody waits for what is final', () => {
    for (const { id, steps } of entries) {
      for (const step of steps) if (/tries again|\bretry\b/.test(step)) assert.ok(isWaitingStep(step), `${id}: ${step}`);
    }
  });

  it('that gives an address up is known as such, whether it stands first or last in the sentence', () => {
    for (const step of ['Remove the address.', 'Take the address off your lists.', 'Look for a typing error, then take it off your lists.']) assert.ok(givesAddressUp(step), step);
    for (const step of ['Take out shortened links.', 'Ask them to switch it off.', 'If a whole company turns up at once, do not remove it: ask their administrator.']) assert.ok(!givesAddressUp(step), step);
  });

  it('leads to pages that can be opened safely', () => {
    for (const { id, url } of entries) if (url) assert.match(url, /^https:\/\/[a-z0-9]/, id);
    for (const { id, url } of providerData) if (url) assert.match(url, /^https:\/\/[a-z0-9]/, id);
  });
});

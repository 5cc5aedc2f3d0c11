/** Protects users' own entries: good ones count, wrong ones are explained and left out, nothing throws. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { bundledCatalog as base } from '../../../src/catalog/bundled';
import { layUserEntries } from '../../../src/catalog/user-entries';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../src/catalog/user-entries.schema.json'), 'utf8')) as object;

describe('own catalog entries', () => {
  it('no setting leaves the catalog as it is', () => {
    assert.deepEqual(layUserEntries(base, undefined), { catalog: base, problems: [] });
  });

  it('a code of one\'s own gets a title, a meaning and a cause, with what the cause brings along', () => {
    const { catalog, problems } = layUserEntries(base, { statuses: { '5.7.999': { title: 'Refused by our partner', meaning: 'The partner gateway refuses it.', category: 'recipient-restricted' } } });
    assert.deepEqual(problems, []);
    const entry = catalog.status('5.7.999')!;
    assert.equal(entry.title, 'Refused by our partner');
    assert.equal(entry.actor, 'recipient');
    assert.equal(entry.bounceType, 'soft');
    assert.deepEqual(entry.steps, base.category('recipient-restricted').steps);
    assert.ok(catalog.statuses.some((s) => s.code === '5.7.999'));
  });

  it('a bundled entry can be changed in part', () => {
    const { catalog } = layUserEntries(base, { statuses: { '5.2.2': { bounceType: 'hard' } }, replies: { 550: { meaning: 'Our relay uses it for everything.' } } });
    assert.equal(catalog.status('5.2.2')!.bounceType, 'hard');
    assert.equal(catalog.status('5.2.2')!.reason, 'Hard, because your settings say so.');
    assert.equal(catalog.status('5.2.2')!.title, 'Mailbox full');
    assert.equal(catalog.reply('550')!.meaning, 'Our relay uses it for everything.');
    assert.equal(base.status('5.2.2')!.bounceType, 'soft', 'the bundled catalog is untouched');
  });

  it('a class 4 code stays soft when it is moved to a hard cause', () => {
    const { catalog } = layUserEntries(base, { statuses: { '4.7.99': { category: 'unknown-user' } } });
    assert.equal(catalog.status('4.7.99')!.bounceType, 'soft');
  });

  it('texts of a category can be changed', () => {
    const { catalog } = layUserEntries(base, { categories: { 'mailbox-full': { stop: 'After a month.', steps: ['Call them.'] } } });
    assert.equal(catalog.category('mailbox-full').stop, 'After a month.');
    assert.deepEqual(catalog.categories.find((c) => c.id === 'mailbox-full')!.steps, ['Call them.']);
  });

  const wrong: readonly [string, unknown, RegExp][] = [
    ['not an object', 'yes', /must be an object with "statuses"/],
    ['an unknown part', { codes: {} }, /"codes" is not known here/],
    ['an inherited name', { toString: {} }, /"toString" is not known here/],
    ['a malformed code', { statuses: { '5.7': { title: 'No' } } }, /"5\.7" is not an enhanced status code/],
    ['a success code', { statuses: { '2.0.0': { title: 'No' } } }, /of class 4 or 5/],
    ['an unknown category', { statuses: { '5.7.9': { category: 'spam' } } }, /"spam" is not a category\. Use one of unknown-user,/],
    ['a misspelt field', { statuses: { '5.7.9': { meening: 'No.' } } }, /"meening" is not known here\. Use title, meaning/],
    ['a bounce type of its own', { statuses: { '5.7.9': { bounceType: 'medium' } } }, /"hard" or "soft"/],
    ['steps that are no list', { categories: { expired: { steps: 'Wait.' } } }, /Steps must be a list/],
    ['an empty text', { replies: { 599: { title: ' ' } } }, /a text of 1 to 600 characters/],
    ['an empty entry', { replies: { 599: {} } }, /at least one of title/],
  ];
  for (const [what, setting, message] of wrong) {
    it(`${what} is explained and left out`, () => {
      const { catalog, problems } = layUserEntries(base, setting);
      assert.match(problems[0]!.message, message);
      assert.equal(catalog, base);
    });
  }

  it('one wrong entry does not take the good ones with it', () => {
    const { catalog, problems } = layUserEntries(base, { statuses: { '5.7.9': { category: 'spam' }, '5.7.8': { title: 'Login refused' } } });
    assert.deepEqual(problems.map((p) => p.path), ['statuses."5.7.9".category']);
    assert.equal(catalog.status('5.7.8')!.title, 'Login refused');
    assert.equal(catalog.status('5.7.9'), base.status('5.7.9'));
  });

  it('the JSON Schema of the setting takes the good and refuses the wrong', () => {
    const valid = new Ajv({ strict: true }).compile(schema);
    assert.ok(valid({ statuses: { '5.7.999': { title: 'Refused', category: 'policy-refusal' } }, categories: { expired: { stop: 'Never.' } } }));
    for (const [, setting] of wrong.filter(([what]) => what !== 'an inherited name' && what !== 'an empty text')) assert.equal(valid(setting), false, JSON.stringify(setting));
  });

  it('whatever stands in the settings, nothing throws', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), (a, b) => {
      layUserEntries(base, a);
      layUserEntries(base, { statuses: { '5.7.9': a, x: b }, replies: a, categories: { expired: b } });
    }), { numRuns: 200 });
  });
});

/** Protects the promise that every code has an entry. The lists are written out here, so that the data cannot vouch for itself. */
import assert from 'node:assert/strict';
import { bundledCatalog as catalog } from '../../../src/catalog/bundled';

/** Subject and detail with the classes of the IANA registry (updated 2024-12-06): 81 codes, one of them retired. */
const registry = `
  0.0 245, 1.0 245, 1.1 5, 1.2 5, 1.3 5, 1.4 45, 1.5 2, 1.6 5, 1.7 45, 1.8 45, 1.9 245, 1.10 5,
  2.0 245, 2.1 45, 2.2 4, 2.3 5, 2.4 45, 3.0 245, 3.1 4, 3.2 45, 3.3 45, 3.4 5, 3.5 45, 3.6 2,
  4.0 45, 4.1 4, 4.2 4, 4.3 4, 4.4 45, 4.5 4, 4.6 4, 4.7 45, 5.0 245, 5.1 5, 5.2 5, 5.3 45, 5.4 5, 5.5 45, 5.6 45,
  6.0 45, 6.1 5, 6.2 45, 6.3 45, 6.4 25, 6.5 45, 6.6 45, 6.7 45, 6.8 245, 6.9 5, 6.10 -,
  7.0 245, 7.1 5, 7.2 5, 7.3 5, 7.4 5, 7.5 45, 7.6 45, 7.7 245, 7.8 45, 7.9 45, 7.10 5, 7.11 5, 7.12 4, 7.13 5, 7.14 5,
  7.15 45, 7.16 45, 7.17 5, 7.18 5, 7.19 5, 7.20 5, 7.21 5, 7.22 5, 7.23 5, 7.24 45, 7.25 5, 7.26 5, 7.27 5, 7.28 45, 7.29 5, 7.30 5
`.split(',').map((row) => row.trim().split(' ') as [string, string]);

/** The 89 codes that everyday articles list, with soft for 4 and hard for 5. */
const everyday = `
  4.0.0 4.1.0 4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.7 4.1.8 4.2.0 4.2.1 4.2.2 4.3.0 4.3.1 4.3.2 4.3.3
  4.4.0 4.4.1 4.4.2 4.4.3 4.4.4 4.4.5 4.4.6 4.4.7 4.5.0 4.5.1 4.5.2 4.5.3 4.5.4 4.5.5
  4.6.0 4.6.1 4.6.2 4.6.3 4.6.4 4.6.5 4.7.0 4.7.1 4.7.2 4.7.25
  5.0.0 5.1.0 5.1.1 5.1.2 5.1.3 5.1.4 5.1.5 5.1.6 5.1.7 5.1.8 5.2.0 5.2.1 5.2.2 5.2.3 5.2.4 5.3.0 5.3.1 5.3.2 5.3.3 5.3.4
  5.4.0 5.4.1 5.4.2 5.4.3 5.4.4 5.4.5 5.4.6 5.4.7 5.5.0 5.5.1 5.5.2 5.5.3 5.5.4 5.5.5
  5.6.0 5.6.1 5.6.2 5.6.3 5.6.4 5.6.5 5.7.0 5.7.1 5.7.2 5.7.3 5.7.4 5.7.5 5.7.6 5.7.7
`.trim().split(/\s+/);

/** The 40 of them whose everyday meaning or class is not the standard's. */
const misread = `
  4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.8 4.2.0 4.2.2 4.3.0 4.4.2 4.4.3 4.4.4 4.5.1 4.5.2 4.5.4 4.6.1 4.6.4 4.7.1 4.7.2 4.7.25
  5.1.4 5.1.5 5.1.8 5.2.0 5.2.1 5.2.2 5.2.3 5.3.0 5.3.1 5.4.1 5.4.2 5.4.3 5.4.4 5.4.5 5.4.6 5.5.1 5.6.4 5.7.2 5.7.7
`.trim().split(/\s+/);

const replies = `
  101 111 200 211 214 220 221 235 250 251 252 253 334 354 420 421 422 430 431 432 441 442 446 447 449 450 451 452 453 454 455 456 458 459
  471 498 499 500 501 502 503 504 510 511 512 513 517 520 521 523 524 525 530 533 534 535 538 540 541 550 551 552 553 554 555 556 557
  571 585 602 605 606 607
`.trim().split(/\s+/);

describe('catalog completeness', () => {
  it('the lists of this test have the size that they should have', () => {
    assert.deepEqual([registry.length, everyday.length, misread.length, replies.length], [81, 89, 40, 73]);
  });

  it('every registered code is there, in each class that the registry foresees, with a meaning of its own', () => {
    for (const [detail, classes] of registry) {
      for (const digit of ['2', '4', '5']) {
        const entry = catalog.status(`${digit}.${detail}`)!;
        assert.ok(entry.registered, entry.code);
        assert.equal(entry.foreseen, classes.includes(digit), `${entry.code} foreseen`);
        if (classes.includes(digit)) assert.ok(catalog.statuses.includes(entry), `${entry.code} is listed`);
      }
    }
  });

  it('X.4.8, which a draft proposed and servers send, is there too, and nothing else', () => {
    assert.equal(catalog.status('4.4.8')!.title, 'Retry on IPv4');
    const known = new Set([...registry.map(([detail]) => detail), '4.8']);
    assert.deepEqual(catalog.statuses.filter((s) => !known.has(s.code.slice(2))), []);
  });

  it('all 89 codes of everyday articles carry the everyday reading', () => {
    for (const code of everyday) {
      const entry = catalog.status(code)!;
      assert.equal(entry.everyday?.bounceType, code.startsWith('4') ? 'soft' : 'hard', code);
    }
    assert.equal(catalog.statuses.filter((s) => s.everyday).length, 89);
  });

  it('where the everyday reading differs, the standard leads and a folk note sets it right', () => {
    for (const code of misread) assert.ok(catalog.status(code)!.folk, code);
  });

  it('where an everyday article says hard and we say soft, a folk note says so', () => {
    for (const code of everyday) {
      const entry = catalog.status(code)!;
      if (entry.everyday!.bounceType !== entry.bounceType) assert.match(entry.folk!.note, /hard|soft|passing|passes/, code);
    }
  });

  it('the two most repeated mistakes are set right', () => {
    assert.match(catalog.status('5.2.1')!.meaning, /switched off/);
    assert.match(catalog.status('5.2.1')!.folk!.note, /wrongly, explained as "mailbox full"; that is 5\.2\.2/);
    assert.equal(catalog.status('5.2.2')!.category, 'mailbox-full');
    assert.equal(catalog.status('5.2.2')!.bounceType, 'soft');
  });

  it('steps of class 5 never slip into class 4: a silent server is waited for', () => {
    assert.match(catalog.status('4.4.1')!.steps[0]!, /^Wait/);
    assert.match(catalog.status('5.4.1')!.steps[0]!, /Exchange Online/);
  });

  it('all 73 reply codes are there', () => {
    assert.deepEqual(catalog.replies.map((r) => r.code), replies);
  });

  it('37 categories, ten ways to prevent bounces, each of use for some category', () => {
    assert.equal(catalog.categories.length, 37);
    assert.equal(catalog.prevention.length, 10);
    for (const way of catalog.prevention) assert.ok(way.prevents.length > 0, way.id);
    for (const category of catalog.categories) {
      for (const id of category.prevention) assert.ok(catalog.prevention.some((way) => way.id === id && way.prevents.includes(category.id)), `${category.id}: ${id}`);
    }
  });
});

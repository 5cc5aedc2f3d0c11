/** Protects the small words that every part of the product shares. */
import assert from 'node:assert/strict';
import { amount, bouncesToAddresses, bounceOutcome, figure, inSentence, list, outcomeCounts, size, span } from '../../../src/report/words';

describe('shared words', () => {
  it('counts', () => {
    assert.deepEqual([0, 7, 999, 1000, 12000, 1234567].map(figure), ['0', '7', '999', '1,000', '12,000', '1,234,567']);
    assert.equal(amount(1, 'bounce'), '1 bounce');
    assert.equal(bouncesToAddresses(412, 398), '412 bounces to 398 addresses');
    assert.equal(bouncesToAddresses(1, 1), '1 bounce to 1 address');
  });

  it('hard, soft and blocked, without what does not occur', () => {
    assert.equal(outcomeCounts({ hard: 1200, soft: 3, blocked: 2 }), '1,200 hard · 3 soft · 2 blocked');
    assert.equal(outcomeCounts({ hard: 1, soft: 0, blocked: 2 }, (outcome) => `(${outcome}) `), '(hard) 1 hard · (blocked) 2 blocked');
    assert.equal(outcomeCounts({ hard: 0, soft: 0, blocked: 0 }), 'no bounces');
    assert.equal(bounceOutcome({ bounceType: 'soft', blocked: true }), 'blocked');
    assert.equal(bounceOutcome({ bounceType: 'hard', blocked: true }), 'hard');
    assert.equal(bounceOutcome({ bounceType: null, blocked: false }), null);
  });

  it('labels within a sentence keep their abbreviations', () => {
    assert.equal(inSentence('No such mailbox'), 'no such mailbox');
    assert.equal(inSentence('SPF validation failed'), 'SPF validation failed');
    assert.equal(inSentence('ARC validation failure'), 'ARC validation failure');
    assert.equal(inSentence('A password transition is needed'), 'a password transition is needed');
  });

  it('sizes, spans and lists', () => {
    assert.deepEqual([size(900), size(524288), size(26214400), size(1.5 * 1024 ** 3)], ['900 bytes', '512 KB', '25 MB', '1.5 GB']);
    assert.deepEqual([span(1), span(60), span(300), span(7200), span(259200)], ['1 second', '60 seconds', '5 minutes', '2 hours', '3 days']);
    assert.equal(list(['a', 'b', 'c']), 'a, b and c');
  });
});

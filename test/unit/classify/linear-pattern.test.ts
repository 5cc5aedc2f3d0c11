import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileLinearPattern } from '../../../src/engine/classify/linear-pattern';

const found = (source: string, text: string): string | null => {
  const place = compileLinearPattern(source).find(text);
  return place ? text.slice(place.start, place.end) : null;
};

describe('patterns of users', () => {
  it('find what they say', () => {
    assert.equal(found('quota (of|for) \\w+', 'no QUOTA for kim here'), 'QUOTA for kim');
    assert.equal(found('^55\\d', '552 full'), '552');
    assert.equal(found('full$', '552 full'), 'full');
    assert.equal(found('\\bfull\\b', 'carefully full'), 'full');
    assert.equal(found('[a-f]{2,3}x?', '--abcx--'), 'abcx');
    assert.equal(found('[^\\s]+@', 'to kim@shop'), 'kim@');
    assert.equal(found('a|bc|d', 'xbc'), 'bc');
    assert.equal(found('(?:ab)*c', 'ababc'), 'ababc');
    assert.equal(found('nothing', 'something'), null);
  });

  it('say in words what cannot be done', () => {
    for (const [source, message] of [['(a', /not closed/], ['a)', /without/], ['(?=a)b', /look-ahead/], ['(a)\\1', /back references/], ['*a', /repeats nothing/], ['a**', /repeated/], ['[a', /not closed/], ['a{300}', /up to/], ['a{3,1}', /wrong way/], ['[z-a]', /wrong way/], ['a\\', /ends with/]] as const) {
      assert.throws(() => compileLinearPattern(source), message, source);
    }
  });

  it('cannot be made slow', () => {
    for (const source of ['(a*)*b', '(a|aa)+$', '(a|a)*c', '.*.*.*=.*', '(\\w+\\s?)+$', 'x*x*x*x*y']) compileLinearPattern(source).find('a'.repeat(5000) + '!');
  });

  it('cannot be made too large', () => {
    assert.throws(() => compileLinearPattern('((a{1,100}){1,100}){1,100}'), /too large/);
  });

  it('agree with the engine of JavaScript on whether there is a match', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(?:a|b)', '(?:ab)', '\\b');
    const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}')).filter(([a, q]) => !(a === '\\b' && q)).map(([a, q]) => a + q);
    const source = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(source, fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 }), (pattern, text) => {
      const expected = new RegExp(pattern, 'i').exec(text);
      const place = compileLinearPattern(pattern).find(text);
      assert.equal(place !== null, expected !== null, `${pattern} on ${JSON.stringify(text)}`);
      if (place && expected) assert.equal(place.start, expected.index);
    }));
  });
});

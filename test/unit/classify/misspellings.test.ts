import assert from 'node:assert/strict';
import misspellings from '../../../src/catalog/rules/misspellings.json';
import { isMisspelt, meantBy } from '../../../src/engine/classify/misspellings';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { judgeReply } from '../../../src/engine/classify/judge-reply';
import type { Verdict } from '../../../src/engine/record';

const judge = createJudge(bundledRules);
const verdictOn = (reply: string): Verdict => judgeReply(judge, reply).verdict;

describe('misspelt words', () => {
  it('are read as what is meant where nothing else speaks', () => {
    assert.equal(verdictOn('550 unkown user').category, 'unknown-user');
    assert.equal(verdictOn('550 Recepient unknown').category, 'unknown-user');
    assert.equal(verdictOn('550 this adress dont exist').category, 'unknown-user');
    assert.equal(verdictOn('554 mesage bloked by policy').blocked, true);
  });

  it('leave words alone that are right in another language', () => {
    assert.equal(verdictOn('550 Adresse inconnue').category, 'unknown-user');
    assert.equal(verdictOn('552 Dateianhang nicht erlaubt, siehe Anhang an die Adresse').category, 'virus-attachment');
  });

  it('give evidence that quotes what stands there', () => {
    const text = '550 sorry, unkown user.';
    const [evidence] = verdictOn(text).evidence;
    assert.equal(evidence!.text, 'unkown user');
    assert.equal(text.slice(evidence!.inDiagnostic!.start, evidence!.inDiagnostic!.end), 'unkown user');
  });

  it('are known whatever their case and the full stop behind them', () => {
    assert.equal(meantBy('Adress.'), 'address');
    assert.equal(meantBy('address'), undefined);
    assert.equal(meantBy("dosn't"), 'doesnt', 'an apostrophe');
    assert.equal(isMisspelt('550 5.1.1 the USSER'), true);
    assert.equal(isMisspelt('550 5.1.1 the user'), false);
  });

  it('mean one word each, and no right word is among them', () => {
    const all = Object.values(misspellings).flat();
    assert.equal(new Set(all).size, all.length);
    for (const right of Object.keys(misspellings)) assert.ok(!all.includes(right), right);
  });
});

describe('British spelling', () => {
  it('is as good as American', () => {
    for (const [british, american] of [['not authorised to relay', 'not authorized to relay'], ['unrecognised recipient', 'unrecognized recipient'], ['blocked by your organisation', 'blocked by your organization']] as const) {
      assert.equal(verdictOn(`550 5.7.1 ${british}`).category, verdictOn(`550 5.7.1 ${american}`).category, british);
    }
    assert.equal(verdictOn('550 5.7.1 not authorised to relay').category, 'relay-denied');
  });
});

/**
 * Every file test/grammar/*.test.<ending> is text with the scopes that it should get written under it
 * (see vscode-tmgrammar-test); the grammars are those that package.json contributes.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createRegistry, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index';
import { parseGrammarTestCase, runGrammarTestCase, type GrammarTestCase, type TestFailure } from 'vscode-tmgrammar-test/dist/unit/index';
import { inProject } from '../../scripts/project';

const registry = createRegistry(loadConfiguration(inProject('package.json'), undefined, []).grammars);

describe('the grammars', () => {
  for (const file of readdirSync(__dirname).filter((name) => /\.test\.(?!ts$)/.test(name)).sort()) {
    const testCase = parseGrammarTestCase(readFileSync(path.join(__dirname, file), 'utf8'));

    it(`colour ${file}`, async () => {
      assert.ok(testCase.assertions.length > 0, 'it asserts nothing');
      const failures = await runGrammarTestCase(registry, testCase);
      assert.equal(failures.length, 0, failures.map((failure) => explain(failure, testCase)).join('\n'));
    });
  }
});

function explain(failure: TestFailure, testCase: GrammarTestCase): string {
  const text = testCase.source[failure.srcLine]?.slice(failure.start, failure.end) ?? '';
  const wrong = [...failure.missing.map((scope) => `lacks ${scope}`), ...failure.unexpected.map((scope) => `should not have ${scope}`)];
  return `line ${failure.line + 1}: "${text}" ${wrong.join(', ')}; it has ${failure.actual.join(' ')}`;
}

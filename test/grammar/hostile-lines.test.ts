/** VS Code colours up to 20,000 characters of a line: none of them, however nasty, may hold the editor up. */
import assert from 'node:assert/strict';
import { INITIAL } from 'vscode-textmate';
import { createRegistry, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index';
import { inProject } from '../../scripts/project';

const LONGEST = 20_000;

/** Ten times what the slowest takes on a busy machine; a polynomial expression would take minutes. */
const PATIENCE_MS = 1500;

const REPEATED = ['5', '5.', '5.1.', '550 ', '550-5.1.1 ', 'a@', 'a.', 'a=', '-', '- a', '=?utf-8?Q?', '=41', 'A', '>', ':', 'x:', 'version ', 'version 1.', '(550', 'said: ', '[1.', '<a@b', '"', ';a="', '\t', ' ', 'From a ', '1tFabc-0001Ab-', 'é'];
const BEFORE = ['', 'From: ', 'X: y', '--', 'Nov 25 02:10:11 mx ', 'Diagnostic-Code: ', '<<< ', 'host said: '];

const { grammars } = loadConfiguration(inProject('package.json'), undefined, []);
const registry = createRegistry(grammars);

describe('hostile lines', () => {
  for (const { scopeName } of grammars) {
    it(`do not hold up ${scopeName}`, async function colour() {
      this.timeout(60_000);
      const grammar = await registry.loadGrammar(scopeName);
      for (const before of BEFORE) {
        for (const repeated of REPEATED) {
          const line = (before + repeated.repeat(Math.ceil(LONGEST / repeated.length))).slice(0, LONGEST);
          const begun = performance.now();
          grammar!.tokenizeLine(line, INITIAL);
          const took = performance.now() - begun;
          assert.ok(took < PATIENCE_MS, `${took.toFixed(0)} ms for ${JSON.stringify(before + repeated)} again and again`);
        }
      }
    });
  }
});

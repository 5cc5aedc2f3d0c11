import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { judgeReply } from '../../../src/engine/classify/judge-reply';
import type { RuleSet } from '../../../src/engine/classify/rule-set';

const root = path.join(__dirname, '../../..');
const packing = createRequire(__filename)(path.join(root, 'scripts/packing')) as Plugin[];
const fixtures = path.join(root, 'test/fixtures/rules');

/** The rules as they stand in a package. */
async function packedRules(): Promise<RuleSet> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'src/engine/classify/bundled-rules.ts')], bundle: true, write: false, format: 'cjs', platform: 'neutral', plugins: packing,
  });
  const module = { exports: {} as { bundledRules: RuleSet } };
  runInNewContext(outputFiles[0]!.text, { module, exports: module.exports });
  return module.exports.bundledRules;
}

describe('the rules in a package', () => {
  it('judge every example as the sources do, by the same rule and with the same evidence', async () => {
    const packed = createJudge(await packedRules());
    const judge = createJudge(bundledRules);
    const examples = readdirSync(fixtures).filter((file) => file.endsWith('.json'))
      .flatMap((file) => Object.values(JSON.parse(readFileSync(path.join(fixtures, file), 'utf8')) as Record<string, { yes: string[]; no: string[] }>))
      .flatMap(({ yes, no }) => [...yes, ...no]);
    const ofProviders = readdirSync(path.join(fixtures, 'providers'))
      .flatMap((file) => Object.values(JSON.parse(readFileSync(path.join(fixtures, 'providers', file), 'utf8')) as Record<string, { reply: string; host?: string }>));
    for (const reply of examples) assert.deepEqual(judgeReply(packed, reply).verdict, judgeReply(judge, reply).verdict, reply);
    for (const { reply, host } of ofProviders) assert.deepEqual(judgeReply(packed, reply, host).verdict, judgeReply(judge, reply, host).verdict, reply);
    assert.ok(examples.length > 1000);
  }).timeout(20_000);

  it('keep all that is said about the answers of providers', async () => {
    const { providers } = await packedRules();
    const shipped = bundledRules.providers.map((provider) => ({
      ...provider,
      entries: provider.entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([field]) => field !== 'source' && field !== 'confidence'))),
    }));
    assert.deepEqual(JSON.parse(JSON.stringify(providers)), shipped);
  }).timeout(20_000);
});

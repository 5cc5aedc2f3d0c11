/** npm run package: builds the extension for users, into out/bounce-lens.vsix. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { packTighter } from './pack-tighter';
import { inProject, root, shown } from './project';

/** What people download and what their machines load; more than this needs a reason. */
const LARGEST_KB = 400;

async function main(): Promise<number> {
  if (spawnSync(process.execPath, [inProject('esbuild.js')], { stdio: 'inherit' }).status !== 0) return 1;
  const packagePath = inProject('out', 'bounce-lens.vsix');
  mkdirSync(inProject('out'), { recursive: true });
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  const packed = await packTighter(readFileSync(packagePath));
  writeFileSync(packagePath, packed);
  const kilobytes = packed.length / 1024;
  console.log(`${shown(packagePath)}: ${kilobytes.toFixed(0)} KB of at most ${LARGEST_KB}.`);
  return kilobytes > LARGEST_KB ? 1 : 0;
}

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error);
  process.exit(1);
});

/*
 * Leaves in dist/ what Node compiles for the command line (see src/platform/node/shared.ts): runs it on logs and mails, and keeps the code.
 * Then it looks whether the command line takes it; what does not fit would only cost time. esbuild.js runs this in a process of its own:
 *
 *   node scripts/code-cache.js NAME_OF_THE_FILE
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { setFlagsFromString } = require('node:v8');

const root = path.join(__dirname, '..');
const dist = path.join(root, 'dist');
const [name, isCheck] = process.argv.splice(2);
const file = path.join(dist, name);

process.argv.push(...['logs/postfix.log', 'logs/exim.log', 'mail'].map((fixture) => path.join(root, 'test', 'fixtures', fixture)), '--format', 'json');
process.on('exit', () => {
  const shared = require(path.join(dist, 'shared.js'));
  if (isCheck) {
    process.exitCode = shared.usedCache ? 0 : 1;
    return;
  }
  setFlagsFromString('--semi-space-growth-factor=2'); // as it is when the file is loaded: what is compiled with other flags does not fit
  fs.writeFileSync(file, shared.codeCache());
  if (spawnSync(process.execPath, [__filename, name, 'check'], { stdio: 'ignore' }).status === 0) return;
  fs.rmSync(file);
  console.error('This version of Node does not take what it compiled: the command line will start more slowly.');
});
require(path.join(dist, 'cli.js'));

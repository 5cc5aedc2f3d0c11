/*
 * Builds everything that runs outside the tests, into dist/:
 *
 *   extension.js, cli.js, <name>-worker.js   for Node. What they share is in chunks of its own, each loaded when it is first
 *                                            needed: `await import('./x')` in the source is all it takes to make x lazy.
 *   extension.web.js, <name>-worker.web.js   for the browser, one file each (a web extension cannot load a second one);
 *                                            there `await import('./x')` puts off running x, not fetching it.
 *   panel.js, panel.css                      for the webview.
 *
 *   node esbuild.js [--dev] [--tests] [--metafile]
 *     --dev       not minified, with source maps
 *     --tests     the editor tests as well, into out/test/
 *     --metafile  writes out/meta-*.json (for https://esbuild.github.io/analyze/)
 */
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const root = __dirname;
const dist = path.join(root, 'dist');
const flags = new Set(process.argv.slice(2));
const dev = flags.has('--dev');

/** What every bundle has in common. */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'inline' : false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
const browser = { ...common, platform: 'browser', target: 'es2022', format: 'cjs', external: ['vscode'] };

/** Source files of a folder whose name ends like this; none where the folder is missing. */
function sources(folder, ending) {
  const full = path.join(root, folder);
  return fs.existsSync(full) ? fs.readdirSync(full).filter((name) => name.endsWith(ending)).sort().map((name) => path.join(full, name)) : [];
}

const stem = (file) => path.basename(file).replace(/\.tsx?$/, '');

/**
 * Node: one build for all entries, so that the extension, the workers and the command line share one copy of the engine.
 * esbuild splits ES modules only and VS Code's oldest supported version is at home in CommonJS, so each chunk is turned into it.
 */
async function node() {
  const entryPoints = {};
  for (const file of sources('src', 'extension.ts')) entryPoints.extension = file;
  for (const file of sources('src/cli', 'main.ts')) entryPoints.cli = file;
  for (const file of sources('src/platform/node', 'worker.ts')) entryPoints[stem(file)] = file;
  const built = await esbuild.build({
    ...common,
    entryPoints, outdir: dist, write: false, splitting: true, format: 'esm', platform: 'node', target: 'node20', external: ['vscode'],
    chunkNames: 'chunk-[hash]', // beside the entries: __dirname is dist/ everywhere
  });
  await Promise.all(built.outputFiles.map(async (file) => {
    const { code } = await esbuild.transform(file.text, { format: 'cjs', platform: 'node', target: 'node20', minify: !dev, sourcemap: common.sourcemap });
    fs.writeFileSync(file.path, code);
  }));
  return built.metafile;
}

async function web() {
  const entryPoints = {};
  for (const file of sources('src', 'extension.ts')) entryPoints['extension.web'] = file;
  for (const file of sources('src/platform/browser', 'worker.ts')) entryPoints[`${stem(file)}.web`] = file;
  return (await esbuild.build({ ...browser, entryPoints, outdir: dist })).metafile;
}

async function panel() {
  const entryPoints = [...sources('src/report/panel', 'panel.ts'), ...sources('src/report/panel', 'panel.css')];
  if (!entryPoints.length) return undefined;
  return (await esbuild.build({ ...common, platform: 'browser', target: 'es2022', format: 'iife', entryPoints, outdir: dist })).metafile;
}

/** `import 'all-tests'` in the test hosts: every test/editor/*.test.ts; those named *.node.test.ts only in the Node host. */
const allTests = (skip) => ({
  name: 'all-tests',
  setup(build) {
    build.onResolve({ filter: /^all-tests$/ }, () => ({ path: 'all-tests', namespace: 'all-tests' }));
    build.onLoad({ filter: /.*/, namespace: 'all-tests' }, () => ({
      contents: sources('test/editor', '.test.ts').filter((file) => !skip || !file.endsWith(skip)).map((file) => `import ${JSON.stringify(file)};`).join('\n'),
      resolveDir: root,
    }));
  },
});

/** The editor tests run inside VS Code: in its Node host with mocha beside them, in its web host with mocha inside. */
async function tests() {
  const host = path.join(root, 'test/editor/host');
  const options = { ...common, minify: false, sourcemap: 'inline' };
  await esbuild.build({
    ...options, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode', 'mocha'], plugins: [allTests()],
    entryPoints: { index: path.join(host, 'node.ts'), tests: 'all-tests' }, outdir: 'out/test/node',
  });
  await esbuild.build({
    ...browser, ...options, plugins: [allTests('.node.test.ts')], entryPoints: { index: path.join(host, 'web.ts') }, outdir: 'out/test/web',
    alias: { 'node:assert/strict': path.join(host, 'assert-in-browser.ts') }, define: { global: 'globalThis' },
  });
}

async function main() {
  fs.rmSync(dist, { recursive: true, force: true });
  fs.mkdirSync(dist, { recursive: true });
  const [forNode, forWeb, forPanel] = await Promise.all([node(), web(), panel(), flags.has('--tests') && tests()]);
  if (flags.has('--metafile')) {
    fs.mkdirSync(path.join(root, 'out'), { recursive: true });
    for (const [name, meta] of Object.entries({ node: forNode, web: forWeb, panel: forPanel })) {
      if (meta) fs.writeFileSync(path.join(root, 'out', `meta-${name}.json`), JSON.stringify(meta));
    }
  }
}

main().catch(() => { process.exitCode = 1; }); // esbuild has said what is wrong

/*
 * Builds everything that runs outside the tests, into dist/:
 *
 *   extension.js, cli.js, <name>-worker.js   for Node. What they share is in chunks of its own, each run when it is first
 *                                            needed: `await import('./x')` in the source is all it takes to make x lazy.
 *   extension.web.js, <name>-worker.web.js   for the browser, one file each (a web extension cannot load a second one);
 *                                            there `await import('./x')` puts off running x, not fetching it.
 *   panel.js, panel.css                      for the webview.
 *   shared.js, shared-<hash>.cache           the browser's file as Node takes it, and what Node compiled of it for the command line.
 *
 * The engine with its catalog is by far the largest part, and the same everywhere. The browser's one file must hold it, so the
 * package has it only there, and Node's chunks take it from that file (see `forNodeOnly`).
 *
 *   node esbuild.js [--dev] [--tests] [--metafile]
 *     --dev       not minified, with source maps
 *     --tests     the editor tests as well, into out/test/
 *     --metafile  writes out/meta-*.json (for https://esbuild.github.io/analyze/)
 */
const { spawnSync } = require('node:child_process');
const crypto = require('node:crypto');
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');
const { asCommonJs } = require('./scripts/as-common-js');
const packing = require('./scripts/packing');

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
  charset: 'utf8', // phrases in many languages: escaped they would be three times as long
  logLevel: 'warning',
  metafile: true,
  plugins: packing,
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
 * esbuild splits ES modules only and VS Code's oldest supported version is at home in CommonJS, so each chunk is turned into it, see `asCommonJs`.
 * @returns the code of each chunk by name, and esbuild's metafile
 */
async function node() {
  const entryPoints = {};
  for (const file of sources('src', 'extension.ts')) entryPoints.extension = file;
  for (const file of sources('src/cli', 'main.ts')) entryPoints.cli = file;
  for (const file of sources('src/cli', 'program.ts')) entryPoints['cli-program'] = file; // by this name it is left out of the package
  for (const file of sources('src/platform/node', 'worker.ts')) entryPoints[stem(file)] = file;
  for (const file of engineOfBrowser()) entryPoints[`chunk-${stem(file)}`] = file;
  const { outputFiles, metafile } = await esbuild.build({
    ...common,
    entryPoints, outdir: dist, write: false, splitting: true, format: 'esm', platform: 'node', target: 'node20', external: ['vscode'],
    chunkNames: 'chunk-[hash]', // beside the entries: __dirname is dist/ everywhere
  });
  return { chunks: new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), asCommonJs(text)])), metafile };
}

/** What the browser's side of the platform imports of the engine: Node's side does so, too, and each is a chunk that both can share. */
function engineOfBrowser() {
  return sources('src/platform/browser', '.ts').flatMap((file) => (
    [...fs.readFileSync(file, 'utf8').matchAll(/^import \{.* from '(\.\.\/\.\.\/engine\/[\w/-]+)';/gm)].map(([, wanted]) => path.join(path.dirname(file), `${wanted}.ts`))
  ));
}

/** The chunks that are loaded with this one, itself included; those behind an `import()` too where `lazily` is set. */
function loadedWith(name, outputs, lazily, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const to of outputs[name].imports) if (!to.external && (lazily || to.kind !== 'dynamic-import')) loadedWith(to.path, outputs, lazily, found);
  return found;
}

/**
 * The chunks that Node and the browser can share: those of an entry or behind an `import()` that, with all that they load, use nothing
 * of VS Code, of Node or of src/platform.
 * @returns `entries`: their names by the source file that is imported; `all`: these and what they load, less what the extension needs
 *   from the start
 */
function neutralChunks({ outputs }) {
  const isNeutral = (name) => {
    const { imports, inputs } = outputs[name];
    return !imports.some((to) => to.external) && !Object.keys(inputs).some((input) => input.startsWith('src/platform/'));
  };
  if (!outputs['dist/extension.js']) return { entries: new Map(), all: [] };
  const early = loadedWith('dist/extension.js', outputs, false);
  const late = Object.keys(outputs).filter((name) => outputs[name].entryPoint && !early.has(name));
  const neutral = late.filter((name) => [...loadedWith(name, outputs, true)].every(isNeutral));
  const all = new Set(neutral.flatMap((name) => [...loadedWith(name, outputs, true)]).filter((name) => !early.has(name)));
  return { entries: new Map(neutral.map((name) => [path.join(root, outputs[name].entryPoint), path.basename(name)])), all: [...all].map((name) => path.basename(name)) };
}

/**
 * Node's chunks as they are written: the shared ones are taken from the browser's file, each when it is asked for, and all others but the
 * entries stand in one file: what stands beside its like packs a good deal tighter, and what is not run is hardly looked at. An `import()`
 * becomes a `require()` put off: Node would look through the whole file for names first.
 */
function forNodeOnly(chunks, shared) {
  const own = [...chunks].filter(([name]) => !shared.includes(name));
  const together = new Set(own.map(([name]) => name).filter((name) => name.startsWith('chunk-') && !dev));
  const take = (name) => (
    shared.includes(name) ? `require("./shared.js").shared["${name}"]()` : together.has(name) ? `require("./chunks.js")("${name}")` : `require("./${name}")`
  );
  const linked = new Map(own.map(([name, code]) => [name, code
    .replace(/\brequire\("\.\/(chunk-\w+\.js)"\)/g, (call, wanted) => take(wanted))
    .replace(/\bimport\("\.\/([\w-]+\.js)"\)/g, (call, wanted) => `Promise.resolve().then(()=>${take(wanted)})`)]));
  const written = new Map([...linked].filter(([name]) => !together.has(name)));
  if (together.size > 0) written.set('chunks.js', oneFile([...linked].filter(([name]) => together.has(name))));
  return written;
}

/** Modules as one that gives them by name, each run when it is first asked for. */
function oneFile(modules) {
  return `const ready = {}, modules = { ${modules.map(([name, code]) => `"${name}"(module, exports) { ${code} }`).join(', ')} };
    module.exports = (name) => {
      if (!ready[name]) modules[name](ready[name] = { exports: {} }, ready[name].exports);
      return ready[name].exports;
    };`;
}

/** Web: one file. Its `shared` gives Node the chunks that both need; VS Code sees `activate` and `deactivate` only. */
async function web(forNode) {
  const { entries, all: shared } = neutralChunks(forNode.metafile);
  const fromNode = {
    name: 'from-node',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path: wanted, importer, resolveDir, namespace }) => {
        if (namespace === 'chunk' || importer.startsWith('chunk-')) return { path: path.basename(wanted), namespace: 'chunk' };
        const chunk = entries.get(path.join(resolveDir, `${wanted}.ts`));
        return chunk ? { path: chunk, namespace: 'chunk' } : undefined;
      });
      build.onResolve({ filter: /^chunk-/ }, ({ path: name }) => ({ path: name, namespace: 'chunk' }));
      build.onLoad({ filter: /.*/, namespace: 'chunk' }, ({ path: name }) => ({ contents: forNode.chunks.get(name) }));
    },
  };
  const { metafile } = await esbuild.build({
    ...browser, plugins: [...common.plugins, fromNode], outfile: path.join(dist, 'extension.web.js'),
    stdin: {
      resolveDir: path.join(root, 'src'), loader: 'js',
      // require() puts off both: Node's command line and workers come here for a chunk, and know no VS Code.
      contents: `exports.activate = (context) => require('./extension').activate(context);
        exports.deactivate = () => require('./extension').deactivate?.();
        exports.shared = { ${shared.map((name) => `'${name}': () => require('${name}')`).join(', ')} };`,
    },
  });
  forNode.chunks = forNodeOnly(forNode.chunks, shared);
  await esbuild.build({ ...browser, outdir: dist, entryPoints: Object.fromEntries(sources('src/platform/browser', 'worker.ts').map((file) => [`${stem(file)}.web`, file])) });
  return metafile;
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

/** Node's way to the chunks in the browser's file. @param codeCache see `saveCodeCache` */
async function loaderOfShared(codeCache) {
  const file = path.join(root, 'src/platform/node/shared.ts');
  await esbuild.build({ ...common, entryPoints: [file], outdir: dist, platform: 'node', target: 'node20', format: 'cjs', define: { CODE_CACHE: JSON.stringify(codeCache) } });
}

/** What Node makes of the browser's file, for the command line: named by its content, so that it is never taken for that of another. */
const nameOfCodeCache = () => `shared-${crypto.createHash('sha256').update(fs.readFileSync(path.join(dist, 'extension.web.js'))).digest('hex').slice(0, 12)}.cache`;

function saveCodeCache(name) {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/code-cache.js'), name], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the compiled code could not be saved');
}

/** Chunks of earlier builds. They go last, so that dist/ is whole at any time. */
function removeOlder(than) {
  for (const name of fs.readdirSync(dist)) {
    const file = path.join(dist, name);
    if (fs.statSync(file).mtimeMs < than - 1) fs.rmSync(file);
  }
}

async function main() {
  fs.mkdirSync(dist, { recursive: true });
  const start = Date.now();
  for (const name of fs.readdirSync(dist)) if (name.endsWith('.cache')) fs.rmSync(path.join(dist, name)); // never beside code of which it was not made
  const [forNode, forPanel] = await Promise.all([node(), panel(), flags.has('--tests') && tests()]);
  const forWeb = await web(forNode);
  const codeCache = nameOfCodeCache();
  await loaderOfShared(codeCache);
  for (const [name, code] of forNode.chunks) fs.writeFileSync(path.join(dist, name), code);
  removeOlder(start);
  if (!dev) saveCodeCache(codeCache);
  if (flags.has('--metafile')) {
    fs.mkdirSync(path.join(root, 'out'), { recursive: true });
    for (const [name, meta] of Object.entries({ node: forNode.metafile, web: forWeb, panel: forPanel })) {
      if (meta) fs.writeFileSync(path.join(root, 'out', `meta-${name}.json`), JSON.stringify(meta));
    }
  }
}

main().catch(() => { process.exitCode = 1; }); // esbuild has said what is wrong

/** README, CHANGELOG and package.json speak of the same product. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { inProject } from '../../../scripts/project';

interface Manifest {
  version: string;
  icon: string;
  keywords: string[];
  engines: { vscode: string };
  devDependencies: Record<string, string>;
  contributes: {
    commands: { command: string; title: string; category?: string }[];
    configuration: Configuration | Configuration[];
    colors: { id: string; defaults: Record<string, string> }[];
  };
}
interface Configuration { properties: Record<string, { scope?: string; order?: number }> }

const read = (file: string): string => readFileSync(inProject(file), 'utf8');
const json = <T>(file: string): T => JSON.parse(read(file)) as T;
const manifest = json<Manifest>('package.json');
const strings = json<Record<string, string>>('package.nls.json');
const readme = read('README.md');
const settings = [manifest.contributes.configuration].flat().flatMap(({ properties }) => Object.entries(properties));

describe('README, CHANGELOG and package.json', () => {
  it('agree on the version: the newest in the CHANGELOG, dated', () => {
    const [, version] = /^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$/m.exec(read('CHANGELOG.md')) ?? [];
    assert.equal(version, manifest.version);
    const lock = json<{ version: string; packages: Record<string, { version: string }> }>('package-lock.json');
    assert.equal(lock.version, manifest.version);
    assert.equal(lock.packages['']?.version, manifest.version);
  });

  it('name every command', () => {
    const titles = manifest.contributes.commands.map(({ title }) => strings[title.replace(/^%|%$/g, '')] ?? title);
    assert.deepEqual(titles.filter((title) => !readme.includes(title)), []);
  });

  it('name every setting and colour', () => {
    const names = [...settings.map(([name]) => name), ...manifest.contributes.colors.map(({ id }) => id)];
    assert.deepEqual(names.filter((name) => !readme.includes(`\`${name}\``)), []);
  });

  it('name no setting or command that is gone', () => {
    const known = new Set([...settings.map(([name]) => name), ...manifest.contributes.colors.map(({ id }) => id), ...manifest.contributes.commands.map(({ command }) => command)]);
    assert.deepEqual([...readme.matchAll(/bounceLens\.\w+/g)].map(([name]) => name).filter((name) => !known.has(name)), []);
  });

  it('promise the two commands near the top of the README', () => {
    const top = readme.split('\n').slice(0, 25).join('\n');
    assert.match(top, /^npm ci && npm start$/m);
    assert.match(top, /^npm ci && npm test$/m);
  });
});

describe('the manifest', () => {
  it('finds each of its strings in package.nls.json, and uses each', () => {
    const used = new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].filter((key) => !key || !(key in strings)), [], 'missing');
    assert.deepEqual(Object.keys(strings).filter((key) => !used.has(key)), [], 'unused');
  });

  it('gives every command a category and every colour its four defaults', () => {
    assert.deepEqual(manifest.contributes.commands.filter(({ category }) => !category).map(({ command }) => command), []);
    assert.deepEqual(manifest.contributes.colors.filter(({ defaults }) => Object.keys(defaults).sort().join() !== 'dark,highContrast,highContrastLight,light').map(({ id }) => id), []);
  });

  it('gives every setting a scope and a place in the list', () => {
    assert.deepEqual(settings.filter(([, { scope, order }]) => !scope || order === undefined).map(([name]) => name), []);
  });

  it('is made for the oldest VS Code that it says it supports', () => {
    assert.equal(manifest.devDependencies['@types/vscode']?.replace(/^[~^]/, ''), manifest.engines.vscode.replace(/^\^/, ''));
  });

  it('has an icon and no more keywords than the Marketplace takes', () => {
    assert.ok(existsSync(inProject(manifest.icon)));
    assert.ok(manifest.keywords.length <= 10);
  });
});

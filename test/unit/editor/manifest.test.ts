import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { commandIds } from '../../../src/editor/command-ids';
import { OWN_LANGUAGES } from '../../../src/editor/languages';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../../src/editor/token-kinds';
import entriesSchema from '../../../src/catalog/user-entries.schema.json';

interface Manifest {
  readonly keywords: string[];
  readonly activationEvents: string[];
  readonly contributes: {
    readonly commands: { command: string; title: string; category: string }[];
    readonly menus: Record<string, { command: string; when?: string }[]>;
    readonly languages: { id: string; filenames?: string[]; filenamePatterns?: string[] }[];
    readonly colors: { id: string; defaults: Record<string, string> }[];
    readonly semanticTokenTypes: { id: string }[];
    readonly semanticTokenModifiers: { id: string }[];
    readonly configuration: { properties: Record<string, { scope?: string; order?: number; markdownDescription?: string; properties?: unknown }> };
  };
}

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(__dirname, '../../..', file), 'utf8'));

describe('the manifest', () => {
  const text = JSON.stringify(read('package.json'));
  const manifest = read('package.json') as Manifest;
  const strings = read('package.nls.json') as Record<string, string>;
  const { contributes } = manifest;

  it('has a text for every %key%, and no text too many', () => {
    const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].filter((key) => !strings[key!]), []);
    assert.deepEqual(Object.keys(strings).filter((key) => !used.has(key)), []);
  });

  it('names the commands that the code registers', () => {
    const declared = new Set(contributes.commands.map(({ command }) => command));
    assert.deepEqual(Object.values(commandIds).filter((id) => !declared.has(id)), []);
    for (const { title, category } of contributes.commands) assert.match(`${category} ${title}`, /^Bounce Lens %/);
  });

  it('offers in the palette all that a lens or a hover does, where there are bounces: a keyboard clicks no lens', () => {
    for (const command of [commandIds.copyExplanation, commandIds.showExplanation, commandIds.nextAlike, commandIds.findCode]) {
      assert.ok(contributes.menus['commandPalette']!.some((item) => item.command === command && item.when === 'bounceLens.hasBounces'), command);
    }
  });

  it('contributes the languages, token types and modifiers that the code knows', () => {
    assert.deepEqual(new Set(contributes.languages.map(({ id }) => id)), OWN_LANGUAGES);
    assert.deepEqual(contributes.semanticTokenTypes.map(({ id }) => id), [...TOKEN_TYPES]);
    assert.deepEqual(contributes.semanticTokenModifiers.map(({ id }) => id), [...TOKEN_MODIFIERS]);
  });

  it('knows mail logs by the names that servers give them, rotated ones, too', () => {
    const { filenames = [], filenamePatterns = [] } = contributes.languages.find(({ id }) => id === 'mail-log')!;
    const patterns = filenamePatterns.map((glob) => new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));
    for (const name of ['mail.log', 'mail.log.1', 'mail.log-20260314', 'maillog-20260314', 'mainlog.1', 'mail.log_current', 'mail.log_yesterday']) {
      assert.ok(filenames.includes(name) || patterns.some((pattern) => pattern.test(name)), name);
    }
  });

  it('has each colour in all four kinds of theme', () => {
    for (const { id, defaults } of contributes.colors) assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
  });

  it('describes each setting, with scope and order', () => {
    const settings = Object.entries(contributes.configuration.properties);
    for (const [name, { scope, order, markdownDescription }] of settings) assert.ok(scope && order && markdownDescription, name);
    assert.equal(new Set(settings.map(([, { order }]) => order)).size, settings.length, 'two settings have the same place');
  });

  it('offers completion for own catalog entries by the same schema that checks them', () => {
    assert.deepEqual(contributes.configuration.properties['bounceLens.catalog']?.properties, entriesSchema.properties);
  });

  it('has no more keywords than the gallery takes', () => {
    assert.ok(manifest.keywords.length <= 10);
  });
});

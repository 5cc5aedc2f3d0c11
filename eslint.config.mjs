import { globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/, from top to bottom. A layer imports from those below it and from itself, never from above:
 * what is named here is out of its reach. Only editor/ and extension.ts know VS Code, only platform/node and cli/ know Node.
 */
const LAYERS = [
  { folder: 'src/catalog', above: ['engine', 'platform', 'report', 'cli', 'editor'], runsAnywhere: true },
  { folder: 'src/engine', above: ['platform', 'report', 'cli', 'editor'], runsAnywhere: true },
  { folder: 'src/report', above: ['platform', 'cli', 'editor'], runsAnywhere: true },
  { folder: 'src/platform', above: ['report', 'cli', 'editor'] },
  { folder: 'src/cli', above: ['editor'] },
  { folder: 'src/editor', above: ['cli'] },
];

const VSCODE = { regex: '^vscode$', message: 'Only src/editor and src/extension.ts know VS Code.' };
const NODE = { regex: '^(node:|(fs|path|os|url|util|zlib|events|stream|buffer|crypto|process|child_process|worker_threads)(/|$))', message: 'This code runs in browsers too: ask src/platform.' };

const borders = LAYERS.map(({ folder, above, runsAnywhere }) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', { patterns: [
      ...(folder === 'src/editor' ? [] : [VSCODE]),
      ...(runsAnywhere || folder === 'src/editor' ? [NODE] : []),
    ] }],
    // Types may come from above: they are words, and gone when the code runs.
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [
      {
        regex: `^(\\.\\./)+((${above.join('|')})(/|$)|extension$)${above.includes('platform') ? '|^#platform/' : ''}`,
        message: `Imports go down only: ${folder} is below this.`, allowTypeImports: true,
      },
    ] }],
  },
}));

export default tseslint.config(
  globalIgnores(['dist/', 'out/', 'node_modules/', 'tools/', '.vscode-test/', 'test/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, regexp.configs.recommended],
    languageOptions: { parserOptions: { project: ['tsconfig.json', 'tsconfig.dom.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/unbound-method': 'off', // VS Code's listeners and events are called so
      // Matters of taste: a-z beside A-Z is easier to read than a flag at the far end.
      'regexp/prefer-w': 'off',
      'regexp/use-ignore-case': 'off',
      'regexp/no-dupe-characters-character-class': 'off',
      // These work for every text, not only for the expected one: linear time is a promise of the product.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true, ignorePartial: false }],
    },
  },
  { files: ['scripts/**/*.ts', 'test/**/*.ts', 'src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'], // on text of our own
    rules: { 'regexp/no-super-linear-move': 'off' },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
  ...borders,
);

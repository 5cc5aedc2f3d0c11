import { globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { layersRule } from './scripts/layers-rule.mjs';

const VSCODE = { regex: '^vscode$', message: 'Only src/editor and src/extension.ts know VS Code.' };
const NODE = {
  regex: '^(node:|(fs|path|os|url|util|zlib|events|stream|buffer|crypto|process|child_process|worker_threads)(/|$))',
  message: 'This code runs in browsers too: ask src/platform.',
};
const neither = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  globalIgnores(['dist/', 'out/', 'tools/', '.vscode-test/', 'test/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, regexp.configs.recommended],
    plugins: { project: { rules: { layers: layersRule } } },
    languageOptions: { parserOptions: { project: ['tsconfig.json', 'tsconfig.dom.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'no-console': 'error',
      'prefer-const': 'error',
      'project/layers': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/unbound-method': 'off', // VS Code's listeners and events are called so
      // Linear time for every text, not only for the expected one, is a promise of the product.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true, ignorePartial: false }],
      // Matters of taste: a-z beside A-Z is easier to read than a flag at the far end.
      'regexp/prefer-w': 'off',
      'regexp/use-ignore-case': 'off',
      'regexp/no-dupe-characters-character-class': 'off',
      'no-control-regex': 'off', // hostile control characters are what some are for
    },
  },
  { files: ['src/{engine,catalog,report}/**/*.ts'], rules: neither(VSCODE, NODE) },
  { files: ['src/{editor/**/*,extension}.ts', 'src/platform/browser/**/*.ts'], rules: neither(NODE) },
  { files: ['src/{cli,platform/node}/**/*.ts'], rules: neither(VSCODE) },
  { files: ['scripts/**/*.ts', 'test/**/*.ts', 'src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['scripts/**/*.ts', 'test/**/*.ts'], rules: { 'regexp/no-super-linear-move': 'off' } }, // on text of our own
);

import * as path from 'node:path';

const src = path.resolve(import.meta.dirname, '..', 'src');

/** The layers of src/ and which of them each may import from, besides itself. */
const BELOW = {
  'extension.ts': ['editor', 'report', 'platform', 'engine', 'catalog'],
  editor: ['report', 'platform', 'engine', 'catalog'],
  cli: ['report', 'platform', 'engine', 'catalog'],
  report: ['engine', 'catalog'],
  platform: ['engine', 'catalog'],
  engine: ['catalog'],
  catalog: [],
};

/** The layer that a file is in, e.g. `engine`; undefined outside src/. */
function layerOf(file) {
  const inside = path.relative(src, file);
  return inside.startsWith('..') ? undefined : inside.split(path.sep)[0];
}

/** An ESLint rule: imports go down only. Types may come from above: they are words, and gone when the code runs. */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { up: 'Imports go down only: src/{{from}} may not import from src/{{to}}.' } },
  create(context) {
    const from = layerOf(context.filename);
    const below = BELOW[from];
    if (!below) return {};
    const check = (node) => {
      const name = node.source?.value;
      const onlyTypes = node.importKind === 'type' || node.exportKind === 'type';
      if (typeof name !== 'string' || onlyTypes) return;
      const to = name.startsWith('#platform/') ? 'platform' : name.startsWith('.') ? layerOf(path.resolve(path.dirname(context.filename), name)) : undefined;
      if (to && to !== from && !below.includes(to)) context.report({ node, messageId: 'up', data: { from, to } });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

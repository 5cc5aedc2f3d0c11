/** The catalog's JSON files and their schemas, as they lie on disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const data = join(__dirname, '../../../src/catalog/data');

export function json(name: string): unknown {
  return JSON.parse(readFileSync(join(data, name), 'utf8'));
}

/** Each data file with the schema that it has to satisfy. */
export const filesWithSchemas: readonly { file: string; schema: string }[] = [
  ...['categories', 'prevention', 'replies', 'subjects'].map((name) => ({ file: `${name}.json`, schema: `${name}.schema.json` })),
  ...readdirSync(join(data, 'statuses')).filter((name) => !name.includes('schema')).map((name) => ({ file: `statuses/${name}`, schema: 'statuses/statuses.schema.json' })),
];

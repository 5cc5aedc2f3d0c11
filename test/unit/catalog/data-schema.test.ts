/** Protects the shape of the catalog's data: a slip of the pen in JSON must not reach a reader. */
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { filesWithSchemas, json } from './data-files';

describe('catalog data', () => {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  for (const { file, schema } of filesWithSchemas) {
    it(`${file} satisfies ${schema}`, () => {
      const valid = ajv.getSchema(schema) ?? ajv.addSchema(json(schema) as object, schema).getSchema(schema)!;
      assert.ok(valid(json(file)), JSON.stringify(valid.errors?.slice(0, 5), null, 2));
    });
  }

  it('a file with a misspelt category is caught', () => {
    const valid = ajv.getSchema('replies.schema.json')!;
    assert.equal(valid([{ code: '550', kind: 'standard', title: 'Mailbox unavailable', meaning: 'No.', category: 'unknwon-user', sources: [] }]), false);
  });
});

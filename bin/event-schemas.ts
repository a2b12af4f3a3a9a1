import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mappingSchemaText } from '../lib/cli/ingest/mapping-schema.ts';
import { eventSchemaFiles } from '../lib/events/json-schemas.ts';

const folder = resolve(import.meta.dirname, '../docs/events');
const files = eventSchemaFiles();

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (name.endsWith('.schema.json') && !files.has(name)) rmSync(join(folder, name));
for (const [name, text] of files) writeFileSync(join(folder, name), text);
writeFileSync(resolve(folder, '../mapping.v1.schema.json'), mappingSchemaText());
console.log(`${files.size} schemas in docs/events, one of mappings in docs`);

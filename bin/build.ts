import { resolve } from 'node:path';
import { buildFunctions } from '../lib/infra/bundle.ts';

const root = resolve(import.meta.dirname, '..');
for (const { name, bytes } of await buildFunctions({
  root,
  out: resolve(root, '.build/functions'),
}))
  console.log(`${name.padEnd(20)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);

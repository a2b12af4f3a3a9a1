import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Bundle, buildFunctions, listFunctions } from '../../lib/infra/bundle.ts';
import { root } from './office-templates.ts';

let out: string;
let bundles: readonly Bundle[];

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'vanthu-bundles-'));
  bundles = await buildFunctions({ root, out });
});
afterAll(() => rmSync(out, { recursive: true }));

it('bundles every function that has a handler, as CommonJS under its own name', async () => {
  expect(bundles.map(({ name }) => name)).toEqual(listFunctions(root));
  for (const { name } of bundles) {
    const code = await readFile(join(out, name, 'index.cjs'), 'utf8');
    expect(code).toContain('module.exports');
    expect(code).not.toContain('sourceMappingURL');
  }
});

it('carries no way to get credentials that Lambda never uses', () => {
  const chains = /credential-provider-(node|sso|ini|process|web-identity|http|login|imds)/;
  const credentials = bundles.flatMap(({ inputs }) =>
    inputs.filter((input) => /credential-provider-(?!env)/.test(input)),
  );
  expect(credentials.filter((input) => chains.test(input) && !/imds/.test(input))).toEqual([
    ...bundles.map(() => 'environment-credentials:@aws-sdk/credential-provider-node'),
  ]);
});

it('leaves out event streams and the cache of endpoint discovery, which no function uses', () => {
  const plain = bundles.filter(({ inputs }) => !inputs.some((input) => /client-s3/.test(input)));
  expect(plain.length).toBeGreaterThan(0);
  const carried = plain.flatMap(({ inputs }) =>
    inputs.filter((input) => /^node_modules\/(.*event-?stream|mnemonist)/.test(input)),
  );
  expect(carried).toEqual([]);
});

it('carries of S3 only the operations that are used', async () => {
  const code = await readFile(join(out, 'publish', 'index.cjs'), 'utf8');
  expect(code).toContain('GetObjectRequest');
  expect(code).not.toContain('GetBucketWebsite');
});

/**
 * KB, minified. A door that seals what is held carries the clients of S3 and KMS besides; the desk
 * checks tokens and reads books as well; what draws books and sheets carries fonts and layout.
 */
const budgetOf = (name: string, inputs: readonly string[]): number => {
  if (name === 'sign') return 900;
  if (name === 'desk-print') return 1_400;
  if (name === 'desk') return 530;
  return inputs.some((input) => input.includes('client-s3')) ? 460 : 320;
};

it('keeps every bundle within its budget', () => {
  const tooLarge = bundles.filter(
    ({ name, bytes, inputs }) => bytes / 1024 > budgetOf(name, inputs),
  );
  expect(tooLarge.map(({ name, bytes }) => [name, Math.round(bytes / 1024)])).toEqual([]);
});

it('builds the same bytes again', async () => {
  const again = mkdtempSync(join(tmpdir(), 'vanthu-bundles-'));
  await buildFunctions({ root, out: again, only: ['sweep'] });
  const [first, second] = await Promise.all(
    [out, again].map((folder) => readFile(join(folder, 'sweep', 'index.cjs'))),
  );
  rmSync(again, { recursive: true });
  expect(second?.equals(first ?? Buffer.alloc(0))).toBe(true);
});

it('brings no code of the local mode into a function', () => {
  const strangers = bundles.flatMap(({ inputs }) =>
    inputs.filter((input) => /^(lib\/(local|infra|cli)|test|bin)\//.test(input)),
  );
  expect(strangers).toEqual([]);
});

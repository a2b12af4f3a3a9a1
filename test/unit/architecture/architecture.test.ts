import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';
import { listSources, readImports } from './import-graph.ts';
import { findReachesOut, findWrongImports } from './layer-rules.ts';

const root = resolve(import.meta.dirname, '../../..');
const product = ['bin', 'functions', 'lib'];
const HARD_STOP = 300;

/** Comments are gone, every statement is kept. */
const codeOf = (path: string): string =>
  transformSync(readFileSync(join(root, path), 'utf8'), {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    minifyWhitespace: true,
  }).code;

describe('the layers of DESIGN §5', () => {
  let files: readonly string[];
  beforeAll(async () => {
    files = await listSources(root, product);
  });

  test('imports go down only', async () => {
    expect(findWrongImports(await readImports(root, files))).toEqual([]);
  });

  test('the graph that is checked holds every file and both kinds of import', async () => {
    const imports = await readImports(root, files);
    const seen = new Set(imports.flatMap(({ from, to }) => [from, to]));
    const alone = files.filter((path) => !seen.has(path));
    expect(alone.filter((path) => /\b(import|from) '/.test(codeOf(path)))).toEqual([]);
    expect(imports).toContainEqual({
      from: 'lib/infra/answers.ts',
      to: 'functions/answer/env.ts',
      external: false,
      typeOnly: true,
    });
    expect(imports).toContainEqual({
      from: 'functions/answer/handler.ts',
      to: '@aws-sdk/client-eventbridge',
      external: true,
      typeOnly: false,
    });
  });

  test('clock, chance and environment come in at composition roots only', () => {
    expect(files.flatMap((path) => findReachesOut(path, codeOf(path)))).toEqual([]);
  });

  test('each function has its three files', async () => {
    const functions = files.filter((path) => path.startsWith('functions/'));
    const names = new Set(
      functions.map((path) => path.split('/')[1]).filter((n) => n !== 'shared'),
    );
    const expected = [...names].flatMap((name) =>
      ['app', 'env', 'handler'].map((file) => `functions/${name}/${file}.ts`),
    );
    expect(functions.filter((path) => !path.startsWith('functions/shared/'))).toEqual(
      expected.sort(),
    );
  });

  test(`no file is longer than ${HARD_STOP} lines`, async () => {
    const all = [...files, ...(await listSources(root, ['test']))];
    const long = all
      .map((path) => ({
        path,
        lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1,
      }))
      .filter(({ lines }) => lines > HARD_STOP);
    expect(long).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const findIn = async (tree: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'vanthu-layers-'));
    try {
      for (const [path, text] of Object.entries(tree)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      return findWrongImports(await readImports(folder, Object.keys(tree)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test.each([
    ['a capability that imports an adapter', 'lib/register/a.ts', 'lib/register/b.dynamo.ts'],
    ['a capability that imports a later one', 'lib/register/a.ts', 'lib/notices/b.ts'],
    ['a capability that imports its neighbour', 'lib/signing/a.ts', 'lib/notices/b.ts'],
    ['an adapter that reaches into another capability', 'lib/review/a.s3.ts', 'lib/portal/b.s3.ts'],
    ['an app that imports an adapter', 'functions/f/app.ts', 'lib/portal/b.s3.ts'],
    ['an app that imports its handler', 'functions/f/app.ts', 'functions/f/handler.ts'],
    ['a function that imports local mode', 'functions/f/handler.ts', 'lib/local/b.ts'],
    ['a function that imports the CDK side', 'functions/f/handler.ts', 'lib/infra/b.ts'],
    ['a function that imports another one', 'functions/f/handler.ts', 'functions/g/app.ts'],
    ['a capability that imports the platform', 'lib/portal/a.ts', 'lib/platform/b.ts'],
    ['the catalogue that imports a capability', 'lib/events/a.ts', 'lib/secrecy/b.ts'],
    ['the kernel that imports the catalogue', 'lib/kernel/a.ts', 'lib/events/b.ts'],
    ['infra that imports code of a function', 'lib/infra/a.ts', 'functions/f/env.ts'],
    ['infra that imports a capability', 'lib/infra/a.ts', 'lib/register/b.ts'],
    ['an unknown capability that imports another', 'lib/gossip/a.ts', 'lib/register/b.ts'],
  ])('%s is found', async (_, from, to) => {
    const up = '../'.repeat(from.split('/').length - 1);
    const found = await findIn({
      [from]: `import { x } from '${up}${to}';\nexport const y = x;\n`,
      [to]: 'export const x = 1;\n',
    });
    expect(found).toEqual([expect.stringContaining(`${from} → ${to}: `)]);
  });

  test('an import of types only is found as well, where types count', async () => {
    const found = await findIn({
      'lib/register/a.ts':
        "import type {\n  X,\n} from '../notices/b.ts';\nexport type Y = X;\nexport const n = 1;\n",
      'lib/notices/b.ts': 'export type X = 1;\n',
      'lib/infra/c.ts':
        "import type { E } from '../../functions/f/env.ts';\nexport type F = E;\nexport const n = 1;\n",
      'functions/f/env.ts': 'export type E = 1;\n',
    });
    expect(found).toEqual(['lib/register/a.ts → lib/notices/b.ts: register does not know notices']);
  });

  test('AWS clients, middy and the CDK out of their place are found', async () => {
    const found = await findIn({
      'lib/register/a.ts': "export { S3Client } from '@aws-sdk/client-s3';\n",
      'lib/register/b.s3.ts': "import middy from '@middy/core';\nexport const m = middy;\n",
      'functions/f/app.ts': "import type { Stack } from 'aws-cdk-lib';\nexport type S = Stack;\n",
    });
    expect(found).toHaveLength(3);
  });

  test('clock, chance and environment are found in code', () => {
    const code = 'f(new Date(),Date.now(),new Date,randomUUID(),process.env.HOME)';
    expect(findReachesOut('lib/register/a.ts', code)).toEqual([
      'lib/register/a.ts: Date.now()',
      'lib/register/a.ts: new Date()',
      'lib/register/a.ts: randomUUID',
      'lib/register/a.ts: process.env',
    ]);
    expect(findReachesOut('functions/f/handler.ts', code)).toEqual([]);
    expect(findReachesOut('lib/register/a.ts', 'f(new Date(text),new DateRange())')).toEqual([]);
  });
});

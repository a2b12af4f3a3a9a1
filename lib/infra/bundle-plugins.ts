import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Lambda hands its role's keys over in the environment. The SDK's default chain would also carry
 * SSO, INI files, processes, web identities and metadata endpoints: 130 KB and 20 ms of cold start.
 */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup(esbuild) {
    const chain = '@aws-sdk/credential-provider-node';
    esbuild.onResolve({ filter: new RegExp(`^${chain}$`) }, ({ resolveDir }) => ({
      path: chain,
      namespace: 'environment-credentials',
      pluginData: resolveDir,
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'environment-credentials' }, ({ pluginData }) => ({
      contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
      resolveDir: String(pluginData),
    }));
  },
};

/**
 * The SDK describes every operation of a service in one module of arrays, which esbuild cannot
 * drop: their computed keys might have effects. They have none; 50 KB of S3 go.
 */
export const prunedSchemas: Plugin = {
  name: 'pruned-schemas',
  setup(esbuild) {
    esbuild.onLoad(
      { filter: /client-[a-z0-9]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        return { contents: markPure(source), loader: 'js' };
      },
    );
  },
};

/** Turns each top-level schema into a pure expression, which goes when nothing uses it. */
export function markPure(source: string): string {
  return source.replace(
    /^((?:export )?(?:var|const) \w+\$? = )(\[.*\]|\[[\s\S]*?^\]);$/gm,
    (_, start: string, schema: string) => `${start}/* @__PURE__ */ (() => (${schema}))();`,
  );
}

/** Clients put their whole package.json into the bundle to tell its version. */
export const clientVersions: Plugin = {
  name: 'client-versions',
  setup(esbuild) {
    esbuild.onLoad({ filter: /@aws-sdk[\\/][a-z0-9-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

const STAND_INS: Readonly<Record<string, string>> = {
  '@smithy/core/event-streams':
    'const refuse = () => { throw new Error("event streams are not in this bundle"); };' +
    'export { refuse as EventStreamSerde, refuse as eventStreamSerdeProvider };',
  'mnemonist/lru-cache':
    'export default class extends Map { constructor() { super(); } peek(key) { return this.get(key); } }',
};

/**
 * Two things every client brings and no function here uses. The protocol imports event streams
 * dynamically, which makes esbuild keep all they touch, unshaken and behind wrappers; DynamoDB's
 * endpoint discovery brings a cache for a thousand endpoints. 20 to 30 KB and a tenth of the load time.
 */
export const lighterParts: Plugin = {
  name: 'lighter-parts',
  setup(esbuild) {
    esbuild.onResolve(
      { filter: /^(@smithy\/core\/event-streams|mnemonist\/lru-cache)$/ },
      ({ path, kind }) =>
        path.startsWith('@smithy') && kind !== 'dynamic-import'
          ? undefined
          : { path, namespace: 'lighter-parts' },
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'lighter-parts' }, ({ path }) => ({
      contents: STAND_INS[path] ?? '',
    }));
  },
};

/** pdfkit finds its own files by the address of its module, which a CommonJS bundle does not have. */
export const ownAddress: Plugin = {
  name: 'own-address',
  setup(esbuild) {
    esbuild.onLoad({ filter: /pdfkit[\\/]js[\\/]pdfkit\.node\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const address = 'require("node:url").pathToFileURL(__filename).href';
      return { contents: source.replaceAll('import.meta.url', address), loader: 'js' };
    });
  },
};

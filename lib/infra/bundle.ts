import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BuildResult, build } from 'esbuild';
import { buildPage } from './bundle-page.ts';
import {
  clientVersions,
  environmentCredentials,
  lighterParts,
  ownAddress,
  prunedSchemas,
} from './bundle-plugins.ts';

export interface BundleOptions {
  /** Root of the project, which holds `functions/`. */
  readonly root: string;
  /** Where the bundles go: `<out>/<function>/index.cjs`. */
  readonly out: string;
  /** Only these functions; all of them by default. */
  readonly only?: readonly string[];
}

export interface Bundle {
  readonly name: string;
  readonly file: string;
  /** Minified size in bytes, without the source map. */
  readonly bytes: number;
  /** Source files in the bundle, relative to the root. */
  readonly inputs: readonly string[];
}

/** Files that a function reads at run time, from node_modules, below its task root. */
const companions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sign: {
    'fonts/Tinos_400Regular.ttf': '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
    'fonts/Tinos_400Regular_Italic.ttf':
      '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  },
  'desk-print': {
    'fonts/Tinos_400Regular.ttf': '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
    'fonts/Tinos_700Bold.ttf': '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
    'fonts/Tinos_400Regular_Italic.ttf':
      '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  },
};

/** Functions that answer with a page of their own: its sources, built into `page/` beside the bundle. */
const pages: Readonly<Record<string, string>> = { 'desk-page': 'lib/desk/page' };

/** Names of the function folders that have a handler, sorted. */
export function listFunctions(root: string): string[] {
  const folder = join(root, 'functions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'handler.ts')))
    .sort();
}

/**
 * Bundles every function that has a handler. The output depends on the sources only. It is `.cjs`
 * because CommonJS loads faster and because the same file also runs below this ESM package.
 */
export async function buildFunctions({ root, out, only }: BundleOptions): Promise<Bundle[]> {
  const names = listFunctions(root).filter((name) => only?.includes(name) ?? true);
  await Promise.all(
    (only ?? ['']).map((name) => rm(join(out, name), { recursive: true, force: true })),
  );
  if (names.length === 0) return [];
  const result = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({
      in: `functions/${name}/handler.ts`,
      out: `${name}/index`,
    })),
    outdir: out,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [environmentCredentials, lighterParts, ownAddress, prunedSchemas, clientVersions],
  });
  await Promise.all(
    names.map(async (name) => {
      await copyCompanions(root, join(out, name), name);
      const page = pages[name];
      if (page !== undefined) await buildPage(join(root, page), join(out, name, 'page'));
    }),
  );
  return names.map((name) => describe(name, result));
}

async function copyCompanions(root: string, folder: string, name: string): Promise<void> {
  for (const [target, source] of Object.entries(companions[name] ?? {})) {
    await mkdir(dirname(join(folder, target)), { recursive: true });
    await copyFile(join(root, 'node_modules', source), join(folder, target));
  }
}

function describe(name: string, { metafile }: BuildResult<{ metafile: true }>): Bundle {
  const found = Object.entries(metafile.outputs).find(
    ([, output]) => output.entryPoint === `functions/${name}/handler.ts`,
  );
  if (!found) throw new Error(`esbuild made no bundle of ${name}`);
  const [file, { bytes, inputs }] = found;
  return { name, file, bytes, inputs: Object.keys(inputs) };
}

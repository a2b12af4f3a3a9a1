import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** One import statement: between two files of the tree, or from a file to a package. */
export interface Import {
  readonly from: string;
  /** Path from the root with `/`, or the name of a package as it is written. */
  readonly to: string;
  readonly external: boolean;
  /** true when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Sources below the given folders, as paths from the root with `/` on every system. */
export const listSources = async (
  root: string,
  folders: readonly string[],
): Promise<readonly string[]> => {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && /\.m?tsx?$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((path) => !path.includes('/node_modules/'));
    }),
  );
  return lists.flat().sort();
};

/** esbuild forgets type-only imports; written as imports for their effect they stay in the graph. */
const keepTypeImports: Plugin = {
  name: 'keep-type-imports',
  setup(hooks) {
    hooks.onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      contents: readFileSync(path, 'utf8').replace(
        /^(?:import|export) type [^;]*? from (?=['"])/gm,
        'import ',
      ),
    }));
  },
};

const readMetafile = async (
  root: string,
  files: readonly string[],
  plugins: Plugin[],
): Promise<Metafile> => {
  const { metafile } = await build({
    absWorkingDir: root,
    // One entry for all: an entry for each would write the shared files again and again.
    stdin: { contents: files.map((path) => `import './${path}';`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
    tsconfigRaw: {
      compilerOptions: { verbatimModuleSyntax: true, jsx: 'react-jsx', jsxImportSource: 'preact' },
    },
    plugins,
  });
  return metafile;
};

const importsOf = ({ inputs }: Metafile): Omit<Import, 'typeOnly'>[] =>
  Object.entries(inputs).flatMap(([from, { imports }]) =>
    (from === '<stdin>' ? [] : imports).map(({ path, external = false }) => ({
      from,
      to: path,
      external,
    })),
  );

/**
 * Every import among the given files, as esbuild resolves it.
 * @throws esbuild's error when an import leads nowhere
 */
export const readImports = async (
  root: string,
  files: readonly string[],
): Promise<readonly Import[]> => {
  const [values, all] = await Promise.all([
    readMetafile(root, files, []),
    readMetafile(root, files, [keepTypeImports]),
  ]);
  const atRunTime = new Set(importsOf(values).map(({ from, to }) => `${from} ${to}`));
  return importsOf(all).map((found) => ({
    ...found,
    typeOnly: !atRunTime.has(`${found.from} ${found.to}`),
  }));
};

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RunnerError } from './errors.ts';
import { isRecord, type Template } from './template.ts';

/** One stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  readonly template: Template;
  /** Absolute folder of the file asset that is deployed under this object key. */
  assetFolder(objectKey: string): string | undefined;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

function readJson(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (cause) {
    throw new RunnerError('BAD_ASSEMBLY', folder, `${file} is missing or not JSON`, cause);
  }
}

function readAssets(folder: string, file: string): ReadonlyMap<string, string> {
  const { files = {} } = readJson(folder, file) as AssetManifest;
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(
        ({ objectKey }) => [objectKey, resolve(folder, source.path)] as const,
      ),
    ),
  );
}

/**
 * Reads every stack of a cloud assembly (`cdk.out`).
 * @throws RunnerError BAD_ASSEMBLY
 */
export function readAssembly(folder: string): AssemblyStack[] {
  const manifest = readJson(folder, 'manifest.json');
  const artifacts =
    isRecord(manifest) && isRecord(manifest['artifacts']) ? manifest['artifacts'] : {};
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) => {
    const { type, properties } = artifact as Artifact;
    const templateFile = properties?.templateFile;
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) return [];
    const assets = readAssets(folder, templateFile.replace('.template.json', '.assets.json'));
    return [
      {
        name: properties?.stackName ?? id,
        template: readJson(folder, templateFile) as Template,
        assetFolder: (objectKey: string) => assets.get(objectKey),
      },
    ];
  });
  if (stacks.length === 0) throw new RunnerError('BAD_ASSEMBLY', folder, 'no stack in it');
  return stacks;
}

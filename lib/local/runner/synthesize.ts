import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { withFileLock } from './file-lock.ts';

export interface SynthesizeOptions {
  /** Root of the project. */
  readonly root: string;
  /** Where the assembly goes; default `<root>/cdk.out`. */
  readonly folder?: string;
  /** Settings that differ from cdk.json, for example a portal banner for training. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface Synthesized {
  readonly assembly: string;
  /** False when an assembly of the same sources was already there. */
  readonly fresh: boolean;
}

const sources = ['bin/app.ts', 'cdk.json', 'functions', 'lib', 'package-lock.json'];
/** Never bundled and never part of the template. */
const irrelevant = ['lib/local', 'lib/cli'].map((path) => path.split('/').join(sep));

function listFiles(root: string, path: string): string[] {
  const full = join(root, path);
  if (irrelevant.includes(relative(root, full)) || !existsSync(full)) return [];
  const entries = readdirSync(full, { withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isDirectory() ? listFiles(root, join(path, entry.name)) : [join(path, entry.name)],
  );
}

/** Hash of everything the assembly is made of. */
function hashSources(root: string, context: object): string {
  const hash = createHash('sha256').update(JSON.stringify(context)).update(process.version);
  for (const source of sources) {
    const files = source.includes('.') ? [source] : listFiles(root, source).sort();
    for (const file of files)
      hash.update(`\0${file.split(sep).join('/')}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function readHash(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function runApp(root: string, folder: string, context: object): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`synthesizing failed (exit code ${code})\n${errors.join('')}`));
    });
  });
}

/**
 * Bundles the functions and synthesizes the CDK app, unless an assembly of the same sources is
 * there already. Processes take turns. Needs neither network nor credentials.
 */
export async function synthesize(options: SynthesizeOptions): Promise<Synthesized> {
  const { root, folder: assembly = join(root, 'cdk.out') } = options;
  const configuration = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
    readonly context: object;
  };
  const context = { ...configuration.context, ...options.context };
  const hashFile = join(assembly, 'sources.sha256');
  mkdirSync(join(root, '.build'), { recursive: true });
  return withFileLock(join(root, '.build', 'synthesize.lock'), async () => {
    const hash = hashSources(root, context);
    const manifest = join(assembly, 'manifest.json');
    if (readHash(hashFile) === hash && existsSync(manifest)) return { assembly, fresh: false };
    rmSync(assembly, { recursive: true, force: true });
    await runApp(root, assembly, context);
    writeFileSync(hashFile, hash);
    return { assembly, fresh: true };
  });
}

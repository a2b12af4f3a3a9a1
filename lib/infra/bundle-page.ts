import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Browsers of the last years, as agencies' machines have them: what the page's language may use. */
const BROWSERS = ['chrome109', 'edge109', 'firefox115', 'safari16'];

/**
 * Builds a page for browsers: `main.tsx` with all it imports, its style sheet, its index. Names are
 * plain here; whoever serves them adds the hash of what they hold.
 */
export async function buildPage(source: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await build({
    absWorkingDir: source,
    entryPoints: ['main.tsx', 'styles.css'],
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: BROWSERS,
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  await copyFile(join(source, 'index.html'), join(out, 'index.html'));
}

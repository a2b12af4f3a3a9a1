import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { createDemoAuthority, issueDemoCertificate } from '../../lib/signing/demo-authority.ts';
import { createLocalRsaSigner } from '../../lib/signing/signer.local.ts';
import { verifyPdf } from '../../lib/signing/verify/verify-pdf.ts';
import type { SigningKey, Usage } from './child.ts';
import { makePdf } from './make-pdf.ts';

export const ways = ['vanthu', 'joined', 'libpdf'] as const;
export type Way = (typeof ways)[number];

const run = promisify(execFile);
const LIMIT_MS = 60_000;

const makeKey = async (): Promise<SigningKey> => {
  const now = new Date('2026-11-01T00:00:00Z');
  const pair = () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }) };
  };
  const [root, holder] = [pair(), pair()];
  const signer = createLocalRsaSigner(root.privateKey);
  const authority = await createDemoAuthority({
    publicKey: root.publicKey,
    signer,
    serial: 1n,
    now,
  });
  const certificate = await issueDemoCertificate({
    publicKey: holder.publicKey,
    signer,
    authority,
    serial: 2n,
    now,
    commonName: 'Nguyễn Văn Mẫu',
  });
  return {
    privateKey: String(holder.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    publicKey: holder.publicKey.toString('base64'),
    certificate: certificate.toString('base64'),
    authority: authority.toString('base64'),
  };
};

/** Bundles the children, so that none carries a TypeScript loader. */
const buildChildren = (out: string) =>
  build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ways.map((way) => `child-${way}.${way === 'libpdf' ? 'mjs' : 'ts'}`),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Packages of CommonJS ask for Node's modules by require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });

const assertIntact = (output: string, way: Way): void => {
  const [report] = verifyPdf(readFileSync(output));
  if (report?.intact !== true) throw new Error(`the signature by ${way} is not intact`);
};

export type Moment = 'first' | 'later';
export interface Measured {
  readonly size: number;
  readonly way: Way;
  /** The first signing of a process, or one after another file was signed. */
  readonly moment: Moment;
  readonly usages: readonly Usage[];
}

/** A file of each size, each way, in turn, in fresh processes. */
export const measureSizes = async (
  megabytes: readonly number[],
  rounds: number,
): Promise<readonly Measured[]> => {
  const out = join(import.meta.dirname, '../.cache/signing');
  mkdirSync(out, { recursive: true });
  await buildChildren(out);
  const keyFile = join(out, 'key.json');
  writeFileSync(keyFile, JSON.stringify(await makeKey()));
  const fileOf = (size: number): string => {
    const file = join(out, `${size}mb.pdf`);
    if (!existsSync(file)) makePdf(file, size);
    return file;
  };
  const earlier = fileOf(Math.min(...megabytes));
  const signOnce = async (
    size: number,
    way: Way,
    moment: Moment,
    check: boolean,
  ): Promise<Usage> => {
    const output = join(out, `signed.${way}.pdf`);
    const child = [join(out, `child-${way}.mjs`), fileOf(size), output, keyFile];
    if (moment === 'later') child.push(earlier);
    const { stdout } = await run(process.execPath, child, { timeout: LIMIT_MS });
    if (check) assertIntact(output, way);
    rmSync(output);
    return JSON.parse(stdout) as Usage;
  };
  const measured: Measured[] = [];
  for (const size of megabytes) {
    const cells = ways.flatMap((way) =>
      (['first', 'later'] as const).map((moment) => ({ size, way, moment, usages: [] as Usage[] })),
    );
    // The round before brings the files into the disk's cache, and its results are verified.
    for (const { way, moment } of cells) await signOnce(size, way, moment, true);
    for (let round = 0; round < rounds; round += 1)
      for (const { way, moment, usages } of cells)
        usages.push(await signOnce(size, way, moment, false));
    measured.push(...cells);
  }
  return measured;
};

// Shows every PDF that the local office signed to tools that are not ours: pdfsig, qpdf, openssl.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const run = (tool, ...args) => spawnSync(tool, args, { encoding: 'utf8' });
const isHere = (tool, argument) => spawnSync(tool, [argument]).error === undefined;
const tools = {
  pdfsig: isHere('pdfsig', '-v'),
  qpdf: isHere('qpdf', '--version'),
  openssl: isHere('openssl', 'version'),
};
const scratch = mkdtempSync(join(tmpdir(), 'signed-'));

/** The bytes each signature covers, and its CMS. */
const signaturesIn = (bytes) =>
  [...bytes.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)]
    .map((match) => match.slice(1).map(Number))
    .map(([start, length, next, rest]) => ({
      covered: Buffer.concat([
        bytes.subarray(start, start + length),
        bytes.subarray(next, next + rest),
      ]),
      cms: Buffer.from(bytes.toString('latin1', start + length + 1, next - 1), 'hex'),
    }));

const faultsOf = (path) => {
  const signatures = signaturesIn(readFileSync(path));
  const faults = [];
  if (tools.pdfsig) {
    const { stdout } = run('pdfsig', '-nocert', path);
    const valid = stdout.match(/Signature is Valid/g)?.length ?? 0;
    if (valid !== signatures.length) faults.push(`pdfsig: ${valid} of ${signatures.length} valid`);
    if (!/Total document signed/.test(stdout)) faults.push('pdfsig: not signed as a whole');
  }
  // 3 stands for warnings, 2 for errors.
  if (tools.qpdf && run('qpdf', '--check', path).status !== 0) faults.push('qpdf finds faults');
  if (tools.openssl)
    for (const [at, { covered, cms }] of signatures.entries()) {
      const [content, signature] = [join(scratch, 'content'), join(scratch, 'signature')];
      writeFileSync(content, covered);
      writeFileSync(signature, cms);
      const { status } = run(
        ...['openssl', 'cms', '-verify', '-noverify', '-binary', '-inform', 'DER'],
        ...['-in', signature, '-content', content, '-out', join(scratch, 'out')],
      );
      if (status !== 0) faults.push(`openssl: signature ${at + 1} does not verify`);
    }
  return { count: signatures.length, faults };
};

const isSignedPdf = (path) => {
  const bytes = readFileSync(path);
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.includes('/ByteRange');
};

const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .filter(isSignedPdf);
let bad = 0;
const counts = new Map();
for (const path of paths) {
  const { count, faults } = faultsOf(path);
  counts.set(count, (counts.get(count) ?? 0) + 1);
  bad += faults.length;
  for (const fault of faults) process.stdout.write(`${path}: ${fault}\n`);
}
rmSync(scratch, { recursive: true });
for (const [tool, here] of Object.entries(tools))
  process.stdout.write(`${tool}: ${here ? 'asked' : 'absent, not asked'}\n`);
for (const [count, files] of [...counts].sort(([a], [b]) => a - b))
  process.stdout.write(`${files} files with ${count} signature(s)\n`);
// Leader and agency: without a file that carries both, nothing was issued.
if (!counts.has(2)) process.stdout.write('no file carries two signatures\n');
process.exitCode = bad === 0 && counts.has(2) ? 0 : 1;

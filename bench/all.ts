import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** One after another, each in a process of its own; a failure does not take the others' results. */
const run = (name: string): Promise<void> => {
  const file = join(import.meta.dirname, `${name}.ts`);
  const child = spawn(process.execPath, ['--import', 'tsx', '--no-warnings', file], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    timeout: 1_200_000,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} ended with ${code}`));
    });
  });
};

for (const name of ['calls', 'throughput', 'ingest', 'load', 'signing', 'plots'])
  await run(name).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

const require = createRequire(import.meta.url);

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a Chromium that brings its own libraries and fonts, so that nothing has to be installed.
 * It unpacks itself below the project: some machines let nothing run from their temporary folder.
 */
export const startChromium = async (): Promise<Browser> => {
  const folder = resolve(import.meta.dirname, '../../../.build/chromium');
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  const [packed, { chromium }] = [
    (await import('@sparticuz/chromium')).default,
    require('playwright-core') as typeof import('playwright-core'),
  ];
  const executablePath = await packed.executablePath();
  return chromium.launch({
    executablePath,
    args: FLAGS,
    headless: true,
    downloadsPath: join(folder, 'downloads'),
  });
};

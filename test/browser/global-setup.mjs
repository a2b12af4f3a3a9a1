// Starts one Chromium for all tests. Its package brings libraries and fonts of its own, so that
// nothing has to be installed; it unpacks itself below the project, because some machines let
// nothing run from their temporary folder.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default async function setup() {
  const folder = resolve(import.meta.dirname, '../../.build/chromium');
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  // Without it the package looks for the machine's libraries.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const [{ default: packed }, { chromium }] = await Promise.all([
    import('@sparticuz/chromium'),
    import('playwright-core'),
  ]);
  const server = await chromium.launchServer({
    executablePath: await packed.executablePath(),
    args: flags,
    headless: true,
    downloadsPath: join(folder, 'downloads'),
  });
  process.env.CHROMIUM_ADDRESS = server.wsEndpoint();
  globalThis.chromiumServer = server;
}

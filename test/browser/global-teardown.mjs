/** Ends the Chromium of global-setup.mjs. */
export default async function teardown() {
  await globalThis.chromiumServer?.close();
}

import { common, project } from './jest.config.mjs';

/** The desk in a real Chromium; needs `npm --prefix test/browser ci`. */
export default {
  ...common,
  // One browser and one office at a time: two would fight for the machine's two cores.
  maxWorkers: 1,
  globalSetup: '<rootDir>/test/browser/global-setup.mjs',
  globalTeardown: '<rootDir>/test/browser/global-teardown.mjs',
  projects: [project('browser', ['test/browser/*.test.ts'])],
};

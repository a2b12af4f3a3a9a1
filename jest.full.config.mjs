import { common, project } from './jest.config.mjs';

// Set here and not in the npm script, whose syntax would differ on Windows. Workers inherit it.
process.env.FULL = '1';

/** The long suites: every crash point, long simulations, the corpora with independent tools. */
export default {
  ...common,
  projects: [project('full', ['test/full/**/*.test.ts', 'test/integration/*-corpus.test.ts'])],
};

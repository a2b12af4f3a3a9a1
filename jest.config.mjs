/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/jest-esbuild.mjs' },
  restoreMocks: true,
};

// FULL=1 adds the long suites: every crash point, long simulations, the real corpora.
const projects = [
  'unit',
  'functions',
  'integration',
  'infra',
  ...(process.env.FULL ? ['full'] : []),
];

export default {
  projects: projects.map((name) => ({
    ...base,
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  })),
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['lib/**/*.ts', 'functions/**/*.ts', '!functions/*/handler.ts'],
};

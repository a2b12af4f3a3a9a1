import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/jest-esbuild.mjs' },
  restoreMocks: true,
};

/** One project; patterns are below the root. */
export const project = (displayName, patterns) => ({
  ...base,
  displayName,
  testMatch: patterns.map((pattern) => `<rootDir>/${pattern}`),
});

export const common = {
  testTimeout: 60_000,
  // Tests wait for files and sockets more than they compute: also two cores take two workers.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Modules of ended test files may stay in memory: a worker that has grown starts anew.
  workerIdleMemoryLimit: '1GB',
};

export default {
  ...common,
  projects: ['unit', 'functions', 'integration', 'infra'].map((name) =>
    project(name, [`test/${name}/**/*.test.ts`]),
  ),
  coverageProvider: 'v8',
  collectCoverageFrom: ['lib/**/*.ts', 'functions/**/*.ts', '!functions/*/handler.ts'],
};

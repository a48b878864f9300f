/**
 * Jest in ESM mode; swc strips the types (see .swcrc).
 * `npm test` runs every project that needs no server from Debian; test/peers and test/e2e have runners of their own.
 */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^fast-check$': '<rootDir>/test/seeded-fast-check.js',
    '^#(\\w+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFiles: ['reflect-metadata'],
};

/** @type {import('jest').Config} */
export default {
  // A guard against hanging, not a claim about speed.
  testTimeout: 120_000,
  maxWorkers: 2,
  // What suites load stays in a worker's heap, and a full one spends its time on collecting.
  workerIdleMemoryLimit: '1GB',
  // A worker has nothing left to do a millisecond after its last suite, but gives back a heap of many suites' modules for longer
  // than the half second after which Jest would speak of leaks. What really leaks is still told of.
  workerGracefulExitTimeout: 10_000,
  globalSetup: '<rootDir>/test/make-threads.mjs',
  globalTeardown: '<rootDir>/test/remove-threads.mjs',
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'] },
    { ...shared, displayName: 'contract', testMatch: ['<rootDir>/test/contract/**/*.spec.ts'] },
    { ...shared, displayName: 'pipeline', testMatch: ['<rootDir>/test/pipeline/**/*.spec.ts'] },
    { ...shared, displayName: 'oracle', testMatch: ['<rootDir>/test/oracle/**/*.spec.ts'] },
  ],
};

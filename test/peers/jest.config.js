/** Against servers from Debian's packages; what is not installed is skipped by name. */
/** @type {import('jest').Config} */
export default {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/peers/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/make-threads.mjs',
  globalTeardown: '<rootDir>/test/remove-threads.mjs',
  // A guard against hanging, not a claim about speed.
  testTimeout: 120_000,
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

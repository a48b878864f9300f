/** The trip through a browser: in the sample city, which is started for it, or at the monitor that PERSPEKTIV_URL names. */
/** @type {import('jest').Config} */
export default {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
  // A guard against hanging, not a claim about speed.
  testTimeout: 300_000,
  globalSetup: '<rootDir>/test/e2e/start-city.mjs',
  globalTeardown: '<rootDir>/test/e2e/stop-city.mjs',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#(\\w+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

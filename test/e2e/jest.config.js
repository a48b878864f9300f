/**
 * The trip through a browser. It needs a running monitor, whose address it takes from PERSPEKTIV_URL:
 * `PERSPEKTIV_URL=http://127.0.0.1:3000 npm test -- --config test/e2e/jest.config.js`.
 */
/** @type {import('jest').Config} */
export default {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
  testTimeout: 60_000,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#(\\w+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

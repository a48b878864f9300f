/**
 * `npm run soak`: what takes too long for every day. The suites of this folder, and those of `npm test` that go round by chance
 * (rounds.ts), which here go round many times. PERSPEKTIV_SOAK_MINUTES bounds the suites of this folder (default 60).
 */
import daily from '../../jest.config.js';

process.env.PERSPEKTIV_SOAK = 'true';
process.env.PERSPEKTIV_SOAK_MINUTES ??= '60';

const [shared] = daily.projects;
const BY_CHANCE = [
  'contract/crash',
  'oracle/demo-city',
  'oracle/metamorphic',
  'oracle/random-cities',
  'pipeline/fuzzed-api',
  'pipeline/killed-collectors',
  'pipeline/killed-surveys',
  'pipeline/killed-uploads',
  'pipeline/small-groups',
  'pipeline/small-groups-over-time',
];

/** @type {import('jest').Config} */
export default {
  ...shared,
  displayName: 'soak',
  rootDir: '../..',
  testMatch: [
    '<rootDir>/test/soak/**/*.spec.ts',
    ...BY_CHANCE.map((name) => `<rootDir>/test/${name}.spec.ts`),
  ],
  // A guard against hanging, not a claim about speed.
  testTimeout: 7_200_000,
  globalSetup: daily.globalSetup,
  globalTeardown: daily.globalTeardown,
};

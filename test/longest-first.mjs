import { default as Sequencer } from '@jest/test-sequencer';

/** What takes minutes, and must not begin when everything else is done. */
const LONG = [
  'killed-uploads',
  'random-cities',
  'crash',
  'hostile-files',
  'metamorphic',
  'cli-editions',
  'small-groups',
  'cli',
  'rebuilding',
  'demo-city',
];

/** Runs the long suites first, and the others as Jest would. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = LONG.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
      return found < 0 ? LONG.length : found;
    };
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
}

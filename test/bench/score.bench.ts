import { type Catalogue } from '#catalogue';
import { type Bench, type Extent } from './bench.js';
import { demoFacts } from './sample-facts.js';
import { type Contender, sideBySide } from './side-by-side.js';
import { StoredCity, demoCatalogue } from './stored-city.js';
import { printTable } from './table.js';

async function growth(base: Catalogue, extent: Extent): Promise<void> {
  const facts = demoFacts(base, extent === 'smoke' ? 8 : 26);
  const sizes = extent === 'smoke' ? [1, 2] : [1, 2, 5, 10];
  const cities: StoredCity[] = [];
  for (const times of sizes) cities.push(await StoredCity.make(base, facts, { times }));
  const contenders = (how: 'coldMs' | 'repeatedMs'): Contender[] =>
    cities.map((city) => ({ name: String(city.times), round: () => city[how]() }));
  const rounds = extent === 'smoke' ? 1 : 5;
  const cold = await sideBySide(contenders('coldMs'), rounds);
  const repeated = await sideBySide(contenders('repeatedMs'), rounds);
  printTable(
    'Every unit’s scorecard for a quarter: 15 measures, all levels, with the periods they are compared with',
    ['units', 'systems', 'cold ms', 'least', 'most', '× one city', 'again ms'],
    cities.map(({ catalogue }, i) => [
      String(catalogue.units.size),
      String(catalogue.systems.size),
      cold[i]?.medianMs ?? NaN,
      cold[i]?.leastMs ?? NaN,
      cold[i]?.mostMs ?? NaN,
      (cold[i]?.medianMs ?? NaN) / (cold[0]?.medianMs ?? NaN),
      repeated[i]?.medianMs ?? NaN,
    ]),
  );
  console.log('goals: one city under 1,000 ms cold and 50 ms again; ten cities at most 12 times as long');
  for (const city of cities) await city.remove();
}

async function years(base: Catalogue, extent: Extent): Promise<void> {
  const months = extent === 'smoke' ? 8 : 60;
  const city = await StoredCity.make(base, demoFacts(base, months), { times: 1 });
  const contenders = [...base.measures.keys()].map((measure) => ({
    name: measure,
    round: () => city.seriesMs(measure, Math.ceil(months / 3)),
  }));
  const timings = await sideBySide(contenders, extent === 'smoke' ? 1 : 5);
  printTable(
    `One measure of every unit over ${months} months, by quarter, cold`,
    ['measure', 'ms', 'least', 'most'],
    timings.map(({ name, medianMs, leastMs, mostMs }) => [name, medianMs, leastMs, mostMs]),
  );
  console.log('goal: five years under 300 ms');
  await city.remove();
}

/** Scorecards of a whole city, of cities up to ten times its size, and the long series of each measure. */
export const scoreBench: Bench = {
  name: 'score',
  run: async (extent) => {
    const base = await demoCatalogue();
    await growth(base, extent);
    await years(base, extent);
  },
};

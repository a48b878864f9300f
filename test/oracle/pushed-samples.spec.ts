import { beforeAll, describe, expect, it } from '@jest/globals';
import { type MeasurePoint, Period, type ProbeState, type Sample, type Subject } from '#core';
import { type Catalogue, HttpProbe, System, Unit } from '#catalogue';
import { Draw } from '../../apps/demo/src/city/draw.js';
import { rounds } from '../rounds.js';
import { shown } from './product.js';
import { type MonthOfSystem, MinutesOfSystem } from './pushed-samples.js';
import { baseCatalogue, withProduct } from './random-cities.js';

/** Other samples than the usual ones: PERSPEKTIV_SEED=1000. */
const FIRST_SEED = Number(process.env.PERSPEKTIV_SEED ?? 701);
const SEEDS = Array.from({ length: rounds({ few: 1, many: 50 }) }, (_, i) => FIRST_SEED + i);
const MINUTE_MS = 60_000;
/** Over the end of a month and of a service day, from a Monday to a Wednesday. */
const WINDOW = { startMs: Date.parse('2026-08-31T06:00+02:00'), endMs: Date.parse('2026-09-02T14:00+02:00') };
const NOW_MS = Date.parse('2026-10-20T12:00+02:00');
const PERIODS = ['2026-08', '2026-09', '2026-Q3'].map((text) => Period.of(text));
const text = (name: string): { sv: string; en: string } => ({ sv: name, en: name });

function cityOf(base: Catalogue, draw: Draw): Catalogue {
  const city = Object.assign(new Unit(), { id: 'staden', name: text('Staden'), kind: 'city' });
  const unit = Object.assign(new Unit(), {
    id: 'enhet',
    name: text('Enhet'),
    kind: 'committee',
    parent: 'staden',
  });
  const systems = ['ett', 'två'].map((id, i) =>
    Object.assign(new System(), {
      id,
      name: text(id),
      owner: 'enhet',
      representative: 'Kim',
      category: 'basic',
      serviceDomain: 'social',
      serviceTime: draw.pick(['kontorstid', 'utokad', 'dygnet-runt']),
      weight: i + 1,
      probes: Array.from({ length: i + 1 }, (_, j) =>
        Object.assign(new HttpProbe(), {
          id: `${id}-${j}`,
          url: 'http://127.0.0.1:9/',
          intervalSeconds: draw.pick([300, 600, 900]),
        }),
      ),
    }),
  );
  return {
    ...base,
    units: new Map([city, unit].map((each) => [each.id, each])),
    systems: new Map(systems.map((system) => [system.id, system])),
    projects: new Map(),
    targets: [],
  };
}

/** What one vantage point sees of a probe: late, dark and down for a while now and then, on whole minutes. */
function seenFrom(draw: Draw, vantage: string, probe: HttpProbe): Sample[] {
  const samples: Sample[] = [];
  let state: ProbeState = 'up';
  let timeMs = WINDOW.startMs + draw.whole(0, 10) * MINUTE_MS;
  while (timeMs < WINDOW.endMs) {
    if (draw.chance(0.15)) state = draw.pick(['up', 'up', 'degraded', 'down', 'down', 'unmonitored']);
    const measured = state === 'down' || state === 'unmonitored' ? {} : { totalMs: draw.whole(50, 3000) };
    const reason = state === 'down' ? { reason: 'timeout' as const } : {};
    if (draw.chance(0.95)) samples.push({ target: probe.id, vantage, timeMs, state, ...measured, ...reason });
    timeMs +=
      Math.round((probe.intervalSeconds / 60) * draw.pick([1, 1, 1, 1, 1.2, 2, draw.chance(0.2) ? 20 : 1])) *
      MINUTE_MS;
  }
  return samples;
}

function shuffled<T>(draw: Draw, items: readonly T[]): T[] {
  const placed = items.map((item) => ({ item, place: draw.next() }));
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** The same samples in one push, day after day backwards, and piece by piece in no order, some of them twice. */
function pushesOf(draw: Draw, samples: readonly Sample[]): Sample[][][] {
  const days = [...new Set(samples.map(({ timeMs }) => Math.floor(timeMs / 86_400_000)))].sort(
    (a, b) => b - a,
  );
  const mixed = shuffled(draw, samples);
  const pieces = Array.from({ length: 6 }, (_, i) => mixed.filter((__, j) => j % 6 === i));
  return [
    [[...samples]],
    days.map((day) => samples.filter(({ timeMs }) => Math.floor(timeMs / 86_400_000) === day)),
    [...pieces, ...pieces.slice(2, 4)],
  ];
}

interface Figures {
  readonly availability: readonly [above: number, below: number, measured: number, agreed: number];
  readonly outages: readonly [count: number, months: number];
  readonly apdex: readonly [above: number, below: number];
}

/** Sums over systems and months: availability weighs systems, coverage does not. */
function summed(parts: readonly { readonly weight: number; readonly month: MonthOfSystem }[]): Figures {
  const sum = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const monitored = parts.filter(({ month: { upMs, downMs } }) => upMs + downMs > 0);
  return {
    availability: [
      sum(({ weight, month }) => weight * month.upMs),
      sum(({ weight, month }) => weight * (month.upMs + month.downMs)),
      sum(({ month }) => month.upMs + month.downMs),
      sum(({ month }) => month.agreedMs),
    ],
    outages: [sum(({ month }) => month.outages), monitored.length],
    apdex: [sum(({ month }) => month.satisfied + month.tolerating / 2), sum(({ month }) => month.samples)],
  };
}

function told({ value, completeness }: MeasurePoint): (number | null)[] {
  return [value.numerator, value.denominator, completeness.actual, completeness.expected];
}

describe.each(SEEDS)('samples of the seed %i', (seed) => {
  let catalogue: Catalogue;
  let samples: Sample[];
  let pushes: Sample[][][];
  const expected = new Map<string, Figures>();

  beforeAll(async () => {
    const draw = new Draw(seed, 'pushed');
    catalogue = cityOf(await baseCatalogue(), draw);
    const systems = [...catalogue.systems.values()];
    const byProbe = (system: System): Sample[] =>
      system.probes.flatMap((probe) =>
        ['norr', 'söder', 'väster'].flatMap((vantage) => seenFrom(draw, vantage, probe as HttpProbe)),
      );
    const taken = systems.map((system) => ({ system, own: byProbe(system) }));
    samples = taken.flatMap(({ own }) => own);
    pushes = pushesOf(draw, samples);
    const minutes = taken.map(({ system, own }) => ({
      system,
      minutes: new MinutesOfSystem(catalogue, system, own),
    }));
    for (const period of PERIODS) {
      const parts = minutes.flatMap(({ system: { id, weight }, minutes: own }) =>
        period.months().map((month) => ({ id, weight, month: own.in(month) })),
      );
      expected.set(`staden ${period.toString()}`, summed(parts));
      for (const { id } of systems) {
        expected.set(`${id} ${period.toString()}`, summed(parts.filter((part) => part.id === id)));
      }
    }
  }, 60_000);

  it.each([
    ['in one push', 0],
    ['day after day, backwards', 1],
    ['in no order, and some twice', 2],
  ])('%s give time, coverage, outages and Apdex as counted minute by minute', async (_, way) => {
    await withProduct(catalogue, async (product) => {
      for (const push of pushes[way] ?? []) await product.measuring.collect.push(push, NOW_MS);
      const subjects: Subject[] = [
        { kind: 'unit', id: 'staden' },
        ...[...catalogue.systems.keys()].map((id): Subject => ({ kind: 'system', id })),
      ];
      for (const subject of subjects) {
        const of = async (measure: string): Promise<readonly (number | null)[][]> =>
          (await shown(product, { measure, subject, periods: PERIODS })).map(told);
        const [availability, outages, apdex] = [
          await of('availability'),
          await of('outages-per-system'),
          await of('response-apdex'),
        ];
        const found = PERIODS.map((period, i) => ({
          period: period.toString(),
          availability: availability[i],
          outages: outages[i]?.slice(0, 2),
          apdex: apdex[i]?.slice(0, 2),
        }));
        const by = PERIODS.map((period) => ({
          period: period.toString(),
          ...expected.get(`${subject.id} ${period.toString()}`),
        }));
        expect([subject.id, found]).toEqual([subject.id, by]);
      }
    });
  });
});

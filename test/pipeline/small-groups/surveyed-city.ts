import { resolve } from 'node:path';
import fc from 'fast-check';
import { type DatasetId, type ObservationSum, Period, type Subject } from '#core';
import { AnswerMeanFormula, type Catalogue, Measure, MeasureVersion, Unit, loadCatalogue } from '#catalogue';
import { type Scorer, type ShelterCells, createScorer, questionsFor } from '#score';
import { type Answers } from './attack.js';

const CONFIG = resolve(import.meta.dirname, '../../fixtures/config/small');
const UNITS = ['city', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];
const WAVES = ['2025-Q1', '2025-06', '2026-02', '2026-Q1', '2026-04', '2026-T1', '2026-Q2', '2026'];
const QUESTIONS = ['one', 'two', 'three'];
const AUDIENCES = ['employee', 'visitor'];
const SYSTEMS = [null, 'tjanst-a', 'tjanst-b'];

function asks(
  id: string,
  ...versions: { from: string; questions: string[]; audiences: string[] }[]
): Measure {
  const dated = versions.map(({ from, questions, audiences }, i) => {
    const formula = Object.assign(new AnswerMeanFormula(), {
      kind: 'answer-mean',
      questions,
      audiences,
      min: 1,
      max: 5,
    });
    const subjects = ['unit', 'system', 'service-domain', 'category'];
    const rest = { better: 'higher', decimals: 1, target: { target: 80, nearTarget: 60, scoreFloor: 0 } };
    return Object.assign(new MeasureVersion(), {
      version: i + 1,
      validFrom: from,
      formula,
      subjects,
      ...rest,
    });
  });
  return Object.assign(new Measure(), { id, perspective: 'quality', versions: dated });
}

/** Measures that share questions and audiences in every way, one of them redefined in the middle of a year. */
const MEASURES = [
  asks('most', { from: '2020-01-01', questions: ['one', 'two'], audiences: AUDIENCES }),
  asks('first', { from: '2020-01-01', questions: ['one'], audiences: ['employee'] }),
  asks(
    'redefined',
    { from: '2020-01-01', questions: ['two'], audiences: ['employee'] },
    { from: '2026-06-01', questions: QUESTIONS, audiences: ['employee'] },
  ),
  asks('apart', { from: '2020-01-01', questions: ['three'], audiences: ['visitor'] }),
];

const small = await loadCatalogue(CONFIG);
if (!small.ok) throw new Error(JSON.stringify(small.problem));
const base = small.value;

/** Between waves of 2026, some of one quarter. */
const MOVING_DAY = { last: '2026-03-31', first: '2026-04-01' };

/** A city of eight units at most, by each one's parent among those before it, at first and after the moving day. */
export function cityOf(parents: readonly number[], later: readonly number[] = parents): Catalogue {
  const units = UNITS.slice(0, parents.length + 1).map((id, i) => {
    const above = (tree: readonly number[]): string => UNITS[(tree[i - 1] ?? 0) % i] ?? '';
    const dated = [
      { value: above(parents), to: MOVING_DAY.last },
      { value: above(later), from: MOVING_DAY.first },
    ];
    const parent = i === 0 ? {} : { parent: above(parents) === above(later) ? above(parents) : dated };
    return Object.assign(new Unit(), {
      id,
      name: { sv: id, en: id },
      kind: i === 0 ? 'city' : 'committee',
      ...parent,
    });
  });
  return {
    ...base,
    units: new Map(units.map((unit) => [unit.id, unit])),
    measures: new Map(MEASURES.map((measure) => [measure.id, measure])),
    targets: [],
  };
}

/** Mostly enough answers, and now and then too few. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 30 }) },
  { weight: 1, arbitrary: fc.nat(6) },
);

const group = fc.record({
  unit: fc.nat(UNITS.length - 1),
  wave: fc.constantFrom(...WAVES),
  system: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...SYSTEMS) },
  ),
  counts: fc.array(count, { minLength: 6, maxLength: 6 }),
  asked: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
});

/** Who answered what in a city of so many units. */
export function answersIn(units: number): fc.Arbitrary<Answers[]> {
  const key = ({ unit, wave, system }: { unit: number; wave: string; system: string | null }): string =>
    `${unit % units} ${wave} ${system ?? ''}`;
  return fc.uniqueArray(group, { selector: key, minLength: 4, maxLength: 18 }).map((groups) =>
    groups.flatMap(({ unit, wave, system, counts, asked }) =>
      asked.map((i) => ({
        unit: UNITS[unit % units] ?? 'city',
        wave,
        system,
        question: QUESTIONS[i % 3] ?? '',
        audience: AUDIENCES[i % 2] ?? '',
        count: counts[i] ?? 0,
      })),
    ),
  );
}

function observed({ unit, wave, system, question, audience, count: n }: Answers): ObservationSum {
  const sums = { n_2: Math.floor(n / 2), n_5: Math.ceil(n / 2), invited: n + 3 };
  const rest = { project: null, count: 1, notApplicable: [] };
  return { unit, period: wave, system, labels: { question, audience }, sums, ...rest };
}

/** Scorers as the pipeline makes them: each from the facts that are asked for its periods, and no others. */
export function scorersFor(
  catalogue: Catalogue,
  answers: readonly Answers[],
  shelters: readonly ShelterCells[] = [],
): (periods: readonly Period[]) => Scorer {
  const survey = answers.map((one) => ({
    sum: observed(one),
    month: Period.of(one.wave).lastMonth.toString(),
  }));
  return (periods) => {
    const asked = questionsFor(catalogue, periods).observations.map(
      ({ dataset, fromMonth, toMonth }): [DatasetId, ObservationSum[]] => [
        dataset,
        dataset === 'survey'
          ? survey.filter(({ month }) => month >= fromMonth && month <= toMonth).map(({ sum }) => sum)
          : [],
      ],
    );
    return createScorer(catalogue, {
      askedAtMs: Date.UTC(2030, 0),
      observations: new Map(asked),
      availability: [],
      monitoring: { months: [], agreedMs: () => 0 },
      outages: [],
      shelters,
    });
  };
}

/** Every longer period of the waves' years, and the months in which there are waves. */
export function periodsToRead(): Period[] {
  const months = new Set(WAVES.map((wave) => Period.of(wave).lastMonth.toString()));
  const longer = [2025, 2026].flatMap((year) => [
    ...[1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
    ...[1, 2, 3].map((tertial) => `${year}-T${tertial}`),
    String(year),
  ]);
  return [...months, ...longer].map((text) => Period.of(text));
}

/** Everything that a scorecard can be drawn for and that surveys may be about. */
export function subjectsIn(catalogue: Catalogue): Subject[] {
  return [
    ...[...catalogue.units.keys()].map((id): Subject => ({ kind: 'unit', id })),
    ...[...catalogue.systems.keys()].map((id): Subject => ({ kind: 'system', id })),
    ...['social', 'technical'].map((id): Subject => ({ kind: 'service-domain', id })),
    ...['basic', 'differentiating'].map((id): Subject => ({ kind: 'category', id })),
  ];
}

import { type MeasureScore, type ObservationSum, Period, type Subject, completenessRatio } from '#core';
import { MeasureVersion } from '#catalogue';
import { type Facts } from './facts.js';
import { Q3, facts, measure, ratio, sampleCity, side, sum } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const city = await sampleCity();
const MONTHS = ['2026-07', '2026-08', '2026-09'];

function transactions(
  unit: string,
  period: string,
  channel: string,
  sums: { completed: number; started?: number },
): ObservationSum {
  return sum(unit, period, sums, { system: `${unit}-service`, labels: { channel } });
}

/** Section 5 of domain.md, with what is left of the quarter delivered too. */
const WORKED = facts({
  transactions: [
    transactions('a', '2026-07', 'web', { completed: 300, started: 400 }),
    transactions('a', '2026-08', 'web', { completed: 500, started: 600 }),
    transactions('a', '2026-09', 'web', { completed: 0, started: 0 }),
    transactions('a', '2026-07', 'phone', { completed: 200, started: 200 }),
    transactions('b', '2026-07', 'web', { completed: 10, started: 40 }),
    transactions('b', '2026-08', 'web', { completed: 0, started: 0 }),
    transactions('b', '2026-09', 'web', { completed: 0, started: 0 }),
    transactions('b', '2026-09', 'letter', { completed: 90 }),
  ],
});

function scoreOf(data: Facts, measureId: string, subject: Subject, period = Q3): MeasureScore {
  const card = createScorer(city, data).scorecard(subject, period, { computedAtMs: 0 });
  if (!card.ok) throw new Error(card.problem);
  const found = card.value.perspectives
    .flatMap(({ measures }) => measures)
    .find(({ id }) => id === measureId);
  if (!found) throw new Error(`no ${measureId}`);
  return found;
}

const unit = (id: string): Subject => ({ kind: 'unit', id });
const display = (score: MeasureScore) => score.value.number?.toFixed(1);

describe('the worked example of domain.md, section 5', () => {
  it.each([
    ['digital-take-up', '80.0', '10.0', '73.6'],
    ['completion-rate', '80.0', '25.0', '77.9'],
  ])('%s is %s in A, %s in B and %s in the city', (id, a, b, whole) => {
    expect(display(scoreOf(WORKED, id, unit('a')))).toBe(a);
    expect(display(scoreOf(WORKED, id, unit('b')))).toBe(b);
    const { value, completeness } = scoreOf(WORKED, id, unit('city'));
    expect(value.number?.toFixed(1)).toBe(whole);
    expect(value.numerator).toBe(810);
    expect(completenessRatio(completeness)).toBeCloseTo(2 / 3, 12);
  });

  it('has nothing of C, which is missing and not zero', () => {
    const score = scoreOf(WORKED, 'digital-take-up', unit('c'));
    expect(score.value.kind).toBe('not-provided');
    expect(score).toMatchObject({ score: null, status: 'not-provided' });
    expect(score.completeness).toEqual({ actual: 0, expected: 3 });
  });
});

describe('a scorecard', () => {
  const scorer = createScorer(city, WORKED);

  it('shows the fifteen measures from five perspectives', () => {
    const card = scorer.scorecard(unit('city'), Q3, { computedAtMs: Date.UTC(2026, 9, 1) });
    if (!card.ok) throw new Error(card.problem);
    expect(card.value).toMatchObject({
      subject: { kind: 'unit', id: 'city', name: 'city' },
      period: '2026-Q3',
      edition: 'live',
      computedAt: '2026-10-01T02:00:00.000+02:00',
    });
    expect(card.value.perspectives.map(({ id, measures }) => [id, measures.length])).toEqual([
      ['external-benefit', 3],
      ['internal-benefit', 3],
      ['maturity', 3],
      ['cost', 3],
      ['quality', 3],
    ]);
    const [external] = card.value.perspectives;
    // take-up 73.6 between floor 30 and target 80; completion 77.9 between 40 and 85; no survey.
    expect(external?.score).toBeCloseTo(((100 * (73.6 - 30)) / 50 + (100 * (77.9 - 40)) / 45) / 2, 9);
    expect(external).toMatchObject({ status: 'near', preliminary: true });
    expect(card.value.perspectives.at(-1)).toMatchObject({ score: null, status: 'not-applicable' });
  });

  it('fails for a subject or measure that nobody knows', () => {
    expect(scorer.scorecard(unit('atlantis'), Q3, { computedAtMs: 0 })).toEqual({
      ok: false,
      problem: 'There is no unit "atlantis".',
    });
    expect(scorer.series('luck', unit('a'), [Q3]).ok).toBe(false);
  });

  it('compares with the period before and the same one last year', () => {
    const data = facts({
      transactions: [
        ...(WORKED.observations.get('transactions') ?? []),
        ...['2026-04', '2026-05', '2026-06'].flatMap((month) => [
          transactions('a', month, 'web', { completed: 90 }),
          transactions('a', month, 'phone', { completed: 10 }),
        ]),
        ...['2025-07', '2025-08', '2025-09'].flatMap((month) => [
          transactions('a', month, 'web', { completed: 1590 }),
          transactions('a', month, 'visit', { completed: 410 }),
        ]),
      ],
    });
    const score = scoreOf(data, 'digital-take-up', unit('a'));
    expect(score.previous.number).toBe(90);
    expect(score.sameLastYear.number).toBe(79.5);
    expect(score.trend).toEqual({
      direction: 'worse',
      reason: null,
      change: -10,
      changeSinceLastYear: 0.5,
    });
  });

  it('does not depend on the order of rows', () => {
    const rows = WORKED.observations.get('transactions') ?? [];
    const card = (order: readonly ObservationSum[]) =>
      createScorer(city, facts({ transactions: order })).scorecard(unit('city'), Q3, { computedAtMs: 0 });
    expect(card(rows.toReversed())).toEqual(card(rows));
  });
});

describe('a measure that is defined anew', () => {
  const definition = (scale: number) =>
    ratio(side('cases', { within_target: 1 }), side('cases', { closed: 1 }), { scale });
  const redefined = measure('speed', definition(1));
  const [first] = redefined.versions;
  const second = { version: 2, validFrom: '2026-08-15', formula: definition(100) };
  redefined.versions.push(Object.assign(new MeasureVersion(), first, second));
  const cases = MONTHS.map((month) => sum('a', month, { within_target: 1, closed: 2 }));

  it('is computed by what was in force at the end of each period, and the break is marked', async () => {
    const measures = new Map([['speed', redefined]]);
    const scorer = createScorer({ ...(await sampleCity()), measures }, facts({ cases }));
    const points = scorer.series(
      'speed',
      unit('a'),
      MONTHS.map((month) => Period.of(month)),
    );
    if (!points.ok) throw new Error(points.problem);
    expect(
      points.value.map((point) => [point.value.number, point.definitionVersion, point.breakInSeries]),
    ).toEqual([
      [0.5, 1, false],
      [50, 2, true],
      [50, 2, false],
    ]);
    const card = scorer.scorecard(unit('a'), Period.of('2026-08'), { computedAtMs: 0 });
    const score = card.ok ? card.value.perspectives.at(-1)?.measures[0] : undefined;
    expect(score?.previous.number).toBe(0.5);
    expect(score).toMatchObject({ breakInSeries: true, status: 'informative', target: null });
    expect(score?.trend).toMatchObject({ direction: 'unknown', reason: 'break', change: null });
  });

  it('has no point before it was defined', () => {
    const scorer = createScorer(city, facts({}));
    expect(scorer.series('availability', unit('a'), [Period.of('2019-12')])).toEqual({ ok: true, value: [] });
  });
});

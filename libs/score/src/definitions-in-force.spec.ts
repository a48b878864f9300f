import { describe, expect, it } from '@jest/globals';
import { type MeasureScore, Period, type PerspectiveScore } from '#core';
import { Measure, MeasureVersion, TargetLevels, TargetRow, Text } from '#catalogue';
import { byId, facts, measure, ratio, sampleCity, side, sum, unit } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const MONTHS = ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'];
const levelsAt = (target: number) => ({ target, nearTarget: target / 2, scoreFloor: 0 });
const levels = (target: number): TargetLevels => Object.assign(new TargetLevels(), levelsAt(target));
const closed = ratio(side('cases', { within_target: 1 }), side('cases', { closed: 1 }), { scale: 100 });

/** Two versions: from 1 June another scale, target and weight, and a new name. */
const speed = measure('speed', closed, {
  validFrom: '2026-01-01',
  weight: 1,
  target: levels(50),
  unitOfMeasure: Object.assign(new Text(), { sv: '%', en: '%' }),
});
const [first] = speed.versions;
speed.versions.push(
  Object.assign(new MeasureVersion(), first, {
    version: 2,
    validFrom: '2026-06-01',
    formula: ratio(side('cases', { within_target: 1 }), side('cases', { closed: 1 }), { scale: 1000 }),
    weight: 3,
    target: levels(500),
  }),
);
const renamed = Object.assign(new Measure(), speed, { formerIds: ['swiftness', 'pace'] });
const steady = measure('steady', closed, { weight: 1, target: levels(100) });

const target = (fields: Partial<TargetRow>): TargetRow =>
  Object.assign(new TargetRow(), { measure: 'speed', validFrom: '2026-01-01', ...levelsAt(1) }, fields);

const TARGETS = [
  target({ measure: 'pace', validFrom: '2026-07-15', ...levelsAt(600) }), // by a former id
  target({ level: 'company', validFrom: '2026-07-01', ...levelsAt(700) }),
  target({ subject: 'unit:a', period: '2026-08', validFrom: '2026-08-31', ...levelsAt(800) }),
  target({ subject: 'unit:a', validFrom: '2026-09-30', ...levelsAt(900) }),
];

const city = await sampleCity({
  units: byId(unit('city', undefined, 'city'), unit('a', 'city'), unit('b', 'city', 'company')),
  measures: byId(renamed, steady),
  targets: TARGETS,
});
const cases = ['a', 'b'].flatMap((id) =>
  MONTHS.map((month) => sum(id, month, { within_target: 1, closed: 4 })),
);
const scorer = createScorer(city, facts({ cases }));

function perspective(id: string, month: string): PerspectiveScore {
  const card = scorer.scorecard({ kind: 'unit', id }, Period.of(month), { computedAtMs: 0 });
  const quality = card.ok ? card.value.perspectives.at(-1) : undefined;
  if (!quality) throw new Error('no perspective');
  return quality;
}
function speedOf(id: string, period: string): MeasureScore {
  const found = perspective(id, period).measures.find((score) => score.id === 'speed');
  if (!found) throw new Error('no speed');
  return found;
}

describe('a period is computed by what was in force on its last day', () => {
  it.each([
    ['2026-05', 1, 25],
    ['2026-06', 2, 250],
    ['2026-Q2', 2, 250], // the new definition began in the middle of the quarter
    ['2026-T1', 1, 25],
  ])('%s: by version %d', (period, version, number) => {
    expect(speedOf('a', period)).toMatchObject({ definitionVersion: version, value: { number } });
  });

  it.each([
    ['a', '2026-05', 50], // of the definition
    ['a', '2026-06', 500],
    ['a', '2026-07', 600], // a row, from the middle of the month
    ['b', '2026-07', 700], // of its level
    ['a', '2026-08', 800], // of the unit and the period
    ['a', '2026-09', 900], // of the unit, from the last day
    ['a', '2026-Q3', 900],
    ['b', '2026-Q3', 700],
  ])('the target of %s in %s is %d', (id, period, level) => {
    expect(speedOf(id, period)).toMatchObject({ target: level, nearTarget: level / 2 });
  });

  it('weights, too', () => {
    // speed scores 50, steady 25
    expect(perspective('a', '2026-05').score).toBeCloseTo((50 + 25) / 2, 9);
    expect(perspective('a', '2026-06').score).toBeCloseTo((3 * 50 + 25) / 4, 9);
  });
});

describe('a break in the series', () => {
  it('is marked in scorecards, series and comparisons in the first period of the new definition alone', () => {
    const marks = MONTHS.map((month) => speedOf('a', month).breakInSeries);
    expect(marks).toEqual([false, false, false, true, false, false, false]);
    const series = scorer.series(
      'speed',
      { kind: 'unit', id: 'a' },
      MONTHS.map((month) => Period.of(month)),
    );
    expect(series.ok && series.value.map((point) => point.breakInSeries)).toEqual(marks);
    const question = { kind: 'unit', base: 'none', peers: null } as const;
    const compared = MONTHS.map((month) =>
      scorer.comparison('speed', { ...question, period: Period.of(month) }),
    );
    expect(compared.map((answer) => answer.ok && answer.value.breakInSeries)).toEqual(marks);
  });

  it('has no arrow across it', () => {
    expect(speedOf('a', '2026-06')).toMatchObject({
      previous: { number: 25 },
      trend: { direction: 'unknown', change: null },
    });
    expect(speedOf('a', '2026-07').trend).toMatchObject({ direction: 'steady', change: 0 });
  });
});

describe('a measure that was renamed', () => {
  it.each(['speed', 'swiftness', 'pace'])('answers to %s', (id) => {
    const series = scorer.series(id, { kind: 'unit', id: 'a' }, [Period.of('2026-05'), Period.of('2026-06')]);
    expect(series.ok && series.value.map((point) => point.value.number)).toEqual([25, 250]);
    const question = { kind: 'unit', base: 'none', peers: null, period: Period.of('2026-06') } as const;
    expect(scorer.comparison(id, question)).toMatchObject({ ok: true, value: { measure: 'speed' } });
  });

  it('has no other former names', () => {
    expect(scorer.series('velocity', { kind: 'unit', id: 'a' }, [])).toMatchObject({ ok: false });
  });
});

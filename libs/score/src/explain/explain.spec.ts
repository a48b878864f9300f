import { describe, expect, it } from '@jest/globals';
import { type Derivation, type Subject } from '#core';
import { type Catalogue } from '#catalogue';
import { type Facts } from '../facts.js';
import {
  Q3,
  byId,
  dayRow,
  facts,
  project,
  sampleCity,
  sum,
  unit as unitEntry,
} from '../sample-city.spec-data.js';
import { createScorer } from '../scorer.js';
import { type Explained } from './derivation.js';

const city = await sampleCity();
const MONTHS = ['2026-07', '2026-08', '2026-09'];
const NBSP = '\u00A0';
const unit = (id: string): Subject => ({ kind: 'unit', id });

function explain(data: Facts, id: string, subject: Subject, catalogue: Catalogue = city): Explained {
  const answer = createScorer(catalogue, data).explain(id, subject, Q3);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

const derive = (...args: Parameters<typeof explain>): Derivation => explain(...args).derivation;
const lines = ({ steps }: Derivation): string[] => steps.map(({ text }) => text.sv.replaceAll(NBSP, ' '));
const rules = ({ excluded }: Derivation): string[] =>
  excluded.map(({ rule, unit: of, system }) => `${rule} ${system ?? of ?? ''}`.trim());

const transactions = (owner: string, period: string, channel: string, completed: number, started?: number) =>
  sum(owner, period, started === undefined ? { completed } : { completed, started }, {
    system: `${owner}-service`,
    labels: { channel },
  });

/** Section 5 of domain.md. */
const WORKED = facts({
  transactions: [
    transactions('a', '2026-07', 'web', 300, 400),
    transactions('a', '2026-08', 'web', 500, 600),
    transactions('a', '2026-09', 'phone', 200, 200),
    transactions('b', '2026-07', 'web', 10, 40),
    transactions('b', '2026-09', 'letter', 90),
  ],
});

describe('the worked example explained', () => {
  it('is the definition in force, in words', () => {
    const { definition, subject, period } = derive(WORKED, 'digital-take-up', unit('city'));
    expect({ subject, period }).toEqual({
      subject: { kind: 'unit', id: 'city', name: { sv: 'city', en: 'city' } },
      period: '2026-Q3',
    });
    expect(definition).toMatchObject({
      version: 1,
      validFrom: '2020-01-01',
      formula: {
        sv: '100 × Σ (Slutförda [Kanal: web, app (0 utan sådana rader)]) / Σ (Slutförda)',
        en: '100 × Σ (Completed [Channel: web, app (0 without such rows)]) / Σ (Completed)',
      },
      numerator: { source: 'transactions', months: MONTHS },
    });
  });

  it('adds the units up, and reckons every line', () => {
    const derivation = derive(WORKED, 'digital-take-up', unit('city'));
    expect(derivation.shown).toBe(73.6);
    expect(derivation.parts.map(({ of, id, kind, number, sums }) => [of, id, kind, number, sums])).toEqual([
      ['unit', 'a', 'number', 80, { numerator: 800, denominator: 1000, n: 3 }],
      ['unit', 'b', 'number', 10, { numerator: 10, denominator: 100, n: 2 }],
      ['unit', 'c', 'not-provided', null, null],
    ]);
    expect(lines(derivation)).toEqual([
      '800 + 10 = 810',
      '1 000 + 100 = 1 100',
      '810 × 100 / 1 100 = 73,6363636363636',
      '73,6363636363636 → 73,6',
      '100 × (73,6 − 30) / (80 − 30) = 87,2',
    ]);
    expect(derivation.measure.score).toBe(87.2);
  });

  it('names what was expected, what came, and the slices of what was taken', () => {
    const { derivation, origins } = explain(WORKED, 'digital-take-up', unit('city'));
    expect(derivation.deliveries).toEqual([
      {
        unit: 'a',
        delivery: 'transactions',
        dataset: 'transactions',
        delivered: MONTHS,
        missing: [],
        notApplicable: [],
      },
      {
        ...{ unit: 'b', delivery: 'transactions', dataset: 'transactions' },
        ...{ delivered: ['2026-07', '2026-09'], missing: ['2026-08'], notApplicable: [] },
      },
      {
        unit: 'c',
        delivery: 'transactions',
        dataset: 'transactions',
        delivered: [],
        missing: MONTHS,
        notApplicable: [],
      },
    ]);
    expect(origins.map(({ unit: of, period }) => `${of} ${period}`)).toEqual(
      expect.arrayContaining(['a 2026-07', 'a 2026-08', 'a 2026-09', 'b 2026-07', 'b 2026-09']),
    );
    expect(origins).toHaveLength(5);
  });

  it('shows a unit’s own facts by month and system', () => {
    const derivation = derive(WORKED, 'digital-take-up', unit('a'));
    expect(derivation.facts).toEqual([
      { side: 'numerator', unit: 'a', period: '2026-07', system: 'a-service', sum: 300, count: 1 },
      { side: 'numerator', unit: 'a', period: '2026-08', system: 'a-service', sum: 500, count: 1 },
      { side: 'numerator', unit: 'a', period: '2026-09', system: 'a-service', sum: 0, count: 0 },
      { side: 'denominator', unit: 'a', period: '2026-07', system: 'a-service', sum: 300, count: 1 },
      { side: 'denominator', unit: 'a', period: '2026-08', system: 'a-service', sum: 500, count: 1 },
      { side: 'denominator', unit: 'a', period: '2026-09', system: 'a-service', sum: 200, count: 1 },
    ]);
    expect(lines(derivation).slice(0, 2)).toEqual(['300 + 500 + 0 = 800', '300 + 500 + 200 = 1 000']);
    expect(derive(WORKED, 'digital-take-up', { kind: 'system', id: 'a-service' }).facts).toEqual(
      derivation.facts,
    );
  });

  it('says of a unit without data that they are missing', () => {
    const derivation = derive(WORKED, 'digital-take-up', unit('c'));
    expect(derivation).toMatchObject({
      shown: null,
      steps: [],
      facts: [],
      measure: { status: 'not-provided' },
    });
    expect(derivation.deliveries).toMatchObject([{ unit: 'c', missing: MONTHS }]);
  });

  it('tells why a deviation from the target is accepted', () => {
    const deviation = {
      ...{
        id: 'd1',
        measure: 'digital-take-up',
        subject: 'unit:city',
        from: '2026-09-01',
        until: '2026-12-31',
      },
      ...{ reason: 'Ny e-tjänst i höst', at: '2026-09-02T08:00:00+02:00', by: 'followup', withdrawn: null },
    };
    const data = { ...WORKED, deviations: [deviation] };
    expect(derive(data, 'digital-take-up', unit('city'))).toMatchObject({
      measure: { status: 'accepted' },
      accepted: { reason: 'Ny e-tjänst i höst', by: 'followup' },
    });
    expect(derive(data, 'digital-take-up', unit('b')).accepted).toBeNull();
  });

  it('fails for what nobody knows', () => {
    const scorer = createScorer(city, WORKED);
    expect(scorer.explain('luck', unit('a'), Q3).ok).toBe(false);
    expect(scorer.explain('digital-take-up', unit('atlantis'), Q3).ok).toBe(false);
  });
});

describe('what does not enter', () => {
  it('is named: units with one side only, months that a window lacks, cells without meaning', () => {
    const year = Array.from(
      { length: 12 },
      (_, i) => `${i < 3 ? 2025 : 2026}-${String(((i + 9) % 12) + 1).padStart(2, '0')}`,
    );
    const cost = (of: string, period: string) =>
      sum(of, period, { amount: 10 }, { labels: { kind: 'actual' } });
    const data = facts({
      cost: [...year.flatMap((month) => [cost('a', month), cost('b', month)]), cost('c', '2026-09')],
      'base-figures': [
        ...year.map((month) => sum('a', month, { fte: 4 })),
        ...year.slice(2).map((month) => sum('b', month, { fte: 2 })),
        sum('b', year[0] ?? '', {}, { notApplicable: ['fte'] }),
      ],
    });
    const derivation = derive(data, 'it-cost-per-employee', unit('city'));
    expect(derivation.shown).toBe(30);
    expect(rules(derivation)).toEqual(['months-missing b', 'one-side-only c', 'not-applicable-cells b']);
    expect(derivation.excluded[0]).toMatchObject({
      periods: ['2025-10', '2025-11'],
      text: { sv: 'b: till nämnaren (Bastal) krävs alla månader, och 2025-10, 2025-11 saknas.' },
    });
    expect(lines(derive(data, 'it-cost-per-employee', unit('a')))[1]).toBe(
      `(${year.map(() => '4').join(' + ')}) / 12 = 4`,
    );
  });

  it('is named: systems without both sides, rows without a system, and nothing to divide by', () => {
    const data = facts({
      cost: [
        sum('b', '2026-07', { amount: 500 }, { system: 'a-service', labels: { kind: 'actual' } }),
        sum('b', '2026-07', { amount: 70 }, { system: 'b-service', labels: { kind: 'actual' } }),
        sum('c', '2026-08', { amount: 9 }, { labels: { kind: 'actual' } }),
        sum('c', '2026-08', { amount: 9 }, { system: 'c-service', labels: { kind: 'actual' } }),
      ],
      transactions: [transactions('a', '2026-07', 'web', 20), transactions('c', '2026-08', 'web', 0)],
    });
    const derivation = derive(data, 'cost-per-transaction', unit('city'));
    expect(rules(derivation)).toEqual([
      'one-side-only b-service',
      'zero-denominator c-service',
      'without-system c',
    ]);
    expect(derivation.parts.map(({ id, kind, sums }) => [id, kind, sums?.numerator])).toEqual([
      ['a', 'number', 500],
      ['b', 'not-provided', undefined],
      ['c', 'not-applicable', 9],
    ]);
    expect(lines(derivation).slice(0, 3)).toEqual(['500 + 9 = 509', '20 + 0 = 20', '509 / 20 = 25,45']);
    const own = derive(data, 'cost-per-transaction', unit('a'));
    expect(own.parts).toMatchObject([{ of: 'system', id: 'a-service', sums: { numerator: 500 } }]);
    expect(own.facts.map(({ unit: of, side }) => `${side} ${of}`)).toEqual(['numerator b', 'denominator a']);
  });

  it('is named: the second claim on a change', async () => {
    const catalogue = await sampleCity({
      projects: byId(project('late', { registered: '2026-02-01' }), project('early')),
    });
    const claim = (of: string) =>
      sum('a', '2026-08', { planned: 100, realised: 80 }, { project: of, labels: { change_id: 'scan' } });
    const data = facts({ benefits: [claim('late'), claim('early')] });
    const derivation = derive(data, 'benefit-realisation', unit('a'), catalogue);
    expect(derivation.measure.value).toMatchObject({ numerator: 80, denominator: 100 });
    expect(derivation.excluded).toMatchObject([
      {
        rule: 'claimed-twice',
        projects: ['late'],
        text: {
          sv: 'Förändringen scan, 2026-08: early registrerades först; anspråket från late räknas inte.',
        },
      },
    ]);
  });

  it('is the whole measure for subjects that it has no meaning for', () => {
    const derivation = derive(WORKED, 'maturity-level', { kind: 'system', id: 'a-service' });
    expect(derivation).toMatchObject({ steps: [], measure: { status: 'not-applicable' } });
    expect(rules(derivation)).toEqual(['kind-of-subject']);
  });
});

describe('other kinds of value', () => {
  it('an assessed level goes over the dimensions and the FTE', () => {
    const level = (dimension: string, value: number) =>
      sum('a', '2026-08', { level: value }, { labels: { dimension } });
    const data = facts({
      maturity: [level('styrning', 3), level('säkerhet', 4), level('arkitektur', 2)],
      'base-figures': [sum('a', '2026-07', { fte: 10 }), sum('a', '2026-08', { fte: 14 })],
    });
    expect(lines(derive(data, 'maturity-level', unit('a'))).slice(0, 5)).toEqual([
      '(2 + 3 + 4) / 3 = 3',
      '3 × 12 = 36',
      '(10 + 14) / 2 = 12',
      '36 / 12 = 3',
      '3 → 3',
    ]);
  });

  it('availability names the systems that were probed, and weighs them', () => {
    const availability = [
      dayRow('a-service', '2026-09-01', { upMs: 900, downMs: 100 }),
      dayRow('b-service', '2026-09-01', { unmonitoredMs: 50 }),
    ];
    const { derivation, systems, origins } = explain(
      facts({}, { availability }),
      'availability',
      unit('city'),
    );
    expect(systems).toEqual(['a-service', 'b-service']);
    expect(origins).toEqual([]);
    expect(derivation.definition.formula.sv).toBe(
      '100 × Σ (tid uppe + tid uppe men försämrad) / Σ (tid uppe + tid uppe men försämrad + tid nere), varje system efter sin vikt',
    );
    expect(lines(derivation)).toContain('900 × 100 / 1 000 = 90');
    expect(derivation.steps.at(-1)).toMatchObject({ id: 'limits', result: 0 });
  });
});

describe('small groups in explanations', () => {
  const answers = (of: string, count: number) =>
    sum(
      of,
      '2026-Q3',
      { n_5: count, n_4: 1 },
      { labels: { question: 'it-usefulness', audience: 'employee' } },
    );

  it('are told together or not at all, and a suppressed value tells nothing but its kind', async () => {
    const catalogue = await sampleCity({
      units: byId(
        unitEntry('city', undefined, 'city'),
        ...['a', 'b', 'c', 'd'].map((id) => unitEntry(id, 'city')),
      ),
    });
    const data = facts({ survey: [answers('a', 2), answers('b', 1), answers('c', 30), answers('d', 20)] });
    const whole = derive(data, 'perceived-usefulness', unit('city'), catalogue);
    expect(whole.parts.map(({ id, kind, sums }) => [id, kind, sums?.n ?? null])).toEqual([
      ['a', 'suppressed', null],
      ['b', 'suppressed', null],
      ['c', 'number', 31],
      ['d', 'number', 21],
    ]);
    expect(whole.remainder).toMatchObject({ parts: 2, sums: { n: 5 } });
    expect(whole.withheld).toMatchObject([
      { rule: 'few-answers', units: ['a', 'b'] },
      { rule: 'answers-together' },
    ]);
    expect(whole.facts).toEqual([]);

    const few = derive(data, 'perceived-usefulness', unit('a'), catalogue);
    expect(few).toMatchObject({ shown: null, steps: [], facts: [], parts: [], remainder: null });
    expect(few.withheld[0]).toMatchObject({ rule: 'few-answers', units: ['a'] });
    expect(few.measure).toMatchObject({ value: { kind: 'suppressed', n: null }, score: null });
    expect(few.deliveries).toMatchObject([{ delivered: ['2026-Q3'] }]);
  });
});

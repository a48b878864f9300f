import { type DatasetId, Period } from '#core';
import { type City, type CityUnit, monthsBeforeEnd } from './city.js';
import { type Dialect, MACHINE, officeDialect } from './dialect.js';
import { daysLate, fewAnswers, firstAttempt, isMissing, withoutMeaning } from './flaws.js';
import { type Row } from './row.js';
import { baseFigureRows } from './rows/base-figures.js';
import { benefitRows } from './rows/benefits.js';
import { caseRows } from './rows/cases.js';
import { costRows } from './rows/cost.js';
import { licenceRows } from './rows/licences.js';
import { maturityRows } from './rows/maturity.js';
import { projectRows } from './rows/projects.js';
import { citizenRows, employeeRows } from './rows/survey.js';
import { transactionRows } from './rows/transactions.js';

/** A file to come: what, from whom and when; its rows are made when they are needed. */
export interface HandIn {
  readonly dataset: DatasetId;
  /** What the file is about, for its name. */
  readonly scope: string;
  /** Id of the principal. */
  readonly by: string;
  /** `manual` for people. */
  readonly source: string;
  readonly receivedAtMs: number;
  readonly dialect: Dialect;
  readonly outcome: 'accepted' | 'refused';
  rows(): Row[];
}

type MonthlyRows = (city: City, of: CityUnit, month: Period) => Row[];

interface MonthlyPlan {
  readonly dataset: DatasetId;
  readonly rows: MonthlyRows;
  /** How many of the last months each unit hands in by itself; what is older came from the warehouse. */
  readonly lately: number;
}

const MONTHLY: readonly MonthlyPlan[] = [
  { dataset: 'base-figures', rows: baseFigureRows, lately: 1 },
  { dataset: 'cost', rows: costRows, lately: 2 },
  { dataset: 'transactions', rows: transactionRows, lately: 2 },
  { dataset: 'cases', rows: caseRows, lately: 1 },
  { dataset: 'licences', rows: licenceRows, lately: 0 },
];

/** Units that have always handed in their costs themselves, a year at a time. */
const BY_THE_YEAR = new Set(['utbildning', 'social', 'vatten-avfall', 'malarhem', 'sodermark', 'kultur']);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The demo's principals are named for their roles. */
const WAREHOUSE = { by: 'demo-source', source: 'demo', dialect: MACHINE, outcome: 'accepted' } as const;
const FOLLOW_UP = { by: 'demo-followup', source: 'manual', outcome: 'accepted' } as const;

function office(city: City, { unit }: CityUnit) {
  return {
    by: `demo-unit-${unit.id}`,
    source: 'manual',
    dialect: officeDialect(city.draw('dialect', unit.id)),
    outcome: 'accepted',
  } as const;
}

/** In office hours, one to two and a half weeks after the period. */
function handedInMs(city: City, { unit }: CityUnit, dataset: DatasetId, period: Period): number {
  const draw = city.draw('handed-in', dataset, unit.id, period.toString());
  const days = draw.whole(3, 17) + daysLate(unit.id);
  return period.endMs + days * DAY_MS + Math.round(draw.between(8, 16.5) * HOUR_MS);
}

/** The warehouse delivers in the small hours three weeks after the period. */
function deliveredMs(period: Period): number {
  return period.endMs + 20 * DAY_MS + 3 * HOUR_MS;
}

/** Months in the groups that `type` makes, each named by its period. */
function grouped(months: readonly Period[], type: 'quarter' | 'year'): Map<string, Period[]> {
  const groups = new Map<string, Period[]>();
  for (const month of months) {
    const name = Period.at(type, month.startMs).toString();
    groups.set(name, [...(groups.get(name) ?? []), month]);
  }
  return groups;
}

function unitRows(city: City, { dataset, rows }: MonthlyPlan, of: CityUnit, month: Period): Row[] {
  return isMissing(city, dataset, of.unit.id, month) ? [] : withoutMeaning(dataset, rows(city, of, month));
}

/** The older months, a quarter at a time for all units; some units hand in whole years instead. */
function olderHandIns(city: City, plan: MonthlyPlan): HandIn[] {
  const older = city.history.filter((month) => monthsBeforeEnd(city, month) >= plan.lately);
  const byTheYear = city.units.filter(({ unit }) => plan.dataset === 'cost' && BY_THE_YEAR.has(unit.id));
  const others = city.units.filter((of) => !byTheYear.includes(of));
  const quarters = [...grouped(older, 'quarter')].map(([quarter, months]) => ({
    ...WAREHOUSE,
    dataset: plan.dataset,
    scope: quarter,
    receivedAtMs: deliveredMs(months.at(-1) ?? Period.of(quarter)),
    rows: () => months.flatMap((month) => others.flatMap((of) => unitRows(city, plan, of, month))),
  }));
  const years = [...grouped(older, 'year')].flatMap(([year, months]) =>
    byTheYear.map((of) => ({
      ...office(city, of),
      dataset: plan.dataset,
      scope: `${of.unit.id}-${year}`,
      receivedAtMs: handedInMs(city, of, plan.dataset, months.at(-1) ?? Period.of(year)),
      rows: () => months.flatMap((month) => unitRows(city, plan, of, month)),
    })),
  );
  return [...quarters, ...years];
}

/** A unit's own file of one month, after a first attempt where there was one. */
function monthHandIns(city: City, plan: MonthlyPlan, of: CityUnit, month: Period): HandIn[] {
  const rows = (): Row[] => unitRows(city, plan, of, month);
  const file = {
    ...office(city, of),
    dataset: plan.dataset,
    scope: `${of.unit.id}-${month.toString()}`,
    receivedAtMs: handedInMs(city, of, plan.dataset, month),
    rows,
  };
  const attempt = firstAttempt(city, plan.dataset, of.unit.id, month);
  if (!attempt) return [file];
  const { outcome } = attempt;
  const correctedAtMs = file.receivedAtMs + attempt.daysLater * DAY_MS + HOUR_MS;
  return [
    { ...file, outcome, rows: () => attempt.rows(rows()) },
    { ...file, scope: `${file.scope}-ny`, receivedAtMs: correctedAtMs },
  ];
}

function monthlyHandIns(city: City, plan: MonthlyPlan): HandIn[] {
  const late = city.history.filter((month) => monthsBeforeEnd(city, month) < plan.lately);
  return [
    ...olderHandIns(city, plan),
    ...late.flatMap((month) => city.units.flatMap((of) => monthHandIns(city, plan, of, month))),
  ];
}

/** Quarters, or years, whose last month is in the history. */
function periodsOver(city: City, type: 'quarter' | 'year'): Period[] {
  return city.history
    .map((month) => Period.at(type, month.startMs))
    .filter((period, i) => period.lastMonth.equals(city.history[i] ?? period));
}

function staffRows(city: City, of: CityUnit, wave: Period): Row[] {
  return employeeRows(city, of, wave, fewAnswers(of.unit.id, 'employee'));
}

function userRows(city: City, of: CityUnit, wave: Period): Row[] {
  return citizenRows(city, of, wave, fewAnswers(of.unit.id, 'citizen'));
}

/** The survey tool delivers a wave's answers; of the last wave, each unit hands in its staff's by itself. */
function surveyHandIns(city: City): HandIn[] {
  const waves = periodsOver(city, 'quarter');
  const last = waves.at(-1);
  const central = waves.map((wave) => ({
    ...WAREHOUSE,
    dataset: 'survey' as const,
    scope: wave.toString(),
    receivedAtMs: deliveredMs(wave),
    rows: () =>
      city.units.flatMap((of) => [
        ...userRows(city, of, wave),
        ...(wave === last ? [] : staffRows(city, of, wave)),
      ]),
  }));
  if (!last) return central;
  const own = city.units.map((of) => ({
    ...office(city, of),
    dataset: 'survey' as const,
    scope: `${of.unit.id}-${last.toString()}`,
    receivedAtMs: handedInMs(city, of, 'survey', last),
    rows: () => staffRows(city, of, last),
  }));
  return [...central, ...own];
}

/** The portfolio office gathers the benefits; of the last quarter, each unit reports its own. */
function benefitHandIns(city: City): HandIn[] {
  const quarters = periodsOver(city, 'quarter');
  const all = new Set(city.units.map(({ unit }) => unit.id));
  return quarters.flatMap((quarter, i): HandIn[] => {
    const name = quarter.toString();
    if (i < quarters.length - 1) {
      const dialect = officeDialect(city.draw('dialect', 'portfolio-office'));
      const receivedAtMs = deliveredMs(quarter) + 6 * HOUR_MS;
      return [
        {
          ...FOLLOW_UP,
          dataset: 'benefits',
          scope: name,
          receivedAtMs,
          dialect,
          rows: () => benefitRows(city, all, quarter),
        },
      ];
    }
    return city.units.map((of) => ({
      ...office(city, of),
      dataset: 'benefits',
      scope: `${of.unit.id}-${name}`,
      receivedAtMs: handedInMs(city, of, 'benefits', quarter),
      rows: () => benefitRows(city, new Set([of.unit.id]), quarter),
    }));
  });
}

/** Once a year: every unit's assessment, and the list of projects. */
function yearlyHandIns(city: City): HandIn[] {
  return periodsOver(city, 'year').flatMap((year) => {
    const dialect = officeDialect(city.draw('dialect', 'follow-up'));
    const base = {
      ...FOLLOW_UP,
      scope: year.toString(),
      receivedAtMs: deliveredMs(year) + 7 * HOUR_MS,
      dialect,
    };
    return [
      {
        ...base,
        dataset: 'maturity' as const,
        rows: () => city.units.flatMap((of) => maturityRows(city, of, year)),
      },
      { ...base, dataset: 'projects' as const, rows: () => projectRows(city, year) },
    ];
  });
}

/** Everything that was handed in by now, in that order. */
export function handIns(city: City): HandIn[] {
  return [
    ...MONTHLY.flatMap((plan) => monthlyHandIns(city, plan)),
    ...surveyHandIns(city),
    ...benefitHandIns(city),
    ...yearlyHandIns(city),
  ]
    .filter((handIn) => handIn.receivedAtMs <= city.nowMs)
    .sort((a, b) => a.receivedAtMs - b.receivedAtMs);
}

import { type DatasetId, type Period } from '#core';
import { type City, monthsBeforeEnd } from './city.js';
import { NOT_APPLICABLE, type Row } from './row.js';

/*
 * What goes wrong in the sample city, on purpose and in one place. Months are counted back from the history's last one
 * (0). A flaw that names a unit or project that the catalogue does not have does nothing.
 */

/** Months that two units never handed in. */
const MISSING: readonly {
  readonly unit: string;
  readonly dataset: DatasetId;
  readonly monthsAgo: number[];
}[] = [
  { unit: 'skarvik', dataset: 'cost', monthsAgo: [7, 8] },
  { unit: 'skarvik', dataset: 'cases', monthsAgo: [1, 2] },
  { unit: 'kyrkogard', dataset: 'base-figures', monthsAgo: [4] },
];

/** A unit that hands in everything this many days later than the others. */
const LATE = { unit: 'hamnar', days: 38 };

/** Groups in which next to nobody answered the survey. */
const SMALL_GROUPS = [
  { unit: 'forsakring', audience: 'employee', answered: 4 },
  { unit: 'spangdal-tensby', audience: 'citizen', answered: 3 },
] as const;

/** Two projects that count the same change; the one that registered first may. */
const CLAIMED_TWICE = {
  change: 'fakturor-utan-handpalaggning',
  projects: ['fakturor-med-robot', 'fakturaportal-ny'],
};

/** A file whose first version has a slipped decimal; the right one follows some days later. */
const CORRECTED = { unit: 'trafik', dataset: 'cost', monthsAgo: 1, column: 'amount', factor: 10, days: 6 };

/** A file that is refused at first: somebody wrote a word where a number belongs. */
const BROKEN = {
  unit: 'kultur',
  dataset: 'transactions',
  monthsAgo: 1,
  column: 'completed',
  text: 'se bilaga',
};

/** Columns that make no sense for a unit: the holding company handles no cases. */
const WITHOUT_MEANING = {
  unit: 'stadshus-ab',
  dataset: 'cases',
  columns: ['closed', 'within_target', 'lead_days_sum', 'automated'],
};

/** Whether a unit never hands in a month of a data set. */
export function isMissing(city: City, dataset: DatasetId, unit: string, month: Period): boolean {
  const monthsAgo = monthsBeforeEnd(city, month);
  return MISSING.some(
    (gap) => gap.unit === unit && gap.dataset === dataset && gap.monthsAgo.includes(monthsAgo),
  );
}

/** Days that a unit is later than it would be. */
export function daysLate(unit: string): number {
  return unit === LATE.unit ? LATE.days : 0;
}

/** How many answered in a group that is too small to show; `undefined` for all others. */
export function fewAnswers(unit: string, audience: 'citizen' | 'employee'): number | undefined {
  return SMALL_GROUPS.find((group) => group.unit === unit && group.audience === audience)?.answered;
}

/** The change that a project claims together with another; `undefined` when its change is its own. */
export function sharedChange(project: string): string | undefined {
  return CLAIMED_TWICE.projects.includes(project) ? CLAIMED_TWICE.change : undefined;
}

/** Rows as the unit writes them: with "ej aktuellt" in the columns that make no sense for it. */
export function withoutMeaning(dataset: DatasetId, rows: readonly Row[]): Row[] {
  if (dataset !== WITHOUT_MEANING.dataset) return [...rows];
  const marks = Object.fromEntries(WITHOUT_MEANING.columns.map((column) => [column, NOT_APPLICABLE]));
  return rows.map((row) => (row.unit === WITHOUT_MEANING.unit ? { ...row, ...marks } : row));
}

/** An attempt that came before the right file: what it held, what became of it, and how long the right one took. */
export interface FirstAttempt {
  readonly outcome: 'accepted' | 'refused';
  readonly daysLater: number;
  rows(right: readonly Row[]): Row[];
}

/** The first attempt at a unit's month when there was one. */
export function firstAttempt(
  city: City,
  dataset: DatasetId,
  unit: string,
  month: Period,
): FirstAttempt | undefined {
  const is = (flaw: { unit: string; dataset: string; monthsAgo: number }): boolean =>
    flaw.unit === unit && flaw.dataset === dataset && flaw.monthsAgo === monthsBeforeEnd(city, month);
  if (is(CORRECTED)) {
    const { column, factor, days } = CORRECTED;
    const wrong = (row: Row): Row => ({ ...row, [column]: Number(row[column]) * factor });
    return { outcome: 'accepted', daysLater: days, rows: (right) => changeFirst(right, wrong) };
  }
  if (is(BROKEN)) {
    const wrong = (row: Row): Row => ({ ...row, [BROKEN.column]: BROKEN.text });
    return { outcome: 'refused', daysLater: 0, rows: (right) => changeFirst(right, wrong) };
  }
  return undefined;
}

function changeFirst(rows: readonly Row[], change: (row: Row) => Row): Row[] {
  return rows.map((row, i) => (i === 0 ? change(row) : row));
}

import {
  type Language,
  type SliceHoldings,
  type SliceKey,
  type SliceSummary,
  type UploadProblem,
  type UploadReport,
} from '#core';
import { type SliceBeside, claimsBeside } from './claims-beside.js';
import { titleOf } from './checks/coded-values.js';
import { MAX_LISTED_PROBLEMS } from './limits.js';
import { fileFault } from './problem-codes.js';
import { inWords } from './problem-list.js';
import { type ReadUpload } from './read-upload.js';
import { numberText } from './number-text.js';

/** A total that grows or shrinks by more than this factor is remarked on, unless something else is configured. */
const JUMP_FACTOR = 3;

/** What a slice's total is in the version that is stored now; `null` when there is none. */
export type PreviousTotals = (key: SliceKey) => number | null;

/** The frozen periods that a file would change. */
export interface FrozenPeriods {
  /** Period of a slice → the frozen periods that it belongs to; none for a period that is left out. */
  readonly around: ReadonlyMap<string, readonly string[]>;
  /** Period of a slice → the frozen periods before or after it whose windows hold it, a rolling twelve months for example. */
  readonly reaching: ReadonlyMap<string, readonly string[]>;
  /** Whether the caller may, and wants to, change them nevertheless. */
  readonly restate: boolean;
}

/** What a report is made by, besides the file and what is stored. */
export interface ReportRules {
  /** A total that grows or shrinks by more than this factor is remarked on. */
  readonly jumpFactor?: number;
  readonly frozen?: FrozenPeriods;
  /** Slices that may claim what the file claims. */
  readonly beside?: readonly SliceBeside[];
  /** What the same bytes gave before, and give no longer. */
  readonly behind?: readonly SliceSummary[];
  /** Slices that are emptied, for the file takes their place in others. */
  readonly replaced?: readonly SliceSummary[];
  /** What a slice is of in the version that is stored now. */
  readonly held?: (key: SliceKey) => SliceHoldings | null | undefined;
}

/**
 * The report of a file, for people and machines, with a warning for every slice whose total jumps against the version that
 * is stored, and for every change that somebody else has claimed. A file that would change a frozen period is refused, or only warned of when it is to be restated.
 */
export function reportOf(
  read: ReadUpload,
  previousTotals: PreviousTotals,
  { jumpFactor = JUMP_FACTOR, frozen, ...rules }: ReportRules = {},
): UploadReport {
  const slices = sliceSummaries(read, previousTotals);
  const jumps = slices
    .filter(({ total, previousTotal }) => isJump(total, previousTotal, jumpFactor))
    .map((slice) => jumpWarning(slice, read));
  const freezes = frozen
    ? frozenProblems(
        slices.map(({ period }) => period),
        frozen,
        read.language,
      )
    : [];
  const told = [...jumps, ...goneWarnings(read, rules), ...claimsBeside(read, rules.beside ?? [])];
  const problems = [...freezes, ...told, ...read.problems];
  const listed = problems.slice(0, MAX_LISTED_PROBLEMS);
  return {
    accepted: read.accepted && freezes.every(({ severity }) => severity !== 'error'),
    dataset: read.dataset.name,
    rows: read.rows,
    slices: [...slices, ...(rules.replaced ?? [])].map(withoutHoldings),
    problems: listed,
    problemsNotListed: read.problemsNotListed + problems.length - listed.length,
    ...(read.excerpt ? { excerpt: read.excerpt } : {}),
  };
}

/** What deliveries are told apart by is for the ledger; people see rows and totals. */
function withoutHoldings({ unit, period, part, rows, total, previousTotal }: SliceSummary): SliceSummary {
  return { unit, period, ...(part === undefined ? {} : { part }), rows, total, previousTotal };
}

/** Rows, totals and holdings of what a file would replace. */
export function sliceSummaries(
  { slices }: Pick<ReadUpload, 'slices'>,
  previousTotals: PreviousTotals,
): SliceSummary[] {
  return slices.map(({ key, rows, total, holds }) => ({
    unit: key.unit,
    period: key.period,
    ...(key.part === '' ? {} : { part: key.part }),
    rows,
    total,
    previousTotal: previousTotals(key),
    holds,
  }));
}

function isJump(total: number | null, previous: number | null, factor: number): boolean {
  if (total === null || previous === null || total === previous) return false;
  if (Math.sign(total) !== Math.sign(previous)) return true;
  const [small, large] = [Math.abs(total), Math.abs(previous)].sort((a, b) => a - b);
  return (large ?? 0) > (small ?? 0) * factor;
}

/** One problem for each period of slices that frozen ones hold, or stand on. */
export function frozenProblems(
  periods: readonly string[],
  { around, reaching, restate }: FrozenPeriods,
  language: Language,
): UploadProblem[] {
  return [...new Set(periods)].flatMap((period) => {
    const [holding, reached] = [around.get(period) ?? [], reaching.get(period) ?? []];
    const isBarred = holding.length > 0 && !restate;
    const code = isBarred ? 'period-frozen' : 'period-restated';
    const frozen = isBarred ? holding : [...holding, ...reached];
    if (frozen.length === 0) return [];
    return [inWords(fileFault(code, { period, frozen: frozen.join(', ') }), language)];
  });
}

function jumpWarning({ unit, period, total, previousTotal }: SliceSummary, read: ReadUpload): UploadProblem {
  const { catalogue, language } = read;
  const details = {
    unit: catalogue.units.get(unit)?.name[language] ?? unit,
    period,
    total: numberText(total ?? 0, language),
    previous: numberText(previousTotal ?? 0, language),
  };
  return inWords({ code: 'total-jump', details, row: null, column: null, value: String(total) }, language);
}

/** What is stored and will be gone, or will not be gone although the file no longer says it. */
function goneWarnings(read: ReadUpload, { behind = [], replaced = [], held }: ReportRules): UploadProblem[] {
  const lost = read.slices.flatMap(({ key, holds }) => {
    const values = lostValues(held?.(key), holds, read);
    return values.length === 0 ? [] : [{ slice: key, values: values.join(', ') }];
  });
  return [
    ...behind.map((slice) => sliceWarning('slice-left-behind', { slice, read })),
    ...replaced
      .filter(({ unit, part }) => part === undefined && read.slices.some(({ key }) => key.unit === unit))
      .map((slice) => sliceWarning('stored-replaced-whole', { slice, read })),
    ...lost.map(({ slice, values }) => sliceWarning('stored-gone', { slice, read, values })),
  ];
}

/** Values of listed columns that are stored and do not come again, by what people call them. */
function lostValues(
  before: SliceHoldings | null | undefined,
  { given }: SliceHoldings,
  { dataset, language }: Pick<ReadUpload, 'dataset' | 'language'>,
): string[] {
  return Object.entries(before?.given ?? {}).flatMap(([column, values]) => {
    const field = dataset.fields.find(({ name }) => name === column);
    const lost = values.filter((value) => !given?.[column]?.includes(value));
    return lost.map((value) => (field ? titleOf(field, value, language) : value));
  });
}

function sliceWarning(
  code: 'slice-left-behind' | 'stored-replaced-whole' | 'stored-gone',
  {
    slice: { unit, period, previousTotal: total = null },
    read: { catalogue, language },
    values = '',
  }: {
    readonly slice: Pick<SliceSummary, 'unit' | 'period'> & {
      readonly previousTotal?: number | null;
    };
    readonly read: ReadUpload;
    readonly values?: string;
  },
): UploadProblem {
  const details = {
    unit: catalogue.units.get(unit)?.name[language] ?? unit,
    period,
    total: total === null ? '–' : numberText(total, language),
    values,
  };
  return inWords({ ...fileFault(code, details), value: unit }, language);
}

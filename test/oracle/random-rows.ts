import { type DatasetId, type Period } from '#core';
import { type Draw } from '../../apps/demo/src/city/draw.js';
import { NOT_APPLICABLE, type Row } from '../../apps/demo/src/city/row.js';

interface Place {
  readonly draw: Draw;
  readonly unit: string;
  readonly month: Period;
  /** The unit's own systems. */
  readonly own: readonly string[];
  readonly systems: readonly string[];
  readonly projects: readonly string[];
}

/** What a unit hands in of a data set for a month. */
export type RowMaker = (place: Place) => Row[];

/** A part and the whole it belongs to: now and then nothing, left out, or not applicable. */
function partOf(draw: Draw, [part, whole]: readonly [string, string], most: number): Row {
  const count = draw.chance(0.08) ? 0 : draw.whole(0, most);
  const row = { [part]: draw.whole(0, count), [whole]: count };
  if (draw.chance(0.04)) return { [part]: NOT_APPLICABLE, [whole]: NOT_APPLICABLE };
  return draw.chance(0.04) ? { ...row, [part]: NOT_APPLICABLE } : row;
}

function hundredths(draw: Draw, low: number, high: number): number {
  return Math.round(100 * draw.between(low, high)) / 100;
}

function lot<T>(draw: Draw, items: readonly T[]): T | undefined {
  return items[draw.whole(0, items.length - 1)];
}

const cost: RowMaker = ({ draw, unit, month, systems }) =>
  Array.from({ length: draw.whole(1, 3) }, (_, i) => {
    const system = draw.chance(0.6) ? lot(draw, systems) : undefined;
    return {
      unit,
      period: month.toString(),
      amount: draw.chance(0.02) ? NOT_APPLICABLE : hundredths(draw, draw.chance(0.1) ? -90_000 : 0, 250_000),
      kind: draw.pick(['actual', 'actual', 'actual', 'budget']),
      procurement_area: 'software',
      ...(system === undefined ? {} : { system }),
      supplier: `Rad ${i}; "${month.toString()}"`,
    };
  });

const transactions: RowMaker = ({ draw, month, own }) =>
  own.flatMap((system) =>
    ['web', 'app', 'phone', 'letter']
      .filter(() => draw.chance(0.6))
      .map((channel) => {
        const { started = 0, ...rest } = partOf(draw, ['completed', 'started'], 900);
        const row = { system, period: month.toString(), channel, ...rest };
        return draw.chance(0.1) ? row : { ...row, started };
      }),
  );

const cases: RowMaker = ({ draw, unit, month }) =>
  ['bygglov', 'bidrag']
    .filter(() => draw.chance(0.7))
    .map((process) => ({
      unit,
      process,
      period: month.toString(),
      ...partOf(draw, ['within_target', 'closed'], 60),
    }));

const licences: RowMaker = ({ draw, unit, month }) =>
  ['kontor', 'karta']
    .filter(() => draw.chance(0.7))
    .map((product) => ({
      unit,
      product,
      period: month.toString(),
      ...partOf(draw, ['active', 'assigned'], 40),
    }));

const baseFigures: RowMaker = ({ draw, unit, month }) => [
  {
    unit,
    period: month.toString(),
    fte: draw.chance(0.03) ? NOT_APPLICABLE : Math.round(10 * draw.between(1, 900)) / 10,
    operating_cost: draw.chance(0.05) ? 0 : hundredths(draw, 1000, 9_000_000),
  },
];

const QUESTIONS = [
  ['nki-overall', 10],
  ['nki-expectation', 10],
  ['nki-ideal', 10],
  ['it-usefulness', 5],
  ['digital-skills', 5],
] as const;

/** The quarter, tertial, year or month that a month ends, when it ends one of these. */
function waveEnding(draw: Draw, month: Period): string | null {
  const { year, index } = month;
  if (index === 12 && draw.chance(0.3)) return String(year);
  if (index % 4 === 0 && draw.chance(0.4)) return `${year}-T${index / 4}`;
  if (index % 3 === 0) return `${year}-Q${index / 3}`;
  return draw.chance(0.05) ? month.toString() : null;
}

const survey: RowMaker = ({ draw, unit, month }) => {
  const wave = waveEnding(draw, month);
  if (wave === null) return [];
  const most = draw.pick([0, 1, 2, 30, 30, 30]);
  return QUESTIONS.filter(() => draw.chance(0.8)).map(([question, scale]) => ({
    unit,
    wave,
    audience: scale === 5 ? 'employee' : draw.pick(['citizen', 'citizen', 'company', 'visitor']),
    question,
    ...(draw.chance(0.3) ? { scale_min: 1, scale_max: scale } : {}),
    ...Object.fromEntries(
      Array.from({ length: scale }, (_, i) => [
        `n_${i + 1}`,
        draw.chance(most > 2 ? 0.7 : 0.3) ? draw.whole(0, most) : 0,
      ]),
    ),
  }));
};

const benefits: RowMaker = ({ draw, unit, month, projects }) => {
  const quarterly = month.index % 3 === 0 && draw.chance(0.8);
  if (!quarterly && !draw.chance(0.1)) return [];
  const period = quarterly ? `${month.year}-Q${month.index / 3}` : month.toString();
  return projects
    .filter(() => draw.chance(0.5))
    .map((project) => ({
      project,
      unit,
      period,
      change_id: draw.pick(['blankett', 'blankett', 'robot', project]),
      kind: 'internal',
      ...(draw.chance(0.15) ? { qualitative: draw.pick(['yes', 'yes', 'no']) } : {}),
      ...(draw.chance(0.1) ? {} : { planned: draw.chance(0.1) ? 0 : draw.whole(0, 90_000) }),
      ...(draw.chance(0.1) ? {} : { realised: draw.whole(-5_000, 90_000) }),
    }));
};

const maturity: RowMaker = ({ draw, unit, month }) => {
  if (month.index % 6 !== 0 || draw.chance(0.4)) return [];
  const period =
    month.index === 12 && draw.chance(0.6) ? String(month.year) : `${month.year}-Q${month.index / 3}`;
  return ['styrning', 'arkitektur', 'leverans']
    .filter(() => draw.chance(0.7))
    .map((dimension) => ({ unit, period, dimension, level: Math.round(10 * draw.between(0, 5)) / 10 }));
};

/** The data sets that measures are taken from, each with how its rows come about. */
export const ROWS: readonly (readonly [DatasetId, RowMaker])[] = [
  ['cost', cost],
  ['transactions', transactions],
  ['cases', cases],
  ['licences', licences],
  ['base-figures', baseFigures],
  ['survey', survey],
  ['benefits', benefits],
  ['maturity', maturity],
];

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Period } from '#core';
import { type Perspektiv, backUp, openPerspektivOver } from '#pipeline';
import { type Catalogue } from '#catalogue';
import { fillCity } from '../../apps/demo/src/fill-city.js';
import { settingsIn } from '../oracle/product.js';
import { aPartOf } from '../peers/part-of-city.js';
import { type Bench, type Extent } from './bench.js';
import { wallMs } from './side-by-side.js';
import { demoCatalogue } from './stored-city.js';
import { printTable } from './table.js';

const CONFIG = resolve('config/demo');
const NOW_MS = Date.parse('2026-10-25T12:00:00+01:00');
const CITY = { kind: 'unit', id: 'city' } as const;
const QUARTER = Period.of('2026-Q3');
const SIGNED = { by: 'bench', nowMs: NOW_MS };
const ADDRESS = 'https://perspektiv.example.se';

/** What leaves the house, how it is made, and how long it may take. */
interface Leaver {
  readonly what: string;
  readonly goalMs: number;
  readonly make: (perspektiv: Perspektiv) => Promise<unknown>;
}

async function opened<T>(
  catalogue: Catalogue,
  folder: string,
  work: (perspektiv: Perspektiv) => Promise<T>,
): Promise<T> {
  const perspektiv = await openPerspektivOver(
    catalogue,
    { ...settingsIn(folder), configFolder: CONFIG },
    () => NOW_MS,
  );
  if (!perspektiv.ok) throw new Error(perspektiv.problem);
  try {
    return await work(perspektiv.value);
  } finally {
    await perspektiv.value.close();
  }
}

function leavers(folder: string, year: Period): Leaver[] {
  const reported = (
    order: Pick<Parameters<Perspektiv['leaving']['reports']['make']>[0], 'report' | 'form' | 'period'>,
  ) => {
    return ({ leaving }: Perspektiv): Promise<unknown> =>
      leaving.reports.make({ ...order, subject: CITY, dialect: 'swedish', nowMs: NOW_MS });
  };
  const availability = (form: 'csv' | 'html' | 'pdf'): Leaver => ({
    what: `availability of the city's systems, a year, ${form}`,
    goalMs: 2_000,
    make: reported({ report: 'availability', form, period: year }),
  });
  return [
    {
      what: 'ILS package of a quarter',
      goalMs: 1_000,
      make: ({ leaving }) => leaving.ils.make({ ...SIGNED, period: QUARTER, dryRun: true }),
    },
    {
      what: "the city's scorecard, a quarter, pdf",
      goalMs: 500,
      make: reported({ report: 'scorecard', form: 'pdf', period: QUARTER }),
    },
    availability('csv'),
    availability('html'),
    availability('pdf'),
    {
      what: 'all open data',
      goalMs: 10_000,
      make: ({ leaving }) => leaving.openData.document('dcat.rdf', ADDRESS, NOW_MS),
    },
    {
      what: 'backup',
      goalMs: 3_000,
      make: async (perspektiv) => {
        const into = join(folder, 'backups', String(performance.now()));
        const made = await backUp(perspektiv, { folder: into, ...SIGNED });
        if (!made.ok) throw new Error(JSON.stringify(made.problem));
      },
    },
  ];
}

async function freezeAll(perspektiv: Perspektiv, periods: readonly Period[]): Promise<void> {
  for (const period of periods) {
    const frozen = await perspektiv.closing.edition.freeze(period, SIGNED);
    if (!frozen.ok) throw new Error(`${period.toString()}: ${frozen.problem}`);
  }
}

/** The periods of two years, or of some months, as the follow-up team closes them. */
function closedPeriods(extent: Extent): { readonly periods: readonly Period[]; readonly year: Period } {
  if (extent === 'smoke') return { periods: [QUARTER], year: QUARTER };
  const year = Period.of('2025');
  const quarters = Array.from({ length: 8 }, (_, i) => QUARTER.shift(i - 7));
  return { periods: [...quarters, year], year };
}

/** What leaves the house from the sample city: by a program that has just started, and once more. */
export const leavingBench: Bench = {
  name: 'leaving',
  run: async (extent) => {
    const whole = await demoCatalogue();
    const catalogue = extent === 'smoke' ? aPartOf(whole) : whole;
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
    const { periods, year } = closedPeriods(extent);
    const months = extent === 'smoke' ? 5 : 24;
    await opened(catalogue, folder, async (perspektiv) => {
      await fillCity(perspektiv, { seed: 1, months }, () => undefined);
      await freezeAll(perspektiv, periods);
    });
    const rows: [string, number, number, number][] = [];
    for (const { what, goalMs, make } of leavers(folder, year)) {
      rows.push(
        await opened(catalogue, folder, async (perspektiv): Promise<[string, number, number, number]> => {
          const first = await wallMs(() => make(perspektiv));
          return [what, first, await wallMs(() => make(perspektiv)), goalMs];
        }),
      );
    }
    printTable(
      `What leaves the house: ${catalogue.units.size} units, ${catalogue.systems.size} systems, ${months} months`,
      ['what', 'first ms', 'again ms', 'goal ms'],
      rows,
    );
    await rm(folder, { recursive: true });
  },
};

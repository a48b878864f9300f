import { beforeAll, describe, expect, test } from '@jest/globals';
import { type DatasetId, type Observation, Period, unpackSlice } from '#core';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { type ReadUpload, readUpload } from '#intake';
import { type CityFile, cityFiles } from './files.js';

const OPTIONS = { seed: 1, months: 24, nowMs: Date.parse('2026-11-21T08:00Z') };

interface TakenIn {
  readonly file: CityFile;
  readonly read: ReadUpload;
}

async function load(folder: string): Promise<Catalogue> {
  const loaded = await loadCatalogue(folder);
  if (!loaded.ok) throw new Error(describeFaults(loaded.problem));
  return loaded.value;
}

/** Reads files as the door does: each for the units that its principal stands for. */
function takeIn(catalogue: Catalogue, files: readonly CityFile[]): TakenIn[] {
  return files.map((file) => {
    const dataset = catalogue.datasets.get(file.dataset);
    if (!dataset) throw new Error(`no data set ${file.dataset}`);
    const roles = catalogue.principals.get(file.by)?.roles ?? [];
    const own = roles.find((role) => role.startsWith('unit:'))?.slice('unit:'.length);
    const mayHandInFor = (unit: string): boolean => own === undefined || own === unit;
    return { file, read: readUpload({ ...file, dataset, catalogue, mayHandInFor, language: 'sv' }) };
  });
}

/** What stands after all files: a later slice takes the place of an earlier one. */
function standing(taken: readonly TakenIn[]): Map<DatasetId, Observation[]> {
  const slices = new Map<string, ReadUpload['slices'][number]>();
  for (const { read } of taken) {
    for (const slice of read.slices) slices.set(Object.values(slice.key).join('/'), slice);
  }
  const byDataset = new Map<DatasetId, Observation[]>();
  for (const slice of slices.values()) {
    const { key, observations } = unpackSlice(slice);
    byDataset.set(key.dataset, [...(byDataset.get(key.dataset) ?? []), ...observations]);
  }
  return byDataset;
}

function sum(observations: readonly Observation[], column: string): number {
  return observations.reduce((total, { numbers }) => total + (numbers[column] ?? 0), 0);
}

let catalogue: Catalogue;
let taken: TakenIn[];
let facts: Map<DatasetId, Observation[]>;

beforeAll(async () => {
  catalogue = await load('config/demo');
  taken = takeIn(catalogue, [...cityFiles(catalogue, OPTIONS)]);
  facts = standing(taken);
}, 60_000);

function factsOf(dataset: DatasetId, period: Period, unit?: string): Observation[] {
  return (facts.get(dataset) ?? []).filter(
    (fact) => period.contains(Period.of(fact.period)) && (unit === undefined || fact.unit === unit),
  );
}

function named(fileName: string): TakenIn[] {
  return taken.filter(({ file }) => file.fileName.startsWith(fileName));
}

describe('the files of the demo city', () => {
  test('are the same for the same seed, and others for another', () => {
    const short = { ...OPTIONS, months: 2 };
    const bytes = (seed: number): string[] =>
      [...cityFiles(catalogue, { ...short, seed })].map((file) => Buffer.from(file.bytes).toString('base64'));
    expect(bytes(1)).toEqual(bytes(1));
    expect(bytes(2)).not.toEqual(bytes(1));
  });

  test('come in their order, none of them from the future, and are a few hundred', () => {
    const times = taken.map(({ file }) => file.receivedAtMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(OPTIONS.nowMs);
    expect(taken.length).toBeGreaterThan(250);
    expect(taken.length).toBeLessThan(500);
  });

  test('are all taken in, but for the one that is meant to be refused', () => {
    const surprises = taken
      .filter(({ file, read }) => read.accepted !== (file.outcome === 'accepted'))
      .map(({ file, read }) => ({ file: file.fileName, problems: read.problems }));
    expect(surprises).toEqual([]);
    expect(taken.filter(({ file }) => file.outcome === 'refused')).toHaveLength(1);
  });

  test('hold every data set, in the ways that offices write', () => {
    expect(new Set(taken.map(({ file }) => file.dataset))).toEqual(new Set(catalogue.datasets.keys()));
    const firstBytes = taken.map(({ file }) => Buffer.from(file.bytes));
    expect(firstBytes.some((bytes) => bytes.readUInt16BE(0) === 0xefbb)).toBe(true);
    expect(firstBytes.some((bytes) => bytes.readUInt16BE(0) === 0xfffe)).toBe(true);
    const windows1252 = taken.filter(({ read }) =>
      read.problems.some(({ message }) => message.includes('Windows-1252')),
    );
    expect(windows1252.length).toBeGreaterThan(10);
    const texts = firstBytes.map((bytes) => bytes.toString('latin1'));
    expect(texts.some((text) => /;\d+,\d/.test(text))).toBe(true);
    expect(texts.some((text) => /,\d+\.\d/.test(text))).toBe(true);
  });

  test.each([
    { seed: 2, months: 1, nowMs: Date.parse('2026-01-01T00:30+01:00') },
    { seed: 3, months: 14, nowMs: Date.parse('2027-03-31T23:30+02:00') },
    { seed: 4, months: 6, nowMs: Date.parse('2028-02-29T12:00+01:00') },
  ])('are taken in whatever the day and the seed: $seed', (options) => {
    const others = takeIn(catalogue, [...cityFiles(catalogue, options)]);
    const surprises = others.filter(({ file, read }) => read.accepted !== (file.outcome === 'accepted'));
    expect(surprises.map(({ file }) => file.fileName)).toEqual([]);
    expect(Math.max(0, ...others.map(({ file }) => file.receivedAtMs))).toBeLessThanOrEqual(options.nowMs);
  });

  test('can be made for a city that nobody thought of', async () => {
    const starter = await load('config');
    const principals = catalogue.principals;
    const files = [...cityFiles(starter, { ...OPTIONS, months: 3 })];
    expect(files.length).toBeGreaterThan(0);
    expect(takeIn({ ...starter, principals }, files).filter(({ read }) => !read.accepted)).toEqual([]);
  });
});

describe('the flaws', () => {
  test('two units have months that are missing', () => {
    expect(factsOf('cost', Period.of('2026-03'), 'skarvik')).toEqual([]);
    expect(factsOf('cost', Period.of('2026-04'), 'skarvik')).not.toEqual([]);
    expect(factsOf('base-figures', Period.of('2026-06'), 'kyrkogard')).toEqual([]);
  });

  test('one unit is late: its last month is not in yet', () => {
    expect(factsOf('cost', Period.of('2026-10'), 'hamnar')).toEqual([]);
    expect(factsOf('cost', Period.of('2026-10'), 'trafik')).not.toEqual([]);
  });

  test('two groups are too small to show', () => {
    const respondents = (unit: string, audience: string): number[] =>
      factsOf('survey', Period.of('2026-Q3'), unit)
        .filter((fact) => fact.labels.audience === audience)
        .map((fact) =>
          Object.entries(fact.numbers)
            .filter(([column]) => column.startsWith('n_'))
            .reduce((total, [, count]) => total + count, 0),
        );
    expect(respondents('forsakring', 'employee')).toEqual([4, 4]);
    expect(respondents('spangdal-tensby', 'citizen')).toEqual([3, 3, 3]);
  });

  test('one change is claimed by two projects', () => {
    const claims = factsOf('benefits', Period.of('2026-Q3'), 'service').filter(
      (fact) => fact.labels.change_id === 'fakturor-utan-handpalaggning',
    );
    expect(claims.map((fact) => fact.project).sort()).toEqual(['fakturaportal-ny', 'fakturor-med-robot']);
    expect(claims.every((fact) => (fact.numbers.planned ?? 0) > 0)).toBe(true);
  });

  test('one file is corrected afterwards', () => {
    const [wrong, right] = named('cost-trafik-2026-09').map(({ read }) =>
      sum(
        read.slices.flatMap((slice) => unpackSlice(slice).observations),
        'amount',
      ),
    );
    expect(wrong).toBeGreaterThan(right ?? Infinity);
    expect(sum(factsOf('cost', Period.of('2026-09'), 'trafik'), 'amount')).toBe(right);
  });

  test('one file is refused first, with a reason, and right the second time', () => {
    const [first, second] = named('transactions-kultur-2026-09');
    expect(first?.read.problems.find((problem) => problem.severity === 'error')).toMatchObject({
      row: 2,
      value: 'se bilaga',
    });
    expect(second?.read.accepted).toBe(true);
  });

  test('one unit marks what makes no sense for it', () => {
    const [fact] = factsOf('cases', Period.of('2026-10'), 'stadshus-ab');
    expect(fact?.notApplicable).toContain('closed');
  });
});

describe('the figures', () => {
  const quarter = Period.of('2026-Q3');
  const percent = (part: number, whole: number): number => (100 * part) / whole;

  function between(value: number, low: number, high: number): void {
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  }

  const actual = (fact: Observation): boolean => fact.labels.kind === 'actual';
  const digital = (fact: Observation): boolean => ['web', 'app'].includes(fact.labels.channel ?? '');

  test('are of the size of a city with 900 000 inhabitants', () => {
    const base = factsOf('base-figures', quarter);
    between(sum(base, 'fte') / 3, 40_000, 50_000);
    const quarterSek = sum(factsOf('cost', quarter).filter(actual), 'amount');
    between((quarterSek * 4) / (sum(base, 'fte') / 3), 30_000, 60_000);
    between(percent(quarterSek, sum(base, 'operating_cost')), 2, 4);
  });

  test('show a city that is neither brilliant nor hopeless', () => {
    const transactions = factsOf('transactions', quarter);
    const online = transactions.filter(digital);
    between(percent(sum(online, 'completed'), sum(transactions, 'completed')), 55, 85);
    between(percent(sum(online, 'completed'), sum(online, 'started')), 60, 90);
    const cases = factsOf('cases', quarter);
    between(percent(sum(cases, 'within_target'), sum(cases, 'closed')), 70, 95);
    const benefits = factsOf('benefits', Period.of('2026'));
    between(percent(sum(benefits, 'realised'), sum(benefits, 'planned')), 50, 100);
  });

  test('get slowly better', () => {
    const share = (period: Period): number => {
      const licences = factsOf('licences', period);
      return percent(sum(licences, 'active'), sum(licences, 'assigned'));
    };
    expect(share(quarter)).toBeGreaterThan(share(quarter.sameLastYear()));
  });

  test('differ between units', () => {
    const shares = [...catalogue.units.keys()]
      .map((unit) => factsOf('cases', quarter, unit))
      .filter((cases) => sum(cases, 'closed') > 0)
      .map((cases) => percent(sum(cases, 'within_target'), sum(cases, 'closed')));
    expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(15);
  });
});

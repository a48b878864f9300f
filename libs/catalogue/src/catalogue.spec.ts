import { describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import { resolve } from 'node:path';
import { built } from './built.js';
import { type Catalogue } from './catalogue.js';
import { deliveriesOwedBy, systemsOwnedBy } from './deliveries-owed.js';
import { Delivery, Principal, System, Unit } from './entries.js';
import { loadCatalogue } from './load/load-catalogue.js';
import { measureInForce, measureNamed, measuresInForce } from './measures-in-force.js';
import { Measure, TargetRow } from './measures.js';
import { principalByTokenHash } from './principals.js';
import { subjectName } from './subject-name.js';
import { targetInForce } from './target-in-force.js';
import { childrenIn, subtreeIn } from './history.js';
import { rootUnit } from './unit-tree.js';

function keyed<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

const UNITS = [
  { id: 'city', name: 'Staden', kind: 'city' },
  { id: 'districts', name: 'Stadsdelarna', kind: 'group', parent: 'city' },
  { id: 'north', name: 'Norr', kind: 'district-council', parent: 'districts' },
  { id: 'south', name: 'Söder', kind: 'district-council', parent: 'districts' },
  { id: 'school', name: 'Skolan', kind: 'committee', parent: 'city' },
  { id: 'water', name: 'Vattnet', kind: 'company', parent: 'city' },
].map((unit) => built(Unit, unit));

const SYSTEMS = [
  { id: 'booking', name: 'Bokning', owner: 'school', eService: true },
  { id: 'payroll', name: 'Löner', owner: 'north' },
].map((system) => built(System, system));

const loading = loadCatalogue(resolve('config'));

/** The base folder with the units and systems of this spec. */
async function catalogueWith(parts: Partial<Catalogue> = {}): Promise<Catalogue> {
  const base = await loading;
  if (!base.ok) throw new Error('the base folder has faults');
  return { ...base.value, units: keyed(UNITS), systems: keyed(SYSTEMS), ...parts };
}

function unit(id: string): Unit {
  const found = UNITS.find((u) => u.id === id);
  if (!found) throw new Error(`no unit ${id}`);
  return found;
}

describe('measures in force', () => {
  const written = {
    id: 'answered-calls',
    perspective: 'external-benefit',
    order: 0,
    versions: [
      { version: 1, validFrom: '2024-01-01', decimals: 0 },
      { version: 2, validFrom: '2026-05-01', decimals: 1 },
    ],
  };
  const versioned = built(Measure, written);

  it.each([
    ['2023-12-31', null],
    ['2024-01-01', 1],
    ['2026-04-30', 1],
    ['2026-05-01', 2],
    ['2030-01-01', 2],
  ])('on %s is version %p', async (day, version) => {
    const catalogue = await catalogueWith({ measures: keyed([versioned]) });
    expect(measureInForce(catalogue, versioned.id, day)?.version ?? null).toBe(version);
    expect(measuresInForce(catalogue, day).map((m) => m.version)).toEqual(version === null ? [] : [version]);
  });

  it.each(['formerIds', 'formerly'])('answer to a name that stands under %s', async (key) => {
    const renamed = built(Measure, { ...written, [key]: ['answers'] });
    const catalogue = await catalogueWith({ measures: keyed([renamed]) });
    expect(measureInForce(catalogue, 'answers', '2026-06-01')).toMatchObject({ formerIds: ['answers'] });
  });

  it('carry the id and the perspective of their measure', async () => {
    const catalogue = await catalogueWith({ measures: keyed([versioned]) });
    expect(measureInForce(catalogue, versioned.id, '2026-06-01')).toMatchObject({
      id: 'answered-calls',
      perspective: 'external-benefit',
      decimals: 1,
    });
    expect(measureInForce(catalogue, 'unheard-of', '2026-06-01')).toBeNull();
  });

  it('are found by what they were called before', async () => {
    const measures = keyed([Object.assign(new Measure(), versioned, { formerIds: ['replies'] })]);
    const catalogue = await catalogueWith({ measures });
    expect(measureInForce(catalogue, 'replies', '2026-06-01')).toMatchObject({
      id: 'answered-calls',
      formerIds: ['replies'],
      version: 2,
    });
    expect(measureNamed(catalogue, 'replies')?.id).toBe('answered-calls');
    expect(measureNamed(catalogue, 'repl')).toBeNull();
  });

  it('stand in the order of perspectives, then of their own, then of ids', async () => {
    const measure = (id: string, perspective: string, order?: number): Measure =>
      built(Measure, {
        id,
        perspective,
        order,
        versions: [{ version: 1, validFrom: '2020-01-01' }],
      });
    const measures = keyed([
      measure('d', 'quality', 1),
      measure('c', 'cost'),
      measure('b', 'cost'),
      measure('a', 'cost', 2),
    ]);
    const catalogue = await catalogueWith({ measures });
    expect(measuresInForce(catalogue, '2026-01-01').map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the target in force', () => {
  const quarter = Period.of('2026-Q3');

  async function targetOf(
    rows: readonly Record<string, unknown>[],
    { id, period = quarter }: { id: string; period?: Period },
  ): Promise<number | null> {
    const targets = rows.map((row) =>
      built(TargetRow, { measure: 'digital-take-up', validFrom: '2026-01-01', ...row }),
    );
    const catalogue = await catalogueWith({ targets });
    const definition = measureInForce(catalogue, 'digital-take-up', period.lastDay);
    if (!definition) throw new Error('no such measure');
    const question = { subject: { kind: 'unit', id }, unitKind: unit(id).kind, period } as const;
    return targetInForce(catalogue, definition, question)?.target ?? null;
  }

  const ROWS = [
    { subject: 'unit:north', period: '2026-Q3', target: 61 },
    { subject: 'unit:north', target: 62 },
    { level: 'district-council', period: '2026-Q3', target: 63 },
    { level: 'district-council', target: 64 },
    { target: 65 },
  ];

  it.each([
    ['subject and period', ROWS, 'north', 61],
    ['subject', ROWS.slice(1), 'north', 62],
    ['level and period', ROWS.slice(2), 'north', 63],
    ['level', ROWS.slice(3), 'north', 64],
    ['for all', ROWS.slice(4), 'north', 65],
    ['of the definition', [], 'north', 80],
    ['of its own level, not of another subject', ROWS, 'south', 63],
    ['for all, not of another level', ROWS, 'school', 65],
  ])('is the one %s, whatever the order of rows', async (_, rows, id, target) => {
    expect(await targetOf(rows, { id })).toBe(target);
    expect(await targetOf([...rows].reverse(), { id })).toBe(target);
  });

  it('is the latest of equals that has begun when the period ends', async () => {
    const rows = [
      { target: 71, validFrom: '2026-09-30' },
      { target: 70, validFrom: '2026-01-01' },
      { target: 72, validFrom: '2026-10-01' },
    ];
    expect(await targetOf(rows, { id: 'school' })).toBe(71);
    expect(await targetOf(rows, { id: 'school', period: Period.of('2026-Q2') })).toBe(70);
    expect(await targetOf(rows, { id: 'school', period: Period.of('2025-Q4') })).toBe(80);
  });

  it('does not hold for another period, nor for another measure', async () => {
    expect(await targetOf([{ period: '2026-09', target: 66 }], { id: 'school' })).toBe(80);
    expect(await targetOf([{ measure: 'completion-rate', target: 66 }], { id: 'school' })).toBe(80);
  });

  it('is nothing for a measure that only informs', async () => {
    const catalogue = await catalogueWith({ targets: [] });
    const [measure] = measuresInForce(catalogue, '2026-09-30');
    if (!measure) throw new Error('no measures');
    const informing = Object.assign(measure, { target: undefined });
    const question = { subject: { kind: 'unit', id: 'north' }, period: quarter } as const;
    expect(targetInForce(catalogue, informing, question)).toBeNull();
  });
});

const MONTH = '2026-09';

describe('the unit tree', () => {
  it('has a root, children and subtrees', async () => {
    const catalogue = await catalogueWith();
    expect(rootUnit(catalogue).id).toBe('city');
    expect(childrenIn(catalogue, 'city', MONTH).map(({ id }) => id)).toEqual([
      'districts',
      'school',
      'water',
    ]);
    expect(subtreeIn(catalogue, 'districts', MONTH)).toEqual(new Set(['districts', 'north', 'south']));
    expect(subtreeIn(catalogue, 'city', MONTH)).toEqual(new Set(catalogue.units.keys()));
    expect(subtreeIn(catalogue, 'north', MONTH)).toEqual(new Set(['north']));
    expect(subtreeIn(catalogue, 'nowhere', MONTH)).toEqual(new Set());
  });

  it('throws with a code when it has no root', async () => {
    const catalogue = await catalogueWith({ units: new Map() });
    expect(() => rootUnit(catalogue)).toThrow(expect.objectContaining({ code: 'catalogue/no-root' }));
  });
});

describe('deliveries owed', () => {
  async function owed(id: string, deliveries?: readonly Record<string, unknown>[]): Promise<string[]> {
    const catalogue = await catalogueWith(
      deliveries && {
        deliveries: deliveries.map((delivery) =>
          built(Delivery, { cadence: 'month', dueDays: 20, ...delivery }),
        ),
      },
    );
    return deliveriesOwedBy(catalogue, unit(id), MONTH).map((delivery) => delivery.id);
  }

  it('are those of the base folder: transactions only by owners of e-services', async () => {
    expect(await owed('school')).toContain('transactions');
    expect(await owed('north')).not.toContain('transactions');
    expect(await owed('north')).toEqual(
      expect.arrayContaining(['cost', 'base-figures', 'survey-external', 'survey-employees', 'maturity']),
    );
  });

  it('are none for the city and groups, unless named', async () => {
    expect(await owed('city')).toEqual([]);
    expect(await owed('districts')).toEqual([]);
    expect(await owed('city', [{ id: 'city-cost', dataset: 'cost', also: ['city'] }])).toEqual(['city-cost']);
  });

  it('follow the kinds of unit, with exceptions both ways', async () => {
    const rules = [
      { id: 'water-cost', dataset: 'cost', kinds: ['company'], also: ['north'], except: ['south'] },
    ];
    expect(await owed('water', rules)).toContain('water-cost');
    expect(await owed('north', rules)).toContain('water-cost');
    expect(await owed('school', rules)).not.toContain('water-cost');
    const all = [{ id: 'all-cost', dataset: 'cost', except: ['south'] }];
    expect(await owed('south', all)).not.toContain('all-cost');
  });

  it('are every data set in its usual cadence, 20 days after, when no delivery names it', async () => {
    const catalogue = await catalogueWith({ deliveries: [] });
    const usual = deliveriesOwedBy(catalogue, unit('north'), MONTH);
    expect(usual.map(({ dataset }) => dataset).sort()).toEqual([...catalogue.datasets.keys()].sort());
    for (const { dataset, cadence, dueDays } of usual) {
      expect(cadence).toBe(catalogue.datasets.get(dataset)?.periods[0]);
      expect(dueDays).toBe(20);
    }
    expect(deliveriesOwedBy(catalogue, unit('city'), MONTH)).toEqual([]);
  });
});

describe('names and owners', () => {
  it('are told for every kind of subject', async () => {
    const catalogue = await catalogueWith();
    expect(subjectName(catalogue, { kind: 'unit', id: 'north' })?.sv).toBe('Norr');
    expect(subjectName(catalogue, { kind: 'system', id: 'booking' })?.sv).toBe('Bokning');
    expect(subjectName(catalogue, { kind: 'portfolio', id: '2' })?.sv).toBe('Fokusområde 2');
    expect(subjectName(catalogue, { kind: 'category', id: 'basic' })?.sv).toBe('Grundläggande');
    expect(subjectName(catalogue, { kind: 'service-domain', id: 'social' })?.sv).toBe('Sociala');
  });

  it('are null for what is unknown, also for names that every object has', async () => {
    const catalogue = await catalogueWith();
    for (const kind of ['unit', 'system', 'project', 'portfolio', 'service-domain', 'category'] as const) {
      expect(subjectName(catalogue, { kind, id: 'toString' })).toBeNull();
    }
  });

  it('lead from a unit to its systems, and from a token to its principal', async () => {
    const eva = { id: 'eva', name: 'Eva', tokenSha256: 'ab'.repeat(32), roles: ['admin'] };
    const principals = keyed([built(Principal, eva)]);
    const catalogue = await catalogueWith({ principals });
    expect(systemsOwnedBy(catalogue, 'school', MONTH).map(({ id }) => id)).toEqual(['booking']);
    expect(systemsOwnedBy(catalogue, 'city', MONTH)).toEqual([]);
    expect(principalByTokenHash(catalogue, 'ab'.repeat(32))?.id).toBe('eva');
    expect(principalByTokenHash(catalogue, '')).toBeNull();
  });
});

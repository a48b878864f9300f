import { type MeasurePoint, Period, type Subject } from '#core';
import { system } from './availability/sample-systems.spec-data.js';
import { Q3, byId, facts, project, sampleCity, sum } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const catalogue = await sampleCity({
  systems: byId(
    system('portal', { owner: 'a', eService: true, serviceDomain: 'social', category: 'basic' }),
    system('forms', { owner: 'a', eService: true, serviceDomain: 'technical', category: 'innovative' }),
    system('ledger', { owner: 'b', serviceDomain: 'social', category: 'basic' }),
  ),
  projects: byId(
    project('renewal', { end: '2026-08-01', delivers: ['portal'] }),
    project('later', { end: '2026-12-31', delivers: ['forms'], portfolio: '2' }),
  ),
});

const row = (systemId: string, month: string, web: number, phone: number) => [
  sum('a', month, { completed: web }, { system: systemId, labels: { channel: 'web' } }),
  sum('a', month, { completed: phone }, { system: systemId, labels: { channel: 'phone' } }),
];
const data = facts({
  transactions: [
    ...row('portal', '2026-07', 10, 90),
    ...row('portal', '2026-08', 60, 40),
    ...row('forms', '2026-09', 5, 5),
  ],
});
const scorer = createScorer(catalogue, data);

function pointOf(kind: Subject['kind'], id: string, measure = 'digital-take-up'): MeasurePoint {
  const series = scorer.series(measure, { kind, id }, [Q3]);
  if (!series.ok || !series.value[0]) throw new Error('no point');
  return series.value[0];
}

describe('a subject is a filter over facts', () => {
  it.each([
    ['unit', 'city', 75 / 210],
    ['system', 'portal', 70 / 200],
    ['system', 'forms', 5 / 10],
    ['service-domain', 'social', 70 / 200],
    ['category', 'innovative', 5 / 10],
    ['project', 'renewal', 60 / 100], // from its end date on
    ['portfolio', '1', 60 / 100],
  ] as const)('%s %s', (kind, id, share) => {
    expect(pointOf(kind, id).value.number).toBeCloseTo(100 * share, 12);
  });

  it('is not applicable where nothing can be expected', () => {
    expect(pointOf('project', 'later').value.kind).toBe('not-applicable');
    expect(pointOf('portfolio', '5').value.kind).toBe('not-applicable');
    expect(pointOf('system', 'ledger').value.kind).toBe('not-applicable');
    expect(pointOf('service-domain', 'pedagogical').value.kind).toBe('not-applicable');
  });

  it('is not applicable when the definition does not list its kind', () => {
    expect(pointOf('system', 'portal', 'it-cost-share')).toMatchObject({
      status: 'not-applicable',
      completeness: { actual: 0, expected: 0 },
    });
  });

  it('is not applicable where the unit has handed in, and nothing of it is about the subject', () => {
    const series = scorer.series('digital-take-up', { kind: 'system', id: 'forms' }, [Period.of('2026-07')]);
    expect(series.ok && series.value[0]).toMatchObject({
      status: 'not-applicable',
      completeness: { actual: 0, expected: 0 },
    });
  });

  it('is missing when the unit has handed in nothing', () => {
    const empty = createScorer(catalogue, facts({}));
    const series = empty.series('digital-take-up', { kind: 'system', id: 'portal' }, [Q3]);
    expect(series.ok && series.value[0]).toMatchObject({
      status: 'not-provided',
      completeness: { actual: 0, expected: 3 },
    });
  });
});

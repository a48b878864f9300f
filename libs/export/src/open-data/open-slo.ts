import { type Catalogue, measureInForce, publicGroups, targetInForce } from '#catalogue';
import { type Period } from '#core';
import { stringify } from 'yaml';

/** The measure that targets of availability are of. */
const MEASURE = 'availability';

/**
 * The targets of availability of the public systems as OpenSLO v1: a service, what is measured of it, and the share of agreed
 * service time that it shall be up in a calendar month. None where the catalogue has no such measure.
 */
export function openSlo(catalogue: Catalogue, period: Period): string {
  const definition = measureInForce(catalogue, MEASURE, period.lastDay);
  if (!definition) return '';
  const systems = publicGroups(catalogue).flatMap(({ services }) => services.map(({ system }) => system));
  const documents = systems.flatMap((system) => {
    const question = { subject: { kind: 'system', id: system.id }, period } as const;
    const levels = targetInForce(catalogue, definition, question);
    if (!levels) return [];
    const { id, name } = system;
    const labels = { measure: MEASURE, definitionVersion: String(definition.version) };
    return [
      {
        apiVersion: 'openslo/v1',
        kind: 'Service',
        metadata: { name: id, displayName: name.sv },
        spec: { description: name.en },
      },
      {
        apiVersion: 'openslo/v1',
        kind: 'SLO',
        metadata: { name: `${id}-${MEASURE}`, displayName: `${name.sv}: ${definition.name.sv}`, labels },
        spec: {
          description: definition.description.sv,
          service: id,
          indicator: indicatorOf(id),
          timeWindow: [
            {
              duration: '1M',
              calendar: { startTime: '2020-01-01 00:00:00', timeZone: 'Europe/Stockholm' },
              isRolling: false,
            },
          ],
          budgetingMethod: 'Occurrences',
          objectives: [{ displayName: definition.name.sv, target: fraction(levels.target) }],
        },
      },
    ];
  });
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join('---\n');
}

/** Milliseconds up, of those up or down, inside agreed service time: each a good or bad occurrence. */
function indicatorOf(system: string): object {
  const metric = (state: string): object => ({
    metricSource: { type: 'perspektiv', spec: { path: `/api/v1/systems/${system}/availability`, state } },
  });
  return {
    metadata: { name: `${system}-up` },
    spec: { ratioMetric: { counter: true, good: metric('up'), total: metric('up+down') } },
  };
}

/** Per cent as a share, without the tail that binary fractions leave. */
function fraction(percent: number): number {
  return Number((percent / 100).toFixed(8));
}

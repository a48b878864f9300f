import { type ObservationSum } from '#core';
import { type Catalogue, type FactSource, existsIn, idToday, ownerIn } from '#catalogue';
import { type Fact } from './facts.js';
import { monthText, monthsOfText } from './months.js';

type Sum = ObservationSum & Pick<Fact, 'sliceUnit'>;

/** The owner of a system in the month that a period belongs to; `null` where the owner was not there yet. */
function ownerThen(catalogue: Catalogue, systemId: string, period: string): string | null {
  const system = catalogue.systems.get(systemId);
  if (!system) return null;
  const month = monthText(monthsOfText(period).last);
  const owner = ownerIn(catalogue, system, month);
  const unit = catalogue.units.get(owner);
  return unit && !existsIn(unit, month) ? null : owner;
}

/** Whether rows of a source say nothing of a unit: then it is the owner of their system that they belong to. */
function isBySystem({ datasets }: Catalogue, source: FactSource): boolean {
  const schema = source === 'probes' ? undefined : datasets.get(source);
  return schema !== undefined && !schema.fields.some(({ role }) => role === 'unit');
}

/**
 * Sums as what they are about is called today, and of rows that only name a system as those of its owner in force in their
 * month, whoever handed them in (domain.md, section 2). Those that need no change are themselves.
 */
export function belonging(catalogue: Catalogue, source: FactSource, sums: readonly ObservationSum[]): Sum[] {
  const { units, systems, projects } = catalogue;
  const bySystem = isBySystem(catalogue, source);
  const owners = new Map<string, string | null>();
  const ownerOf = (system: string, period: string): string | null => {
    const key = `${period} ${system}`;
    const owner = owners.get(key) ?? ownerThen(catalogue, system, period);
    owners.set(key, owner);
    return owner;
  };
  return sums.map((sum): Sum => {
    const system = sum.system === null ? null : idToday(systems, sum.system);
    const project = sum.project === null ? null : idToday(projects, sum.project);
    const named = idToday(units, sum.unit);
    const unit = bySystem && system !== null ? (ownerOf(system, sum.period) ?? named) : named;
    if (unit === sum.unit && system === sum.system && project === sum.project) return sum;
    return { ...sum, unit, system, project, ...(unit === sum.unit ? {} : { sliceUnit: sum.unit }) };
  });
}

import { type Catalogue, type System, ownerIn } from '#catalogue';
import { type Interval, type LocalizedText, type OutageRecord, type Period } from '#core';
import { type MeasuredSystem } from '#export';
import { type AvailabilitySummary, summarise } from '#score';
import { type FactReader } from '#store';
import { type AgreedWithin } from '../scoring/score-cycle.js';

/** What measuring knows of systems. */
export interface MeasuredTimes {
  readonly agreed: { readonly within: AgreedWithin };
  readonly outages: {
    list(
      filter: Interval & { readonly systems?: readonly string[] },
      nowMs: number,
    ): Promise<{ items: readonly OutageRecord[] }>;
  };
}

interface MeasuredStage {
  readonly catalogue: Catalogue;
  readonly facts: Pick<FactReader, 'availability' | 'outages'>;
  readonly measured: MeasuredTimes;
}

/** Systems that are probed: of others there is nothing to tell. */
export function probedSystems({ systems }: Catalogue): System[] {
  return [...systems.values()].filter(({ probes }) => probes.length > 0);
}

/** How systems were up in a period, and each of their outages with what people said of it. */
export async function measuredSystems(
  { catalogue, facts, measured }: MeasuredStage,
  systems: readonly System[],
  { period, nowMs }: { readonly period: Period; readonly nowMs: number },
): Promise<MeasuredSystem[]> {
  const window = { startMs: period.startMs, endMs: period.endMs };
  const asked = { ...window, systems: systems.map(({ id }) => id) };
  const days = bySystem(await facts.availability({ ...asked, granularity: 'day' }));
  const outages = bySystem(await facts.outages(asked));
  const told = bySystem((await measured.outages.list(asked, nowMs)).items);
  const agreedTimeOf = await measured.agreed.within(window, nowMs);
  const month = period.lastMonth.toString();
  return systems.map((system) => {
    const { id } = system;
    const owner = ownerIn(catalogue, system, month);
    const question = { window, agreed: agreedTimeOf(system, window), outages: outages.get(id) ?? [] };
    return {
      id,
      name: system.name,
      owner: nameOr(catalogue.units.get(owner)?.name, owner),
      serviceTime: nameOr(catalogue.serviceTimes.get(system.serviceTime)?.name, system.serviceTime),
      figures: figuresOf(summarise(days.get(id) ?? [], question)),
      outages: (told.get(id) ?? []).map(outageOf).toReversed(),
    };
  });
}

function bySystem<T extends { readonly system: string }>(rows: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows) {
    const group = grouped.get(row.system);
    if (group) group.push(row);
    else grouped.set(row.system, [row]);
  }
  return grouped;
}

function nameOr(name: LocalizedText | undefined, id: string): LocalizedText {
  return name ?? { sv: id, en: id };
}

function figuresOf(summary: AvailabilitySummary): MeasuredSystem['figures'] {
  const { agreedMs, availability, availabilityWithMaintenance, coverage, inside, maintenance } = summary;
  const { outageCount, outageTotalMs, longestOutageMs, meanTimeToRestoreMs } = summary;
  return {
    ...{ agreedMs, availability, availabilityWithMaintenance, coverage },
    ...{ inside: timesOf(inside), maintenance: timesOf(maintenance) },
    ...{ outageCount, outageTotalMs, longestOutageMs, meanTimeToRestoreMs },
  };
}

function timesOf({ upMs, degradedMs, downMs, unmonitoredMs }: MeasuredSystem['figures']['inside']) {
  return { upMs, degradedMs, downMs, unmonitoredMs };
}

function outageOf(outage: OutageRecord): MeasuredSystem['outages'][number] {
  const { id, from, to, durationMs, reason, counted, annotations } = outage;
  return { id, from, to, durationMs, reason, counted, annotations };
}

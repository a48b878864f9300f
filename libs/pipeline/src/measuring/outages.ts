import {
  type Interval,
  type Outage,
  type OutageAnnotation,
  type OutageDetail,
  type OutageRecord,
  type OutageSummary,
  type TimelinePart,
  cityTime,
} from '#core';
import { type Catalogue, type System } from '#catalogue';
import { countedOutages, failedPhase, outageTime, systemTimeline } from '#score';
import { type FactReader, type TimeSeries } from '#store';
import { type Entry, type Journal, type Signed, type Stage } from '../stage.js';
import { type AgreedTimes } from './agreed-times.js';

/** Which outages: those that touch a window; any field left out matches all. */
export interface OutageFilter extends Interval {
  readonly systems?: readonly string[];
  readonly ongoing?: boolean;
  readonly counted?: boolean;
}

/** What outages there were, how they came, and what people said of them. */
export class Outages {
  private readonly catalogue: Catalogue;
  private readonly journal: Journal;
  private readonly timeSeries: TimeSeries;
  private readonly facts: FactReader;

  constructor(
    { catalogue, journal, timeSeries, facts }: Pick<Stage, 'catalogue' | 'journal' | 'timeSeries' | 'facts'>,
    private readonly agreed: AgreedTimes,
  ) {
    this.catalogue = catalogue;
    this.journal = journal;
    this.timeSeries = timeSeries;
    this.facts = facts;
  }

  /** Newest first, and what they come to together. */
  async list(
    filter: OutageFilter,
    nowMs: number,
  ): Promise<{ items: OutageRecord[]; summary: OutageSummary }> {
    const outages = (await this.facts.outages(filter))
      .filter(({ endMs }) => filter.ongoing === undefined || (endMs === null) === filter.ongoing)
      .filter(({ counted }) => filter.counted === undefined || counted === filter.counted)
      .reverse();
    const said = await this.annotations();
    return {
      items: outages.map((outage) => this.recordOf(outage, said, nowMs)),
      summary: await this.summaryOf(outages, filter, nowMs),
    };
  }

  /** One of them with its evidence; `null` when there is none of that id, not even one that has grown since. */
  async detail(id: string, nowMs: number): Promise<OutageDetail | null> {
    const found = await this.find(id);
    if (!found) return null;
    const { system, outage } = found;
    const endMs = outage.endMs ?? nowMs;
    const span = { startMs: outage.startMs, endMs };
    const targets = system.probes.map((probe) => probe.id);
    const longestMs = 1000 * Math.max(0, ...system.probes.map((probe) => probe.intervalSeconds));
    const samples = await this.timeSeries.samples({ startMs: span.startMs - 2 * longestMs, endMs, targets });
    const seen = new Set<string>();
    const evidence = samples
      .filter(({ state, timeMs }) => state === 'down' && timeMs >= span.startMs)
      .filter(({ target, vantage }) => !seen.has(`${target} ${vantage}`) && seen.add(`${target} ${vantage}`))
      .map((sample) => ({ ...sample, time: cityTime(sample.timeMs), phase: failedPhase(sample) }))
      .sort((a, b) => a.timeMs - b.timeMs)
      .map(({ timeMs: _, ...told }) => told);
    const parts = samples.length === 0 ? [] : this.partsOf(system, samples, span);
    return { ...this.recordOf(outage, await this.annotations(), nowMs), evidence, parts };
  }

  /** The states of a system over a span, as far as its samples are kept. */
  async timeline(system: System, span: Interval): Promise<TimelinePart[]> {
    const targets = system.probes.map((probe) => probe.id);
    const longestMs = 1000 * Math.max(0, ...system.probes.map((probe) => probe.intervalSeconds));
    const read = { startMs: span.startMs - 2 * longestMs, endMs: span.endMs, targets };
    return this.partsOf(system, await this.timeSeries.samples(read), span);
  }

  /** Says something of an outage; `null` when there is no such one. */
  async annotate(id: string, text: string, { by, nowMs }: Signed): Promise<OutageAnnotation | null> {
    const found = await this.find(id);
    if (!found) return null;
    const subject = `system:${found.system.id}`;
    const content = { outageMs: found.outage.startMs, text };
    return annotationOf(await this.journal.write('annotation', { atMs: nowMs, by, subject, content }));
  }

  /** What outages come to in a window; of systems that the catalogue knows. */
  private async summaryOf(
    outages: readonly Outage[],
    window: Interval,
    nowMs: number,
  ): Promise<OutageSummary> {
    const agreedTimeOf = await this.agreed.within(window, nowMs);
    const timeOf = (outage: Outage): number => {
      const system = this.catalogue.systems.get(outage.system);
      const span = { startMs: outage.startMs, endMs: outage.endMs ?? nowMs };
      return system ? outageTime(outage, agreedTimeOf(system, span)) : 0;
    };
    const { outageCount, outageTotalMs, longestOutageMs, meanTimeToRestoreMs } = countedOutages({
      window,
      outages,
      timeOf,
    });
    return { count: outageCount, totalMs: outageTotalMs, longestMs: longestOutageMs, meanTimeToRestoreMs };
  }

  private partsOf(
    system: System,
    samples: Parameters<typeof systemTimeline>[1],
    span: Interval,
  ): TimelinePart[] {
    const { quorumAbove } = this.catalogue.rules;
    return systemTimeline(system, samples, { span, quorumAbove }).map(({ startMs, endMs, ...told }) => ({
      from: cityTime(startMs),
      to: cityTime(endMs),
      ...told,
    }));
  }

  private async find(id: string): Promise<{ system: System; outage: Outage } | null> {
    const [, name = '', startText = ''] = /^([a-z0-9-]+)\.(\d{1,15})$/.exec(id) ?? [];
    const system = this.catalogue.systems.get(name);
    const startMs = Number(startText);
    if (!system || startText === '') return null;
    const [outage] = await this.facts.outages({ startMs, endMs: startMs + 1, systems: [name] });
    return outage ? { system, outage } : null;
  }

  private annotations(): Promise<readonly Entry<'annotation'>[]> {
    return this.journal.entriesOf('annotation');
  }

  private recordOf(outage: Outage, said: readonly Entry<'annotation'>[], nowMs: number): OutageRecord {
    const { system, startMs, endMs, reason, counted } = outage;
    const leastMs = 1000 * (this.catalogue.systems.get(system)?.outageMinSeconds ?? 0);
    return {
      id: `${system}.${startMs}`,
      system,
      from: cityTime(startMs),
      confirmed: cityTime(startMs + leastMs),
      to: endMs === null ? null : cityTime(endMs),
      durationMs: (endMs ?? Math.max(nowMs, startMs)) - startMs,
      reason,
      counted,
      annotations: said.filter((entry) => isAbout(entry, outage)).map(annotationOf),
    };
  }
}

function isAbout(
  { subject, content: { outageMs } }: Entry<'annotation'>,
  { system, startMs, endMs }: Outage,
): boolean {
  return subject === `system:${system}` && outageMs >= startMs && outageMs < (endMs ?? Infinity);
}

function annotationOf({ id, content: { text }, atMs, by }: Entry<'annotation'>): OutageAnnotation {
  return { id, text, at: cityTime(atMs), by };
}

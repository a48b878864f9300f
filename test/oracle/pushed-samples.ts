import type { Outage, Period, ProbeState, Sample } from '#core';
import type { Catalogue, System } from '#catalogue';
import { Temporal } from 'temporal-polyfill';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ZONE = 'Europe/Stockholm';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What a system comes to in a month, by domain.md, section 6, asked anew for every minute. */
export interface MonthOfSystem {
  readonly upMs: number;
  readonly downMs: number;
  /** All service time that was agreed, measured or not. */
  readonly agreedMs: number;
  readonly outages: number;
  readonly satisfied: number;
  readonly tolerating: number;
  readonly samples: number;
}

/** Agreed service time, hour by hour: the agreements begin and end on whole hours, and no holiday lies from July to September. */
class AgreedHours {
  private readonly known = new Map<number, boolean>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly system: System,
  ) {}

  has(timeMs: number): boolean {
    const hour = Math.floor(timeMs / HOUR_MS);
    const known = this.known.get(hour) ?? this.isAgreed(hour * HOUR_MS);
    this.known.set(hour, known);
    return known;
  }

  private isAgreed(timeMs: number): boolean {
    const at = Temporal.Instant.fromEpochMilliseconds(timeMs).toZonedDateTimeISO(ZONE);
    const day = DAYS[at.dayOfWeek - 1];
    const clock = `${String(at.hour).padStart(2, '0')}:00`;
    const weekly = this.catalogue.serviceTimes.get(this.system.serviceTime)?.weekly ?? [];
    return weekly.some(({ days, from, to }) => day && days.includes(day) && clock >= from && clock < to);
  }
}

/** A sample's state holds until the next of its probe and vantage point, at most two intervals. */
function stateAt(taken: readonly Sample[], seconds: number, timeMs: number): ProbeState {
  const latest = taken.findLast((sample) => sample.timeMs <= timeMs);
  return latest && timeMs < latest.timeMs + 2 * seconds * 1000 ? latest.state : 'unmonitored';
}

/** Of several vantage points the majority of those that measured decides. */
function stateOfProbe(states: readonly ProbeState[]): ProbeState {
  const measured = states.filter((state) => state !== 'unmonitored');
  const down = measured.filter((state) => state === 'down').length;
  const poor = measured.filter((state) => state !== 'up').length;
  if (measured.length === 0) return 'unmonitored';
  if (2 * down > measured.length) return 'down';
  return 2 * poor > measured.length ? 'degraded' : 'up';
}

/** The state of a system in every minute from the first sample on, until nothing of the last one holds. */
export class MinutesOfSystem {
  private readonly startMs: number;
  private readonly states: ProbeState[] = [];
  private readonly agreed: AgreedHours;

  constructor(
    catalogue: Catalogue,
    private readonly system: System,
    private readonly samples: readonly Sample[],
  ) {
    this.agreed = new AgreedHours(catalogue, system);
    const times = samples.map(({ timeMs }) => timeMs);
    this.startMs = Math.min(...times);
    const endMs = Math.max(...times) + 3 * HOUR_MS;
    const taken = system.probes.map(({ id, intervalSeconds }) => ({
      intervalSeconds,
      byVantage: [...new Set(samples.map(({ vantage }) => vantage))].map((vantage) =>
        samples
          .filter((sample) => sample.target === id && sample.vantage === vantage)
          .sort((a, b) => a.timeMs - b.timeMs),
      ),
    }));
    for (let timeMs = this.startMs; timeMs < endMs; timeMs += MINUTE_MS) {
      const probes = taken.map(({ intervalSeconds, byVantage }) =>
        stateOfProbe(byVantage.map((own) => stateAt(own, intervalSeconds, timeMs))),
      );
      const worst = (['down', 'unmonitored', 'degraded'] as const).find((state) => probes.includes(state));
      this.states.push(worst ?? 'up');
    }
  }

  in(month: Period): MonthOfSystem {
    const { system } = this;
    const inside = (timeMs: number): boolean =>
      timeMs >= month.startMs && timeMs < month.endMs && this.agreed.has(timeMs);
    let [upMs, downMs, agreedMs] = [0, 0, 0];
    for (let timeMs = month.startMs; timeMs < month.endMs; timeMs += MINUTE_MS) {
      if (!this.agreed.has(timeMs)) continue;
      agreedMs += MINUTE_MS;
      const state = this.states[(timeMs - this.startMs) / MINUTE_MS];
      if (state === 'up' || state === 'degraded') upMs += MINUTE_MS;
      else if (state === 'down') downMs += MINUTE_MS;
    }
    const timed = this.samples.filter(({ timeMs, state }) => inside(timeMs) && state !== 'unmonitored');
    const within = (limitMs: number): number =>
      timed.filter(({ state, totalMs = Infinity }) => state !== 'down' && totalMs <= limitMs).length;
    const satisfied = within(system.apdexThresholdMs);
    const tolerating = within(4 * system.apdexThresholdMs) - satisfied;
    const outages = this.outages().filter(({ startMs }) => inside(startMs)).length;
    return { upMs, downMs, agreedMs, outages, satisfied, tolerating, samples: timed.length };
  }

  /** Maximal intervals down, merged over gaps shorter than an interval, or in which for an hour at most nobody measured. */
  private outages(): Pick<Outage, 'startMs' | 'endMs'>[] {
    const shortest = Math.min(...this.system.probes.map(({ intervalSeconds }) => intervalSeconds)) / 60;
    const found: { start: number; end: number }[] = [];
    for (const [minute, state] of this.states.entries()) {
      if (state !== 'down') continue;
      const last = found.at(-1);
      const between = last ? this.states.slice(last.end, minute) : [];
      const isUnseen = between.length <= 60 && between.every((each) => each === 'unmonitored');
      if (last && (between.length < shortest || isUnseen)) last.end = minute + 1;
      else found.push({ start: minute, end: minute + 1 });
    }
    return found
      .filter(({ start, end }) => (end - start) * 60 >= this.system.outageMinSeconds)
      .map(({ start, end }) => ({
        startMs: this.startMs + start * MINUTE_MS,
        endMs: this.startMs + end * MINUTE_MS,
      }));
  }
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Interval, type ProbeState, type Sample, type StateTime, cityTime } from '#core';
import { HttpProbe, MaintenanceEntry, System, describeFaults, loadCatalogue } from '#catalogue';
import { type Perspektiv, type Settings, openPerspektivOver } from '#pipeline';
import { Draw } from '../../apps/demo/src/city/draw.js';
import { type Clock } from '../../libs/collect/src/runner/clock.js';
import { Schedule } from '../../libs/collect/src/runner/schedule.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const CONFIG = resolve(import.meta.dirname, '../fixtures/config/small');
const TARGETS = 200;
/** Two hours of a Thursday, inside office hours. */
const SPAN: Interval = {
  startMs: Date.parse('2026-09-17T10:00:00+02:00'),
  endMs: Date.parse('2026-09-17T12:00:00+02:00'),
};
const WORK: Interval = { startMs: SPAN.startMs + 30 * MINUTE_MS, endMs: SPAN.startMs + 50 * MINUTE_MS };

/** A stretch of the truth. */
interface Part extends Interval {
  readonly state: ProbeState;
}

/** What a target goes through: long and short outages, flaps, slow spells; the same for the same number. */
function scriptOf(target: number): Part[] {
  const draw = new Draw(1, 'truth', String(target));
  const parts: Part[] = [];
  let state: ProbeState = 'up';
  for (let startMs = SPAN.startMs; startMs < SPAN.endMs;) {
    const flaps = target % 10 === 0;
    const minutes = state === 'up' ? draw.between(4, flaps ? 8 : 70) : draw.between(3, flaps ? 6 : 25);
    const endMs = Math.min(SPAN.endMs, startMs + Math.round(minutes * MINUTE_MS));
    parts.push({ startMs, endMs, state });
    startMs = endMs;
    state = state === 'up' ? draw.pick(['down', 'down', 'degraded'] as const) : 'up';
  }
  return parts;
}

function stateAt(script: readonly Part[], atMs: number): ProbeState {
  return script.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs)?.state ?? 'up';
}

/** Some seconds: 20, 30 or 60. */
function intervalMsOf(target: number): number {
  return ([20, 30, 60][target % 4] ?? 60) * SECOND_MS;
}

const idOf = (target: number): string => `target-${target}`;
const targets = Array.from({ length: TARGETS }, (_, i) => i);

type Totals = Record<ProbeState, number>;
const NOTHING: Totals = { up: 0, degraded: 0, down: 0, unmonitored: 0 };

function truthOf(parts: readonly Part[], within: Interval): Totals {
  const totals = { ...NOTHING };
  for (const { startMs, endMs, state } of parts) {
    totals[state] += Math.max(0, Math.min(endMs, within.endMs) - Math.max(startMs, within.startMs));
  }
  return totals;
}

function totalsOf(times: readonly StateTime[]): Totals {
  const totals = { ...NOTHING };
  for (const { upMs, degradedMs, downMs, unmonitoredMs } of times) {
    totals.up += upMs;
    totals.degraded += degradedMs;
    totals.down += downMs;
    totals.unmonitored += unmonitoredMs;
  }
  return totals;
}

describe('two hundred targets over two hours, against their script', () => {
  const opened: { perspektiv: Perspektiv; folder: string }[] = [];
  afterAll(async () => {
    for (const { perspektiv, folder } of opened) {
      await perspektiv.close();
      await rm(folder, { recursive: true });
    }
  });

  /** Stores samples in a real store, and tells what was rolled up of each target inside and of planned work. */
  async function measured(samples: readonly Sample[]) {
    const loaded = await loadCatalogue(CONFIG);
    if (!loaded.ok) throw new Error(describeFaults(loaded.problem));
    const [model] = loaded.value.systems.values();
    const systems = targets.map((target) => {
      const probe = Object.assign(new HttpProbe(), {
        ...{ id: idOf(target), kind: 'http', url: 'http://127.0.0.1:9/' },
        intervalSeconds: intervalMsOf(target) / SECOND_MS,
      });
      return Object.assign(new System(), model, { id: idOf(target), probes: [probe] });
    });
    // Every fifth is worked on for twenty minutes, as was announced the day before.
    const maintenance = targets
      .filter((target) => target % 5 === 0)
      .map((target) =>
        Object.assign(new MaintenanceEntry(), {
          ...{ system: idOf(target), note: 'Arbete', announced: cityTime(SPAN.startMs - 24 * HOUR_MS) },
          ...{ from: cityTime(WORK.startMs), to: cityTime(WORK.endMs) },
        }),
      );
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-truth-'));
    const catalogue = {
      ...loaded.value,
      systems: new Map(systems.map((each) => [each.id, each])),
      maintenance,
    };
    const settings: Settings = {
      configFolder: CONFIG,
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      roles: new Set(),
      logLevel: 'silent',
      vantage: 'main',
      version: 'test',
    };
    const perspektiv = await openPerspektivOver(catalogue, settings, () => SPAN.endMs);
    if (!perspektiv.ok) throw new Error(perspektiv.problem);
    opened.push({ perspektiv: perspektiv.value, folder });
    await perspektiv.value.measuring.collect.push(samples, SPAN.endMs);
    const { facts } = perspektiv.value.store;
    const rows = await facts.availability({ ...SPAN, granularity: 'hour' });
    const outages = await facts.outages(SPAN);
    return (target: number) => {
      const own = rows.filter(({ system }) => system === idOf(target));
      return {
        inside: totalsOf(own.map(({ inside }) => inside)),
        maintenance: totalsOf(own.map((row) => row.maintenance)),
        outages: outages.filter(({ system }) => system === idOf(target)),
      };
    };
  }

  describe('pushed by who knows each change', () => {
    let of: Awaited<ReturnType<typeof measured>>;
    beforeAll(async () => {
      const samples = targets.flatMap((target) =>
        scriptOf(target).flatMap(({ startMs, endMs, state }) => {
          const intervalMs = intervalMsOf(target);
          const count = Math.ceil((endMs - startMs) / intervalMs);
          return Array.from({ length: count }, (_, i): Sample => ({
            ...{ target: idOf(target), vantage: 'farm', timeMs: startMs + i * intervalMs, state },
            ...(state === 'down' ? { reason: 'timeout' } : { totalMs: 100 }),
          }));
        }),
      );
      of = await measured(samples);
    });

    it('is measured to the millisecond, planned work apart', () => {
      for (const target of targets) {
        const script = scriptOf(target);
        const all = truthOf(script, SPAN);
        const worked = target % 5 === 0 ? truthOf(script, WORK) : NOTHING;
        const { inside, maintenance } = of(target);
        expect(maintenance).toEqual(worked);
        for (const state of ['up', 'degraded', 'down', 'unmonitored'] as const) {
          expect({ target, [state]: inside[state] }).toEqual({ target, [state]: all[state] - worked[state] });
        }
      }
    });

    it('has the outages of the script, and no others', () => {
      for (const target of targets) {
        // The last may be cut off before it has lasted long enough to be one.
        const down = scriptOf(target).filter(
          ({ state, startMs, endMs }) => state === 'down' && endMs - startMs >= MINUTE_MS,
        );
        expect(of(target).outages.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
          down.map(({ startMs, endMs }) => [startMs, endMs === SPAN.endMs ? null : endMs]),
        );
      }
    });
  });

  describe('probed by our own schedule, which is paused twice and whose clock is set', () => {
    /** In time that flows evenly: when the machine stood still, and when its clock was set by how much. */
    const PAUSES: readonly Interval[] = [
      { startMs: 20 * MINUTE_MS, endMs: 27 * MINUTE_MS },
      { startMs: 100 * MINUTE_MS, endMs: 101.5 * MINUTE_MS },
    ];
    const STEPS = [
      { atMs: 55 * MINUTE_MS, byMs: 8 * MINUTE_MS },
      { atMs: 75 * MINUTE_MS, byMs: -40 * SECOND_MS },
    ];

    class SimulatedClock implements Clock {
      evenMs = 0;
      private readonly startMs = SPAN.startMs;
      offsetAt(evenMs: number): number {
        return STEPS.filter(({ atMs }) => atMs <= evenMs).reduce((sum, { byMs }) => sum + byMs, this.startMs);
      }
      wallMs(): number {
        return this.evenMs + this.offsetAt(this.evenMs);
      }
      monotonicMs(): number {
        return this.evenMs;
      }
    }

    /** The times of the wall clock at which nobody was there. */
    const clock = new SimulatedClock();
    const blind = [
      ...PAUSES.map(({ startMs, endMs }) => ({
        startMs: startMs + clock.offsetAt(startMs),
        endMs: endMs + clock.offsetAt(endMs),
      })),
      ...STEPS.filter(({ byMs }) => byMs > 0).map(({ atMs, byMs }) => ({
        startMs: atMs + clock.offsetAt(atMs) - byMs,
        endMs: atMs + clock.offsetAt(atMs),
      })),
    ];

    function probedSamples(): Sample[] {
      const entries = targets.map((target) => ({
        id: idOf(target),
        target,
        intervalMs: intervalMsOf(target),
      }));
      const schedule = new Schedule(entries, clock);
      const scripts = new Map(targets.map((target) => [target, scriptOf(target)]));
      const samples: Sample[] = [];
      for (; clock.wallMs() < SPAN.endMs; clock.evenMs += 250) {
        if (PAUSES.some(({ startMs, endMs }) => startMs <= clock.evenMs && clock.evenMs < endMs)) continue;
        for (const { entry, dueMs, missed } of schedule.take()) {
          const key = { target: entry.id, vantage: 'main', timeMs: dueMs };
          const state = stateAt(scripts.get(entry.target) ?? [], dueMs);
          if (missed) samples.push({ ...key, state: 'unmonitored', reason: missed });
          else
            samples.push({ ...key, state, ...(state === 'down' ? { reason: 'timeout' } : { totalMs: 100 }) });
        }
      }
      return samples;
    }

    it('is measured within an interval for each change', async () => {
      const of = await measured(probedSamples());
      for (const target of targets) {
        const script = scriptOf(target);
        const seen = script.flatMap((part) => cutOut(part, blind));
        const truth = truthOf(seen, SPAN);
        const unseen = SPAN.endMs - SPAN.startMs - truth.up - truth.degraded - truth.down;
        const { inside, maintenance } = of(target);
        const changes = script.length + 2 * blind.length + STEPS.length;
        const within = changes * intervalMsOf(target);
        for (const state of ['up', 'degraded', 'down', 'unmonitored'] as const) {
          const expected = state === 'unmonitored' ? unseen : truth[state];
          expect(Math.abs(inside[state] + maintenance[state] - expected)).toBeLessThanOrEqual(within);
        }
        const all = [inside, maintenance].flatMap((totals) => Object.values(totals));
        expect(all.reduce((sum, ms) => sum + ms, 0)).toBe(SPAN.endMs - SPAN.startMs);
        // The monitor's own absences are never downtime: not a millisecond of it beyond what the script has.
        const downChanges = 2 * script.filter(({ state }) => state === 'down').length;
        const mostDown = truthOf(script, SPAN).down + downChanges * intervalMsOf(target);
        expect(inside.down + maintenance.down).toBeLessThanOrEqual(mostDown);
      }
    });
  });
});

/** The parts of a stretch that lie outside some intervals. */
function cutOut(part: Part, holes: readonly Interval[]): Part[] {
  return holes.reduce<Part[]>(
    (parts, hole) =>
      parts.flatMap((each) =>
        [
          { ...each, endMs: Math.min(each.endMs, hole.startMs) },
          { ...each, startMs: Math.max(each.startMs, hole.endMs) },
        ].filter(({ startMs, endMs }) => startMs < endMs),
      ),
    [part],
  );
}

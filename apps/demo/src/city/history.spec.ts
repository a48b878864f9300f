import { beforeAll, describe, expect, test } from '@jest/globals';
import { cityDate, lengthMs, midnightMs } from '#core';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { type SystemHistory, probeHistory } from './history.js';

const OPTIONS = { seed: 1, months: 4, nowMs: Date.parse('2026-11-21T08:00Z') };
const SAMPLED_FROM_MS = midnightMs('2026-11-18');
const SYSTEMS = [
  'inloggningsportalen',
  'mina-sidor',
  'boendeparkering',
  'katalogtjansten',
  'geodataplattformen',
  'diariet',
  'skadeanmalan',
];

let catalogue: Catalogue;
let histories: SystemHistory[];

beforeAll(async () => {
  const loaded = await loadCatalogue('config/demo');
  if (!loaded.ok) throw new Error(describeFaults(loaded.problem));
  const systems = new Map([...loaded.value.systems].filter(([id]) => SYSTEMS.includes(id)));
  catalogue = { ...loaded.value, systems };
  histories = [...probeHistory(catalogue, OPTIONS)];
}, 60_000);

function historyOf(system: string): SystemHistory {
  const history = histories.find((h) => h.system === system);
  if (!history) throw new Error(`no history of ${system}`);
  return history;
}

describe('probeHistory', () => {
  test('is the same for the same seed, and another for another', () => {
    expect([...probeHistory(catalogue, OPTIONS)]).toEqual(histories);
    expect([...probeHistory(catalogue, { ...OPTIONS, seed: 2 })]).not.toEqual(histories);
  });

  test('tells every moment from the first month to now', () => {
    for (const { states } of histories) {
      expect(states[0]?.startMs).toBe(midnightMs('2026-07-01'));
      expect(states.at(-1)?.endMs).toBe(OPTIONS.nowMs);
      expect(states.slice(1).map((state) => state.startMs)).toEqual(
        states.slice(0, -1).map((state) => state.endMs),
      );
    }
  });

  test('passes from roll-ups to samples at a midnight, without gap or overlap', () => {
    for (const { rollUp, samples } of histories) {
      expect(rollUp.endMs).toBe(SAMPLED_FROM_MS);
      const first = Math.min(...samples.map((sample) => sample.timeMs));
      expect(first).toBeGreaterThanOrEqual(SAMPLED_FROM_MS);
      expect(first).toBeLessThan(SAMPLED_FROM_MS + 60_000);
      expect(Math.max(...samples.map((sample) => sample.timeMs))).toBeGreaterThan(OPTIONS.nowMs - 60_000);
    }
  });

  test('takes a sample each interval, in the state that was scripted', () => {
    for (const { system, states, samples } of histories) {
      for (const probe of catalogue.systems.get(system)?.probes ?? []) {
        const own = samples.filter((sample) => sample.target === probe.id);
        const expected = (OPTIONS.nowMs - SAMPLED_FROM_MS) / (probe.intervalSeconds * 1000);
        expect(Math.abs(own.length - expected)).toBeLessThanOrEqual(1);
      }
      const downAt = samples.filter((sample) => sample.state === 'down').map((sample) => sample.timeMs);
      const scripted = states.filter((state) => state.state === 'down');
      const isScripted = (timeMs: number): boolean =>
        scripted.some(({ startMs, endMs }) => startMs <= timeMs && timeMs < endMs);
      expect(downAt.filter((timeMs) => !isScripted(timeMs))).toEqual([]);
      expect(samples.filter((sample) => isScripted(sample.timeMs))).toHaveLength(downAt.length);
    }
  });

  test('remembers the day that the login portal’s certificate ran out', () => {
    const on8September = (system: string) =>
      historyOf(system).rollUp.outages.filter(({ startMs }) => cityDate(startMs) === '2026-09-08');
    expect(on8September('inloggningsportalen')).toEqual([
      {
        system: 'inloggningsportalen',
        startMs: Date.parse('2026-09-08T07:42+02:00'),
        endMs: Date.parse('2026-09-08T10:35+02:00'),
        reason: 'certificate',
        counted: true,
      },
    ]);
    expect(on8September('mina-sidor')).toHaveLength(1);
    expect(on8September('katalogtjansten')).toHaveLength(0);
  });

  test('keeps announced maintenance apart from outages that count', () => {
    const announced = Date.parse('2026-11-12T12:00+01:00');
    const during = historyOf('geodataplattformen').rollUp.outages.filter(
      ({ startMs }) => startMs >= announced && startMs < announced + 3 * 3_600_000,
    );
    expect(during.map(({ counted }) => counted)).toEqual([false]);
  });

  test('has times that nobody measured', () => {
    const unmonitored = historyOf('diariet').states.filter((state) => state.state === 'unmonitored');
    expect(lengthMs(unmonitored)).toBe(42 * 60_000);
  });

  test('is of a believable quality: up nearly always, fast mostly', () => {
    let [up, down, satisfied, samples] = [0, 0, 0, 0];
    for (const row of histories.flatMap(({ rollUp }) => rollUp.rows)) {
      if (row.granularity !== 'day') continue;
      up += row.inside.upMs + row.inside.degradedMs;
      down += row.inside.downMs;
      satisfied += row.satisfied;
      samples += row.samples;
      expect(row.satisfied + row.tolerating + row.frustrated).toBe(row.samples);
    }
    expect(up / (up + down)).toBeGreaterThan(0.99);
    expect(down).toBeGreaterThan(0);
    expect(satisfied / samples).toBeGreaterThan(0.75);
  });
});

import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, SEPTEMBER_MS, availabilityRow, hourRollUp, outage } from './facts.js';
import { type OpenStore } from './open-store.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };

/** What every engine promises of roll-ups and outages. */
export function describeRollUps(open: OpenStore): void {
  describe('roll-ups', () => {
    const hours = { ...DAY, granularity: 'hour' } as const;
    const days = { ...DAY, granularity: 'day' } as const;
    const dayRollUp = {
      ...DAY,
      system: 'skolplattformen',
      rows: [
        availabilityRow('skolplattformen', 'day', SEPTEMBER_MS),
        ...Array.from({ length: 24 }, (_, hour) =>
          availabilityRow('skolplattformen', 'hour', SEPTEMBER_MS + hour * HOUR_MS),
        ),
      ],
      outages: [outage('skolplattformen', SEPTEMBER_MS + HOUR_MS, SEPTEMBER_MS + 2 * HOUR_MS)],
    };

    it('gives back every field, by granularity, and nothing when there is nothing', async () => {
      expect(await open.store.facts.availability(hours)).toEqual([]);
      expect(await open.store.facts.outages(DAY)).toEqual([]);
      await open.store.facts.writeRollUps([]);
      await open.store.facts.writeRollUps([dayRollUp]);
      expect(await open.store.facts.availability(days)).toEqual(dayRollUp.rows.slice(0, 1));
      expect(await open.store.facts.availability(hours)).toEqual(dayRollUp.rows.slice(1));
      expect(await open.store.facts.outages(DAY)).toEqual(dayRollUp.outages);
    });

    it('changes nothing when written twice', async () => {
      await open.store.facts.writeRollUps([dayRollUp]);
      await open.store.facts.writeRollUps([dayRollUp, dayRollUp]);
      expect(await open.store.facts.availability(hours)).toEqual(dayRollUp.rows.slice(1));
      expect(await open.store.facts.outages(DAY)).toEqual(dayRollUp.outages);
    });

    it('replaces in a window only the granularities that are brought, and all outages', async () => {
      const system = 'skolplattformen';
      await open.store.facts.writeRollUps([dayRollUp]);
      const newHour = hourRollUp(system, SEPTEMBER_MS + 5 * HOUR_MS, 42);
      const newDay = availabilityRow(system, 'day', SEPTEMBER_MS, 43);
      const newOutage = outage(system, SEPTEMBER_MS + 7 * HOUR_MS, null);
      await open.store.facts.writeRollUps([newHour, { ...dayRollUp, rows: [newDay], outages: [newOutage] }]);
      const expected = dayRollUp.rows.slice(1).with(5, availabilityRow(system, 'hour', newHour.startMs, 42));
      expect(await open.store.facts.availability(hours)).toEqual(expected);
      expect(await open.store.facts.availability(days)).toEqual([newDay]);
      expect(await open.store.facts.outages(DAY)).toEqual([newOutage]);
    });

    it('lets the later of two overlapping roll-ups of one call stand', async () => {
      const first = hourRollUp('a', SEPTEMBER_MS, 1);
      const second = hourRollUp('a', SEPTEMBER_MS, 2);
      await open.store.facts.writeRollUps([first, second]);
      expect(await open.store.facts.availability(hours)).toEqual(second.rows);
    });

    it('leaves other systems and times alone, and answers by system and start', async () => {
      const starts = [2, 0, 1].map((hour) => SEPTEMBER_MS + hour * HOUR_MS);
      const rollUps = ['ö', 'a', 'b'].flatMap((system) =>
        starts.map((start) => hourRollUp(system, start, 1)),
      );
      await open.store.facts.writeRollUps(rollUps);
      await open.store.facts.writeRollUps([hourRollUp('a', SEPTEMBER_MS + HOUR_MS, 9)]);
      const asked = await open.store.facts.availability({
        granularity: 'hour',
        systems: ['b', 'a'],
        startMs: SEPTEMBER_MS,
        endMs: SEPTEMBER_MS + 2 * HOUR_MS,
      });
      expect(asked.map((row) => [row.system, row.startMs, row.inside.upMs])).toEqual([
        ['a', SEPTEMBER_MS, 1],
        ['a', SEPTEMBER_MS + HOUR_MS, 9],
        ['b', SEPTEMBER_MS, 1],
        ['b', SEPTEMBER_MS + HOUR_MS, 1],
      ]);
      expect(await open.store.facts.availability(hours)).toHaveLength(9);
      expect(await open.store.facts.availability({ ...hours, systems: [] })).toEqual([]);
    });

    it('answers the outages that touch a window, also those that last', async () => {
      const before = outage('a', SEPTEMBER_MS - HOUR_MS, SEPTEMBER_MS);
      const into = outage('a', SEPTEMBER_MS - HOUR_MS + 1, SEPTEMBER_MS + 1);
      const lasting = outage('b', SEPTEMBER_MS + HOUR_MS, null);
      const after = outage('b', DAY.endMs, null);
      const ofSystem = (system: string): (typeof before)[] =>
        [before, into, lasting, after].filter((each) => each.system === system);
      await open.store.facts.writeRollUps(
        ['a', 'b'].map((system) => ({
          system,
          startMs: SEPTEMBER_MS - DAY_MS,
          endMs: SEPTEMBER_MS + 2 * DAY_MS,
          rows: [],
          outages: ofSystem(system),
        })),
      );
      expect(await open.store.facts.outages(DAY)).toEqual([into, lasting]);
      expect(await open.store.facts.outages({ ...DAY, systems: ['b'] })).toEqual([lasting]);
      expect(await open.store.facts.outages({ ...DAY, systems: [] })).toEqual([]);
    });

    it('refuses what lies outside its window, is of another system or comes twice, and stores none of the call', async () => {
      const good = hourRollUp('a', SEPTEMBER_MS, 1);
      const outside = { ...good, startMs: SEPTEMBER_MS + 1 };
      const foreign = { ...good, system: 'b' };
      const twice = { ...good, rows: [...good.rows, ...good.rows] };
      for (const [bad, code] of [
        [outside, 'store/outside-window'],
        [foreign, 'store/outside-window'],
        [{ ...good, outages: [outage('a', good.endMs, null)] }, 'store/outside-window'],
        [twice, 'store/row-twice'],
      ] as const) {
        await expect(open.store.facts.writeRollUps([good, bad])).rejects.toMatchObject({ code });
      }
      expect(await open.store.facts.availability(hours)).toEqual([]);
    });

    it('adds up the days that begin in each span, by system', async () => {
      const day = (system: string, after: number, upMs: number) => ({
        ...hourRollUp(system, SEPTEMBER_MS + after * DAY_MS, 1),
        rows: [
          availabilityRow(system, 'day', SEPTEMBER_MS + after * DAY_MS, upMs),
          availabilityRow(system, 'hour', SEPTEMBER_MS + after * DAY_MS, 999),
        ],
      });
      await open.store.facts.writeRollUps([
        day('b', 0, 10),
        day('a', 1, 20),
        day('a', 2, 0.1),
        day('a', 3, 0.2),
      ]);
      const span = (from: number, to: number) => ({
        startMs: SEPTEMBER_MS + from * DAY_MS,
        endMs: SEPTEMBER_MS + to * DAY_MS,
      });
      const sums = await open.store.facts.sumAvailability([span(-1, 1), span(1, 2), span(2, 4)]);
      expect(sums.map(({ system, startMs, inside }) => [system, startMs, inside.upMs])).toEqual([
        ['a', span(1, 2).startMs, 20],
        ['a', span(2, 4).startMs, 0.1 + 0.2],
        ['b', span(-1, 1).startMs, 10],
      ]);
      expect(sums[1]).toMatchObject({
        inside: { degradedMs: 2, downMs: 4, unmonitoredMs: 1 },
        samples: 120,
        satisfied: 114,
        tolerating: 4,
        frustrated: 2,
      });
      expect(await open.store.facts.sumAvailability([])).toEqual([]);
      expect(await open.store.facts.sumAvailability([span(9, 12)])).toEqual([]);
    });

    it('takes very many roll-ups at once, and calls at the same time', async () => {
      const systems = Array.from({ length: 20 }, (_, index) => `system-${String(index).padStart(2, '0')}`);
      const rollUps = systems.flatMap((system) =>
        Array.from({ length: 240 }, (_, hour) => hourRollUp(system, SEPTEMBER_MS + hour * HOUR_MS, hour)),
      );
      await open.store.facts.writeRollUps(rollUps);
      const window = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + 10 * DAY_MS };
      expect(await open.store.facts.availability({ ...window, granularity: 'hour' })).toEqual(
        rollUps.flatMap(({ rows }) => rows),
      );
      await Promise.all(
        [1, 2, 3].map((version) =>
          open.store.facts.writeRollUps(
            rollUps.map((rollUp) => hourRollUp(rollUp.system, rollUp.startMs, version)),
          ),
        ),
      );
      const after = await open.store.facts.availability({ ...window, granularity: 'hour' });
      expect(after).toHaveLength(rollUps.length);
      expect(new Set(after.map((row) => row.inside.upMs)).size).toBe(1);
    });
  });
}

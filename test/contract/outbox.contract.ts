import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Observation, unpackSlice } from '#core';
import { type Ledger, type PendingProjection } from '#store';
import { cost, costContent, costSlice, delivered } from './facts.js';

const SEPTEMBER = costSlice('arbetsmarknad', '2026-09');
const OCTOBER = costSlice('arbetsmarknad', '2026-10');

/** What the outbox of every ledger promises: what is recorded reaches the time series, and the newest of it last. */
export function describeOutbox(ledgerOf: () => Ledger): void {
  describe('the outbox', () => {
    let ledger: Ledger;
    beforeEach(() => {
      ledger = ledgerOf();
    });

    const amounts = (pending: PendingProjection): number[] =>
      unpackSlice(pending).observations.map(({ numbers }) => numbers.amount ?? Number.NaN);

    it('gives back each observation as it was', async () => {
      const observations: Observation[] = [
        {
          ...cost(OCTOBER, 0.1 + 0.2),
          system: 'agresso',
          project: 'p',
          labels: { kind: 'actual', description: 'rad\nbrytning\u2028 “åäö” 🧾 \\n ,;"' },
          notApplicable: ['hours'],
        },
        { ...cost(OCTOBER, -0.01), labels: {}, numbers: {} },
      ];
      await ledger.record(delivered('1', [{ key: OCTOBER, observations }]));
      const [pending] = await ledger.pendingProjections(10);
      expect(pending).toMatchObject({ key: OCTOBER, version: 1, rows: 2 });
      expect(pending && unpackSlice(pending).observations).toEqual(observations);
    });

    it('gives the oldest first, of each slice the newest version only, no more than asked for', async () => {
      await ledger.record(delivered('1', [costContent(SEPTEMBER, [1]), costContent(OCTOBER, [2])]));
      await ledger.record(delivered('2', [costContent(SEPTEMBER, [3])]));
      const pending = await ledger.pendingProjections(10);
      expect(pending.map((each) => [each.key.period, each.version, amounts(each)])).toEqual([
        ['2026-10', 1, [2]],
        ['2026-09', 2, [3]],
      ]);
      expect(await ledger.pendingProjections(1)).toEqual(pending.slice(0, 1));
    });

    it('lets go of what is projected, with its older versions, and of nothing newer', async () => {
      await ledger.record(delivered('1', [costContent(SEPTEMBER, [1]), costContent(OCTOBER, [2])]));
      const [september] = await ledger.pendingProjections(1);
      await ledger.record(delivered('2', [costContent(SEPTEMBER, [3])]));
      await ledger.markProjected(september ? [september, september] : []);
      const states = await ledger.slices({ everyVersion: true });
      expect(states.map(({ key, version, projected }) => [key.period, version, projected])).toEqual([
        ['2026-09', 1, true],
        ['2026-09', 2, false],
        ['2026-10', 1, false],
      ]);
      expect((await ledger.pendingProjections(10)).map(({ key, version }) => [key.period, version])).toEqual([
        ['2026-10', 1],
        ['2026-09', 2],
      ]);
      await ledger.markProjected([
        { key: SEPTEMBER, version: 2 },
        { key: OCTOBER, version: 1 },
      ]);
      expect(await ledger.pendingProjections(10)).toEqual([]);
      expect(await ledger.slices({})).toMatchObject([
        { key: SEPTEMBER, version: 2 },
        { key: OCTOBER, version: 1 },
      ]);
    });

    it('takes current versions back when they are to be projected anew', async () => {
      await ledger.record(delivered('1', [costContent(SEPTEMBER, [1]), costContent(OCTOBER, [2])]));
      await ledger.record(delivered('2', [costContent(SEPTEMBER, [3])]));
      await ledger.markProjected([
        { key: SEPTEMBER, version: 2 },
        { key: OCTOBER, version: 1 },
      ]);
      expect(await ledger.requeueProjections({ periods: ['2026-10'] })).toBe(1);
      expect(await ledger.pendingProjections(10)).toMatchObject([{ key: OCTOBER, version: 1 }]);
      expect(await ledger.requeueProjections({})).toBe(2);
      expect(await ledger.requeueProjections({})).toBe(2);
      const pending = await ledger.pendingProjections(10);
      expect(pending.map((each) => [each.key.period, each.version, amounts(each)])).toEqual([
        ['2026-10', 1, [2]],
        ['2026-09', 2, [3]],
      ]);
      expect(await ledger.revision()).toBe(2);
      await ledger.markProjected(pending);
      expect(await ledger.pendingProjections(10)).toEqual([]);
      expect(await ledger.requeueProjections({ units: ['någon annan'] })).toBe(0);
    });

    it('leads to the last content of every slice, however uploads and projections mix', async () => {
      const step = fc.oneof(
        fc.record({ unit: fc.constantFrom('a', 'b'), amount: fc.integer() }),
        fc.record({ project: fc.integer({ min: 1, max: 3 }) }),
      );
      let uploads = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
          const source = `source-${uploads}`;
          const given = new Map<string, number[]>();
          const projected = new Map<string, number[]>();
          const project = async (limit: number): Promise<void> => {
            const pending = await ledger.pendingProjections(limit);
            for (const each of pending) projected.set(each.key.unit, amounts(each));
            await ledger.markProjected(pending);
          };
          for (const each of steps) {
            if ('project' in each) await project(each.project);
            else {
              const content = costContent(costSlice(each.unit, '2026-10', source), [each.amount]);
              await ledger.record(delivered(`p${++uploads}`, [content]));
              given.set(each.unit, [each.amount]);
            }
          }
          await project(100);
          expect(projected).toEqual(given);
        }),
        { numRuns: 10 },
      );
    });
  });
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Interval, Period, type RebuildReport, cityDates, cityTime, midnightMs } from '#core';
import { type SliceQuery } from '#store';
import { type Perspektiv } from '../perspektiv.js';

/** What is made anew; all of it when no periods are named. */
export interface RebuildOrder {
  readonly from?: Period | undefined;
  readonly to?: Period | undefined;
  /** Only what boards show is laid out anew: nothing that scores are computed from. */
  readonly boards?: boolean | undefined;
  readonly by: string;
  readonly nowMs: number;
}

/**
 * Makes everything that is derived anew from what is kept: observations from the ledger, and roll-ups from raw samples as
 * far as these reach. Scores are the same to the last bit before and after, unless something derived was damaged.
 */
export async function rebuild(perspektiv: Perspektiv, order: RebuildOrder): Promise<RebuildReport> {
  const made = order.boards
    ? { ...NOTHING, boardParts: await perspektiv.boards.layOutAnew(order.nowMs) }
    : await rebuildFacts(perspektiv, order);
  const { by, nowMs: atMs } = order;
  const content = { task: 'rebuild', ...made } as const;
  await perspektiv.stage.journal.write('run', { by, atMs, content });
  return made;
}

const NOTHING: RebuildReport = {
  ...{ from: null, to: null, slices: 0, systemDays: 0, systemDaysLeft: 0, boardParts: 0 },
};

async function rebuildFacts(perspektiv: Perspektiv, order: RebuildOrder): Promise<RebuildReport> {
  const { store } = perspektiv;
  const { collect } = perspektiv.measuring;
  const { from, to, nowMs } = order;
  const slices = await store.facts.refill(await slicesWithin(perspektiv, order));
  perspektiv.stage.revisions.refilled();
  let [systemDays, systemDaysLeft] = [0, 0];
  for (const day of daysOf(sampleWindow(perspektiv, order))) {
    const counts = await collect.reRollDay(day, nowMs);
    systemDays += counts.systemDays;
    systemDaysLeft += counts.systemDaysLeft;
    await nextTurn(); // probes and readers come in between
  }
  const report: RebuildReport = {
    from: from ? cityTime(from.startMs) : null,
    to: to ? cityTime(to.endMs) : null,
    slices,
    systemDays,
    systemDaysLeft,
    boardParts: 0,
  };
  return report;
}

async function slicesWithin({ store }: Perspektiv, { from, to }: RebuildOrder): Promise<SliceQuery> {
  if (!from && !to) return {};
  const periods = (await store.ledger.slices({})).map(({ key }) => key.period);
  const within = (text: string): boolean => {
    const { startMs } = Period.of(text).lastMonth;
    return startMs >= (from?.startMs ?? -Infinity) && startMs < (to?.endMs ?? Infinity);
  };
  return { periods: [...new Set(periods)].filter(within) };
}

/** Raw samples are not kept longer, so there is nothing to look for before. */
function sampleWindow({ catalogue }: Perspektiv, { from, to, nowMs }: RebuildOrder): Interval {
  const keptFrom = Period.at('month', nowMs).shift(-catalogue.rules.keepSamplesMonths).startMs;
  return {
    startMs: Math.max(keptFrom, from?.startMs ?? keptFrom),
    endMs: Math.min(nowMs, to?.endMs ?? nowMs),
  };
}

function daysOf({ startMs, endMs }: Interval): Interval[] {
  if (startMs >= endMs) return [];
  const midnights = cityDates(startMs, endMs + 2 * 86_400_000).map((date) => midnightMs(date));
  return midnights.flatMap((midnight, i) => {
    const next = midnights[i + 1];
    return next !== undefined && midnight < endMs ? [{ startMs: midnight, endMs: next }] : [];
  });
}

import { isDeepStrictEqual } from 'node:util';
import {
  type AvailabilityRow,
  type Result,
  type RollUp,
  type Scorecard,
  PERIOD_TYPES,
  Period,
  cityDate,
  failed,
  midnightMs,
  ok,
} from '#core';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { type LedgerCopied, type TimeSeries, copyLedger } from '#store';
import { openPerspektivOver } from '../open-perspektiv.js';
import { type Perspektiv } from '../perspektiv.js';
import { type Settings } from '../process/settings.js';
import { everySubject } from '../scoring/subjects.js';

const DAY_MS = 86_400_000;
/** How far back there may be anything. */
const FIRST_YEAR = 2000;
/** Roll-ups of so many days go together: each write asks first what is there. */
const DAYS_AT_ONCE = 7;

/** From where, to where, and as of when. */
export interface MigrationOrder {
  readonly from: Settings;
  readonly to: Settings;
  readonly nowMs: number;
}

/** What was moved, and what was compared afterwards. */
export interface MigrationReport extends LedgerCopied {
  readonly samples: number;
  readonly systemDays: number;
  readonly slices: number;
  readonly scorecards: number;
  readonly measures: number;
  /** `2026-Q3 unit:city`: where the two sides do not say the same. */
  readonly different: readonly string[];
}

/**
 * Moves an embedded city to other engines, and draws every scorecard of both sides to see that they are the same. What is
 * moved from is left as it was. Nobody may hand in or measure meanwhile: the embedded store is held. The failure is a
 * sentence. Throws `store/not-empty` when there is a ledger at the other end already.
 */
export async function migrateTo(order: MigrationOrder): Promise<Result<MigrationReport>> {
  const catalogue = await loadCatalogue(order.from.configFolder);
  return catalogue.ok ? migrateOver(catalogue.value, order) : failed(describeFaults(catalogue.problem));
}

/** The same for a catalogue that is at hand already. */
export async function migrateOver(
  catalogue: Catalogue,
  { from, to, nowMs }: MigrationOrder,
): Promise<Result<MigrationReport>> {
  if (from.ledger !== undefined)
    return failed('What is moved must be an embedded ledger: PERSPEKTIV_LEDGER is set.');
  if (to.ledger === undefined) return failed('The settings to move to name no PERSPEKTIV_LEDGER.');
  const before = await openPerspektivOver(catalogue, from, () => nowMs);
  if (!before.ok) return before;
  try {
    const copied = await copyLedger(from.dataFolder, to.ledger);
    const after = await openPerspektivOver(catalogue, to, () => nowMs);
    if (!after.ok) return after;
    try {
      const moved = await moveTimeSeries(before.value, after.value);
      return ok({ ...copied, ...moved, ...(await compare(before.value, after.value)) });
    } finally {
      await after.value.close();
    }
  } finally {
    await before.value.close();
  }
}

type Moved = Pick<MigrationReport, 'samples' | 'systemDays' | 'slices'>;

/** Nothing is to be moved where only the ledger is: then both sides have the same time series. */
async function moveTimeSeries(before: Perspektiv, after: Perspektiv): Promise<Moved> {
  const { nowMs } = before;
  if (before.settings.dataFolder === after.settings.dataFolder) {
    return { samples: 0, systemDays: 0, slices: 0 };
  }
  const [source, target] = [before.store.timeSeries, after.store.timeSeries];
  const slices = await after.handingIn.intake.reproject({});
  const systemDays = await copyRollUps(source, target, nowMs());
  return { samples: await copySamples(before, target), systemDays, slices };
}

async function copyRollUps(source: TimeSeries, target: TimeSeries, nowMs: number): Promise<number> {
  let systemDays = 0;
  const all = { startMs: Date.UTC(FIRST_YEAR, 0), endMs: nowMs + DAY_MS };
  const days = await source.availability({ ...all, granularity: 'day' });
  const starts = [...new Set(days.map((row) => row.startMs))].sort((a, b) => a - b);
  for (let first = 0; first < starts.length; first += DAYS_AT_ONCE) {
    const rollUps: RollUp[] = [];
    for (const startMs of starts.slice(first, first + DAYS_AT_ONCE)) {
      const rows = days.filter((row) => row.startMs === startMs);
      rollUps.push(...(await dayOf(source, startMs, rows)));
    }
    await target.writeRollUps(rollUps);
    systemDays += rollUps.length;
  }
  return systemDays;
}

/** The roll-ups of the day that begins then, with its hours and what began in it. */
async function dayOf(
  source: TimeSeries,
  startMs: number,
  rows: readonly AvailabilityRow[],
): Promise<RollUp[]> {
  const day = { startMs, endMs: midnightMs(cityDate(startMs + 26 * 3_600_000)) };
  const hours = await source.availability({ ...day, granularity: 'hour' });
  const outages = await source.outages(day);
  const began = outages.filter((outage) => outage.startMs >= startMs && outage.startMs < day.endMs);
  return rows.map((row) => ({
    ...day,
    system: row.system,
    rows: [row, ...hours.filter(({ system }) => system === row.system)],
    outages: began.filter(({ system }) => system === row.system),
  }));
}

async function copySamples({ catalogue, store, nowMs }: Perspektiv, target: TimeSeries): Promise<number> {
  const targets = [...catalogue.systems.values()].flatMap(({ probes }) => probes.map(({ id }) => id));
  const keptFrom = Period.at('month', nowMs()).shift(-catalogue.rules.keepSamplesMonths);
  let count = 0;
  for (let { startMs } = keptFrom; startMs <= nowMs(); startMs += DAY_MS) {
    const samples = await store.timeSeries.samples({ targets, startMs, endMs: startMs + DAY_MS });
    if (samples.length > 0) await target.writeSamples(samples);
    count += samples.length;
  }
  return count;
}

async function compare(
  before: Perspektiv,
  after: Perspektiv,
): Promise<Pick<MigrationReport, 'scorecards' | 'measures' | 'different'>> {
  const subjects = everySubject(before.catalogue);
  const different: string[] = [];
  let [scorecards, measures] = [0, 0];
  const periods = await periodsIn(before);
  const cardsAfter = after.scoring.score.scorecardsIn(subjects, periods, after.nowMs());
  for await (const { period, cards } of before.scoring.score.scorecardsIn(
    subjects,
    periods,
    before.nowMs(),
  )) {
    const next = await cardsAfter.next();
    const are = next.done ? [] : next.value.cards;
    for (const [index, card] of cards.entries()) {
      scorecards++;
      measures += measuresIn(card);
      if (!isDeepStrictEqual(card, are[index])) {
        different.push(`${period.toString()} ${card.subject.kind}:${card.subject.id}`);
      }
    }
  }
  return { scorecards, measures, different };
}

function measuresIn({ perspectives }: Scorecard): number {
  return perspectives.reduce((sum, perspective) => sum + perspective.measures.length, 0);
}

/** Every month that something is known of, and the quarters, tertials and years that these lie in; oldest first. */
async function periodsIn({ store, nowMs }: Perspektiv): Promise<Period[]> {
  const all = { startMs: Date.UTC(FIRST_YEAR, 0), endMs: nowMs() };
  const slices = await store.ledger.slices({});
  const handedIn = slices.map(({ key }) => Period.of(key.period).lastMonth.startMs);
  const days = await store.timeSeries.availability({ ...all, granularity: 'day' });
  const starts = [...new Set([...handedIn, ...days.map(({ startMs }) => startMs)])];
  const periods = PERIOD_TYPES.flatMap((type) => starts.map((startMs) => Period.at(type, startMs)));
  const byName = new Map(periods.map((period) => [period.toString(), period]));
  return [...byName.values()].sort((a, b) => a.startMs - b.startMs);
}

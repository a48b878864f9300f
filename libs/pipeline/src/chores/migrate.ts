import { isDeepStrictEqual } from 'node:util';
import { type Result, type Scorecard, PERIOD_TYPES, Period, failed, ok } from '#core';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { type LedgerCopied, type TimeSeries, copyLedger, copyRollUps } from '#store';
import { openPerspektivOver } from '../open-perspektiv.js';
import { type Perspektiv } from '../perspektiv.js';
import { type Settings } from '../process/settings.js';
import { everySubject } from '../scoring/subjects.js';

const DAY_MS = 86_400_000;
/** How far back there may be anything. */
const FIRST_YEAR = 2000;

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
      const moved = await moveFacts(before.value, after.value);
      return ok({ ...copied, ...moved, ...(await compare(before.value, after.value)) });
    } finally {
      await after.value.close();
    }
  } finally {
    await before.value.close();
  }
}

type Moved = Pick<MigrationReport, 'samples' | 'systemDays' | 'slices'>;

/** What moves is decided by the engines: samples only where both sides have another. */
async function moveFacts(before: Perspektiv, after: Perspektiv): Promise<Moved> {
  const [source, target] = [before.store, after.store];
  const slices = await target.facts.refill({});
  const systemDays = await copyRollUps(source.facts, target.facts, () => undefined);
  const isSame =
    isDeepStrictEqual(before.settings.timeSeries, after.settings.timeSeries) &&
    (before.settings.timeSeries !== undefined || before.settings.dataFolder === after.settings.dataFolder);
  return { samples: isSame ? 0 : await copySamples(before, target.timeSeries), systemDays, slices };
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
  const days = await store.facts.availability({ ...all, granularity: 'day' });
  const starts = [...new Set([...handedIn, ...days.map(({ startMs }) => startMs)])];
  const periods = PERIOD_TYPES.flatMap((type) => starts.map((startMs) => Period.at(type, startMs)));
  const byName = new Map(periods.map((period) => [period.toString(), period]));
  return [...byName.values()].sort((a, b) => a.startMs - b.startMs);
}

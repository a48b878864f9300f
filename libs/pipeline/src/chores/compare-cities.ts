import { isDeepStrictEqual } from 'node:util';
import { COMPARISON_BASES, type Interval, PERIOD_TYPES, Period, type Scorecard } from '#core';
import { type Perspektiv } from '../perspektiv.js';
import { everySubject } from '../scoring/subjects.js';

const DAY_MS = 86_400_000;
/** How far back there may be anything. */
const FIRST_YEAR = 2000;

/** Is told what is being done, how much of it is done, and of how much. */
export type Progress = (what: string, done: number, of: number) => void;

/** What was compared. */
export interface Compared {
  readonly scorecards: number;
  readonly measures: number;
  /** Answers of other pages: portfolios, explanations, comparisons, availability and outages. */
  readonly answers: number;
  /** `2026-Q3 unit:city`: where the two sides do not say the same. */
  readonly different: readonly string[];
}

/** Asks two cities that should be the same everything that a page shows. */
export async function compareCities(
  before: Perspektiv,
  after: Perspektiv,
  progress: Progress,
): Promise<Compared> {
  const periods = await periodsIn(before);
  const cards = await compareScorecards([before, after], periods, progress);
  const comparison = new Comparison([before, after]);
  await comparePortfolios(comparison, before, periods);
  await compareReasons(comparison, before, periods);
  await compareMeasured(comparison, await measuredIn(before), progress);
  const { answers, different } = comparison;
  return { ...cards, answers, different: [...cards.different, ...different] };
}

/** Questions to both cities, and where their answers differ. */
class Comparison {
  answers = 0;
  readonly different: string[] = [];

  constructor(private readonly cities: readonly [Perspektiv, Perspektiv]) {}

  async ask(what: string, question: (city: Perspektiv) => Promise<unknown>): Promise<void> {
    const [expected, found] = await Promise.all(this.cities.map(question));
    this.answers++;
    if (!isDeepStrictEqual(found, expected)) this.different.push(what);
  }
}

async function compareScorecards(
  [before, after]: readonly [Perspektiv, Perspektiv],
  periods: readonly Period[],
  progress: Progress,
): Promise<Omit<Compared, 'answers'>> {
  const subjects = everySubject(before.catalogue);
  const different: string[] = [];
  let [scorecards, measures, done] = [0, 0, 0];
  const nowMs = before.nowMs();
  const cardsAfter = after.scoring.score.scorecardsIn(subjects, periods, nowMs);
  for await (const { period, cards } of before.scoring.score.scorecardsIn(subjects, periods, nowMs)) {
    const next = await cardsAfter.next();
    const are = next.done ? [] : next.value.cards;
    for (const [index, card] of cards.entries()) {
      scorecards++;
      measures += measuresIn(card);
      if (isDeepStrictEqual(card, are[index])) continue;
      different.push(`${period.toString()} ${card.subject.kind}:${card.subject.id}`);
    }
    progress('perioder jämförs', ++done, periods.length);
  }
  return { scorecards, measures, different };
}

function measuresIn({ perspectives }: Scorecard): number {
  return perspectives.reduce((sum, perspective) => sum + perspective.measures.length, 0);
}

async function comparePortfolios(
  comparison: Comparison,
  { catalogue }: Perspektiv,
  periods: readonly Period[],
): Promise<void> {
  const years = [...new Set(periods.map(({ year }) => year))];
  for (const id of catalogue.portfolios.keys()) {
    for (const year of years) {
      await comparison.ask(`portfolio:${id} ${year}`, ({ scoring }) =>
        scoring.portfolios.standing({ id, year }),
      );
    }
  }
}

/** Why each value of every unit is what it is, and how units compare, in the last period of each type. */
async function compareReasons(
  comparison: Comparison,
  { catalogue }: Perspektiv,
  periods: readonly Period[],
): Promise<void> {
  const last = PERIOD_TYPES.flatMap((type) => periods.findLast((period) => period.type === type) ?? []);
  for (const period of last) {
    for (const measure of catalogue.measures.keys()) {
      const name = `${period.toString()} ${measure}`;
      for (const base of COMPARISON_BASES) {
        const question = { kind: 'unit', period, base, peers: null } as const;
        await comparison.ask(`${name} per ${base}`, ({ scoring }) =>
          scoring.score.comparison(measure, question),
        );
      }
      for (const subject of everySubject(catalogue, ['unit'])) {
        const question = { measure, subject, period, maySeeDeliveriesOf: () => true };
        await comparison.ask(`${name} unit:${subject.id}`, ({ scoring }) =>
          scoring.explain.explain(question),
        );
      }
    }
  }
}

/** Hours, days, outages and samples of each day that anything was measured in. */
async function compareMeasured(
  comparison: Comparison,
  { days, targets, samplesFromMs }: Awaited<ReturnType<typeof measuredIn>>,
  progress: Progress,
): Promise<void> {
  for (const [index, day] of days.entries()) {
    const name = new Date(day.startMs).toISOString().slice(0, 10);
    await comparison.ask(name, async ({ store: { facts, timeSeries } }) => ({
      hours: await facts.availability({ ...day, granularity: 'hour' }),
      days: await facts.availability({ ...day, granularity: 'day' }),
      outages: await facts.outages(day),
      samples: day.endMs > samplesFromMs ? await timeSeries.samples({ ...day, targets }) : [],
    }));
    progress('mätdygn jämförs', index + 1, days.length);
  }
}

async function measuredIn({ catalogue, store, nowMs }: Perspektiv) {
  const all = { startMs: Date.UTC(FIRST_YEAR, 0), endMs: nowMs() + DAY_MS };
  const rows = await store.facts.availability({ ...all, granularity: 'day' });
  const starts = [...new Set(rows.map(({ startMs }) => Math.floor(startMs / DAY_MS) * DAY_MS))];
  const days = starts
    .sort((a, b) => a - b)
    .map((startMs): Interval => ({ startMs, endMs: startMs + DAY_MS }));
  const targets = [...catalogue.systems.values()].flatMap(({ probes }) => probes.map(({ id }) => id));
  const keptFrom = Period.at('month', nowMs()).shift(-catalogue.rules.keepSamplesMonths);
  return { days, targets, samplesFromMs: keptFrom.startMs };
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

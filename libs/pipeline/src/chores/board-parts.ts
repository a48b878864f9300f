import {
  type DatasetId,
  type Interval,
  PERIOD_TYPES,
  Period,
  type PeriodType,
  cityDate,
  cityDates,
  midnightMs,
} from '#core';
import { type DatasetSchema } from '#catalogue';
import { measuresFromSurveys } from '#score';
import { type Boards } from '#store';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { everySubject } from '../scoring/subjects.js';
import { type Stage } from '../stage.js';

/** How far back scorecards are laid out, in periods of each type. */
const REACH: Readonly<Record<PeriodType, number>> = { month: 24, quarter: 8, tertial: 6, year: 2 };
const SUBJECTS = ['unit', 'portfolio', 'project'] as const;
/** The data set of which nothing may be counted outside the ledger: few answers tell who gave them. */
const COUNTLESS: DatasetId = 'survey';
const DAY_MS = 86_400_000;
/** What was rolled up so lately by any process may still change each minute; what is older only now and then. */
const LATELY_MS = 2 * DAY_MS;
const LOOK_AGAIN_MS = 60_000;
const LOOK_AGAIN_LATE_MS = 21_600_000;
/** Roll-ups of what is older are made anew by `rebuild` only. */
const MADE_ANEW_MS = 62 * DAY_MS;

/** Something that is laid out for boards at a time. */
export interface BoardPart {
  readonly name: string;
  /** When what it tells of ended; the newest is laid out first. */
  readonly endMs: number;
  /** Another text means that it may read otherwise. */
  readonly revision: () => Promise<string>;
  readonly layOut: (boards: Boards) => Promise<void>;
}

/** Everything that boards show, the newest first. */
export async function boardParts(stage: Stage, edition: EditionCycle, nowMs: number): Promise<BoardPart[]> {
  const parts = [
    ...scorecardParts(stage, edition, nowMs),
    ...(await sumParts(stage)),
    ...(await dayParts(stage, nowMs)),
  ];
  return parts.sort((a, b) => b.endMs - a.endMs);
}

/** The current and earlier periods of each type. */
function scorecardParts(stage: Stage, edition: EditionCycle, nowMs: number): BoardPart[] {
  const periods = PERIOD_TYPES.flatMap((type) => {
    const current = Period.at(type, nowMs);
    return Array.from({ length: REACH[type] }, (_, back) => current.shift(-back));
  });
  const subjects = everySubject(stage.catalogue, SUBJECTS);
  return periods.map((period) => ({
    name: `scorecards of ${period.toString()}`,
    endMs: period.endMs,
    revision: () => edition.revision(period),
    layOut: async (boards) => {
      const cards = await edition.scorecards(subjects, period, nowMs);
      await boards.writeScorecards(cards, measuresFromSurveys(stage.catalogue, period));
    },
  }));
}

/** Observations as sums by month: a part for each data set and month that anything was handed in for. */
async function sumParts({ catalogue, ledger, facts, revisions }: Stage): Promise<BoardPart[]> {
  const newest = new Map<string, { dataset: DatasetSchema; month: Period; revision: number }>();
  for (const { key, revision } of await ledger.slices({})) {
    const dataset = catalogue.datasets.get(key.dataset);
    if (!dataset || key.dataset === COUNTLESS) continue;
    const month = Period.of(key.period).lastMonth;
    const name = `${key.dataset} of ${month.toString()}`;
    newest.set(name, { dataset, month, revision: Math.max(revision, newest.get(name)?.revision ?? 0) });
  }
  return [...newest].map(([name, { dataset, month, revision }]) => ({
    name,
    endMs: month.endMs,
    revision: () => Promise.resolve(`${revision}/${revisions.observations()}`),
    layOut: async (boards) => {
      const of = (role: string): string[] =>
        dataset.fields.filter((field) => field.role === role).map((field) => field.name);
      const text = month.toString();
      const sums = await facts.sumObservations({
        ...{ dataset: dataset.name, fromMonth: text, toMonth: text },
        ...{ columns: of('number'), labels: of('label') },
      });
      await boards.writeSums({ dataset: dataset.name, month: text, sums });
    },
  }));
}

/** Roll-ups and outages: a part for each day of the city that was rolled up. */
async function dayParts({ facts, revisions }: Stage, nowMs: number): Promise<BoardPart[]> {
  const days = await facts.availability({ startMs: 0, endMs: nowMs, granularity: 'day' });
  const lasting = await facts.outages({ startMs: nowMs - LATELY_MS, endMs: nowMs });
  const lately = new Set(lasting.map(({ startMs }) => midnightMs(cityDate(startMs))));
  const starts = [...new Set(days.map(({ startMs }) => startMs))];
  return starts.map((startMs) => {
    const day = { startMs, endMs: endOf(startMs) };
    const isLate = day.endMs > nowMs - LATELY_MS || lately.has(startMs);
    return {
      name: `roll-ups of ${cityDate(startMs)}`,
      endMs: day.endMs,
      revision: () => Promise.resolve(`${revisions.rollUpsOn(startMs)}/${turnAt(day, isLate, nowMs)}`),
      layOut: async (boards) => {
        const rows = [
          ...(await facts.availability({ ...day, granularity: 'day' })),
          ...(await facts.availability({ ...day, granularity: 'hour' })),
        ];
        await boards.writeAvailability(rows);
        const outages = await facts.outages(day);
        await boards.writeOutages(
          day,
          outages.filter((outage) => outage.startMs >= day.startMs),
        );
      },
    };
  });
}

function endOf(startMs: number): number {
  const [, next] = cityDates(startMs, startMs + 2 * DAY_MS);
  return next === undefined ? startMs + DAY_MS : midnightMs(next);
}

/** Grows when a day is to be looked at again, whichever process rolled it up. */
function turnAt({ endMs }: Interval, isLate: boolean, nowMs: number): number {
  if (isLate) return Math.floor(nowMs / LOOK_AGAIN_MS);
  return endMs > nowMs - MADE_ANEW_MS ? Math.floor(nowMs / LOOK_AGAIN_LATE_MS) : 0;
}

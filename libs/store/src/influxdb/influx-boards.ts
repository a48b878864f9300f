import { type ObservationSum, Period } from '#core';
import { type Boards, type MonthSums } from '../boards.js';
import { availabilityLine, outageLine } from './board-lines.js';
import { type InfluxDb } from './influx-db.js';
import { literal, name, within } from './influx-ql.js';
import {
  AVAILABILITY,
  type Belonging,
  MEASURE,
  OBSERVATION,
  type ObservationLayout,
  OUTAGE,
  PERSPECTIVE,
} from './layout.js';
import { lineOf } from './line.js';
import { writeScorecards } from './write-scorecards.js';

/** Where boards are laid out, and whose things are. */
export interface BoardsPlace {
  readonly db: InfluxDb;
  readonly observations: ObservationLayout;
  readonly belonging: Belonging;
  readonly write: (lines: readonly string[]) => Promise<void>;
}

/** The copy for boards in an InfluxDB (formats.md, section 3). */
export function influxBoards({ db, observations, belonging, write }: BoardsPlace): Boards {
  /** What was written since all was cleared; `null` when it never was: deleting is dear, where there is nothing. */
  let written: Set<string> | null = null;
  const remove = async (measurement: string, conditions: readonly string[]): Promise<void> => {
    const there = `FROM ${name(measurement)} WHERE ${conditions.join(' AND ')}`;
    if (written?.has(there) !== false) await db.ask(`DELETE ${there}`);
    written?.add(there);
  };
  return {
    writeScorecards: (scorecards, countless) => writeScorecards(db, { scorecards, countless }, write),
    writeSums: async ({ dataset, month, sums }) => {
      await remove(OBSERVATION, [`"dataset" = ${literal(dataset)}`, ...within(monthOf(month))]);
      await write(sums.map((sum, index) => sumLine({ dataset, month, sum, index }, observations)));
    },
    writeAvailability: (rows) => write(rows.map((row) => availabilityLine(row, belonging))),
    writeOutages: async (window, outages) => {
      await remove(OUTAGE, within(window));
      await write(outages.map((outage) => outageLine(outage, belonging)));
    },
    clear: async () => {
      await clearBoards(db);
      written = new Set();
    },
  };
}

/** Takes away all that boards show, but samples. */
export async function clearBoards(db: InfluxDb): Promise<void> {
  for (const measurement of [AVAILABILITY, OUTAGE, OBSERVATION, MEASURE, PERSPECTIVE]) {
    await db.ask(`DELETE FROM ${name(measurement)}`);
  }
}

/** When the sums of a month are written to have been: from the beginning of the month in UTC on. */
function monthOf(month: string): { startMs: number; endMs: number } {
  const { year, index } = Period.of(month);
  return { startMs: Date.UTC(year, index - 1), endMs: Date.UTC(year, index) };
}

/** A millisecond of the month for each sum, so that none takes another's place. */
function sumLine(
  of: Pick<MonthSums, 'dataset' | 'month'> & { readonly sum: ObservationSum; readonly index: number },
  { fields }: ObservationLayout,
): string {
  const { unit, period, system, project, labels, sums, count, notApplicable } = of.sum;
  return lineOf(
    {
      measurement: OBSERVATION,
      timeMs: monthOf(of.month).startMs + of.index,
      tags: { ...labels, dataset: of.dataset, unit, period, system, project },
      fields: { ...sums, observations: count, not_applicable: notApplicable.join(' ') || null },
    },
    (field) => fields.get(field),
  );
}

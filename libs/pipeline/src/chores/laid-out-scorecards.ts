import { PERIOD_TYPES, Period, type PeriodType, inTurn } from '#core';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { everySubject } from '../scoring/subjects.js';
import { type Stage } from '../stage.js';

/** How far back the series of dashboards reach, in periods of each type. */
const REACH: Readonly<Record<PeriodType, number>> = { month: 24, quarter: 8, tertial: 6, year: 2 };
/** So many periods are drawn at a time, so that readers of other periods do not wait long. */
const AT_ONCE = 4;
const SUBJECTS = ['unit', 'portfolio', 'project'] as const;

/**
 * Lays the scorecards of all units, portfolios and projects beside the time series, for dashboards that ask its engine: the
 * newest periods first, each again when anything that it stands on has changed, or when it is frozen.
 */
export class LaidOutScorecards {
  private readonly laidOut = new Map<string, string>();
  private readonly turn = inTurn();

  constructor(
    private readonly stage: Stage,
    private readonly edition: EditionCycle,
  ) {}

  /** Lays out some periods that are not as they should be; answers how many that were. */
  refresh(nowMs: number): Promise<number> {
    return this.turn(async () => {
      const { catalogue, store } = this.stage;
      const series = store.scorecards;
      if (!series) return 0;
      let drawn = 0;
      for (const period of periodsBack(nowMs)) {
        const revision = await this.edition.revision(period);
        if (this.laidOut.get(period.toString()) === revision) continue;
        if (drawn === AT_ONCE) break;
        const subjects = everySubject(catalogue, SUBJECTS);
        await series.writeScorecards(await this.edition.scorecards(subjects, period, nowMs));
        this.laidOut.set(period.toString(), revision);
        drawn++;
      }
      return drawn;
    });
  }
}

/** The current and earlier periods of each type, the newest of all types first. */
function periodsBack(nowMs: number): Period[] {
  const periods = PERIOD_TYPES.flatMap((type) => {
    const current = Period.at(type, nowMs);
    return Array.from({ length: REACH[type] }, (_, back) => current.shift(-back));
  });
  return periods.sort((a, b) => b.startMs - a.startMs);
}

import { type MeasureScore, PERIOD_TYPES, Period, type PeriodType, inTurn } from '#core';
import { type Catalogue } from '#catalogue';
import { type ScoreCycle } from './score-cycle.js';
import { everySubject } from './subjects.js';

/** A measure of a unit in the last whole period of a type. */
export interface StandingMeasure {
  readonly unit: string;
  readonly periodType: PeriodType;
  readonly measure: MeasureScore;
}

/** How all units stand in the last whole month, quarter, tertial and year: drawn when something has changed, read often. */
export class StandingMeasures {
  private drawn: { readonly revision: string; readonly measures: readonly StandingMeasure[] } | undefined;
  private readonly turn = inTurn();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly score: ScoreCycle,
  ) {}

  /** As they were last drawn; none before that. */
  get measures(): readonly StandingMeasure[] {
    return this.drawn?.measures ?? [];
  }

  /** Draws them anew when anything they stand on has changed. */
  refresh(nowMs: number): Promise<void> {
    return this.turn(async () => {
      const periods = PERIOD_TYPES.map((type) => Period.at(type, nowMs).previous());
      const revision = `${periods.join(' ')} ${await this.score.revision(periods)}`;
      if (this.drawn?.revision === revision) return;
      const measures: StandingMeasure[] = [];
      for (const period of periods) {
        const cards = await this.score.scorecards(everySubject(this.catalogue, ['unit']), period, nowMs);
        for (const { subject, perspectives } of cards) {
          for (const measure of perspectives.flatMap((perspective) => perspective.measures)) {
            measures.push({ unit: subject.id, periodType: period.type, measure });
          }
        }
      }
      this.drawn = { revision, measures };
    });
  }
}

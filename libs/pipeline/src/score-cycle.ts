import {
  type Comparison,
  type DatasetId,
  type DeliveryState,
  type MeasurePoint,
  type ObservationSum,
  type Period,
  type Result,
  type Scorecard,
  type Subject,
} from '#core';
import { type Catalogue } from '#catalogue';
import {
  type ComparisonQuestion,
  type Facts,
  type Scorer,
  createScorer,
  deliveryStates,
  questionsFor,
} from '#score';
import { type Ledger, type TimeSeries } from '#store';

/** What a scorer was made from; another text means other facts. */
type Revision = string;

/** A handful of periods are read again and again; more would only hold memory. */
const KEPT = 12;

/** What data means: the facts of the periods are asked for once, and judged until they change. */
export class ScoreCycle {
  private readonly scorers = new Map<string, { revision: Revision; scorer: Promise<Scorer> }>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly ledger: Ledger,
    private readonly timeSeries: TimeSeries,
    /** Grows when roll-ups that begin before an instant change. */
    private readonly rollUpRevision: (beforeMs: number) => number,
  ) {}

  /** One subject in one period; the failure says which of the two is unknown. */
  async scorecard(subject: Subject, period: Period, nowMs: number): Promise<Result<Scorecard>> {
    const scorer = await this.scorer([period]);
    return scorer.scorecard(subject, period, { computedAtMs: nowMs });
  }

  /** One measure over several periods. */
  async series(
    measure: string,
    subject: Subject,
    periods: readonly Period[],
  ): Promise<Result<MeasurePoint[]>> {
    const scorer = await this.scorer(periods);
    return scorer.series(measure, subject, periods);
  }

  /** One measure of all subjects of a kind, side by side. */
  async comparison(measure: string, question: ComparisonQuestion): Promise<Result<Comparison>> {
    const scorer = await this.scorer([question.period]);
    return scorer.comparison(measure, question);
  }

  /** What is owed for a period, and how it stands. */
  async deliveries(period: Period, nowMs: number): Promise<DeliveryState[]> {
    const slices = await this.ledger.slices({});
    const delivered = slices.map(({ key, receivedAtMs }) => ({ ...key, receivedAtMs }));
    return deliveryStates(this.catalogue, delivered, { period, nowMs });
  }

  private async scorer(periods: readonly Period[]): Promise<Scorer> {
    const key = periods.join(' ');
    const endMs = Math.max(...periods.map((period) => period.endMs));
    const revision = `${await this.ledger.revision()}/${this.rollUpRevision(endMs)}`;
    const kept = this.scorers.get(key);
    if (kept?.revision === revision) return kept.scorer;

    const scorer = this.facts(periods).then((facts) => createScorer(this.catalogue, facts));
    this.scorers.delete(key);
    this.scorers.set(key, { revision, scorer });
    scorer.catch(() => this.scorers.delete(key)); // a failed read is not an answer to keep
    const [oldest] = this.scorers.keys();
    if (this.scorers.size > KEPT && oldest !== undefined) this.scorers.delete(oldest);
    return scorer;
  }

  private async facts(periods: readonly Period[]): Promise<Facts> {
    const questions = questionsFor(this.catalogue, periods);
    const observations = new Map<DatasetId, readonly ObservationSum[]>();
    for (const question of questions.observations) {
      observations.set(question.dataset, await this.timeSeries.sumObservations(question));
    }
    const availability = await this.timeSeries.availability({ granularity: 'day', ...questions.probes });
    const outages = await this.timeSeries.outages(questions.probes);
    return { observations, availability, outages };
  }
}

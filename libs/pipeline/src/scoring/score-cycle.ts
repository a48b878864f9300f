import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Comparison,
  type DeliveryState,
  type Interval,
  type MeasurePoint,
  type Period,
  Remembered,
  type Result,
  type Scorecard,
  type Subject,
  cityDate,
  inTurn,
  lengthMs,
} from '#core';
import { type Catalogue, type System } from '#catalogue';
import {
  type ComparisonQuestion,
  type Explained,
  type Facts,
  type Scorer,
  type ShelterCells,
  createScorer,
  deliveryStates,
  periodsAnswering,
  questionsFor,
} from '#score';
import { type Stage } from '../stage.js';
import { type FactReader } from '#store';
import { type EditionIndex } from './edition-index.js';
import { type Remarks } from './remarks.js';

/** What a scorer was made from; another text means other facts. */
type Revision = string;

/** Facts, but for what people accepted and editions have shown: that is in the journal. */
export type StoredFacts = Omit<Facts, 'askedAtMs' | 'deviations' | 'shelters'>;

/** Scorecards of a period, and the shelters of answers that they are the first to show. */
export interface Judged {
  readonly scorecards: readonly Scorecard[];
  readonly shelters: readonly ShelterCells[];
}

const HOUR_MS = 3_600_000;

/** Tells the agreed service time of any system in parts of a window, up to now. */
export type AgreedWithin = (
  window: Interval,
  nowMs: number,
) => Promise<(system: System, span: Interval) => Interval[]>;

/** A handful of periods and series are read again and again; more would only hold memory. */
const KEPT = 24;
/** Of a large city's year, each is some megabytes. */
const OWED_KEPT = 4;

/** What data means: the facts of the periods are asked for once, and judged until they change. */
export class ScoreCycle {
  private readonly scorers = new Remembered<Scorer>(KEPT);
  private readonly owed = new Remembered<DeliveryState[]>(OWED_KEPT);
  /** Facts are read for one scorer after the other: many at once would keep everybody else from the store. */
  private readonly inReading = inTurn();

  constructor(
    private readonly stage: Pick<Stage, 'catalogue' | 'ledger' | 'facts' | 'revisions' | 'nowMs'>,
    private readonly remarks: Remarks,
    private readonly agreed: AgreedWithin,
    private readonly editions: Pick<EditionIndex, 'shelters'>,
  ) {}

  /** One subject in one period; the failure says which of the two is unknown. */
  async scorecard(subject: Subject, period: Period, nowMs: number): Promise<Result<Scorecard>> {
    const scorer = await this.scorer([period]);
    return scorer.scorecard(subject, period, { computedAtMs: nowMs });
  }

  /** Many subjects in one period, all from the same facts; those that the catalogue does not know are left out. */
  async scorecards(subjects: readonly Subject[], period: Period, nowMs: number): Promise<Scorecard[]> {
    return cardsOf(await this.scorer([period]), subjects, { period, nowMs });
  }

  /** The same in several periods, one after the other, from facts that are asked for once. */
  async *scorecardsIn(
    subjects: readonly Subject[],
    periods: readonly Period[],
    nowMs: number,
  ): AsyncGenerator<{ readonly period: Period; readonly cards: readonly Scorecard[] }, undefined> {
    const scorer = await this.scorer(periods);
    for (const period of periods) yield { period, cards: await cardsOf(scorer, subjects, { period, nowMs }) };
  }

  /** Another text means that scores of these periods may be others. */
  async revision(periods: readonly Period[]): Promise<Revision> {
    const { ledger, revisions } = this.stage;
    const endMs = Math.max(...periods.map((period) => period.endMs));
    const nowMs = this.stage.nowMs();
    return [
      // Of an open period less is told, and more is agreed from hour to hour.
      endMs > nowMs ? Math.floor(nowMs / HOUR_MS) : 'closed',
      await ledger.revision(['deviation', 'shelter']),
      revisions.config(),
      revisions.observations(),
      revisions.rollUps(endMs),
    ].join('/');
  }

  /** One measure over several periods. */
  async series(
    measure: string,
    subject: Subject,
    periods: readonly Period[],
  ): Promise<Result<MeasurePoint[]>> {
    const scorer = await this.scorer(periods, measure);
    return scorer.series(measure, subject, periods);
  }

  /** How one value follows from facts. */
  async explain(measure: string, subject: Subject, period: Period): Promise<Result<Explained>> {
    const scorer = await this.scorer([period]);
    return scorer.explain(measure, subject, period);
  }

  /** One measure of all subjects of a kind, side by side. */
  async comparison(measure: string, question: ComparisonQuestion): Promise<Result<Comparison>> {
    const scorer = await this.scorer([question.period]);
    return scorer.comparison(measure, question);
  }

  /** What is owed for a period, and how it stands. */
  async deliveries(period: Period, nowMs: number): Promise<DeliveryState[]> {
    const { ledger, revisions } = this.stage;
    // Deadlines are days of the city's.
    const revision = [cityDate(nowMs), await ledger.revision(['deviation']), revisions.config()].join('/');
    return this.owed.answer(period.toString(), revision, () =>
      this.inReading(async () => {
        const periods = periodsAnswering(period);
        const versions = await ledger.slices({ everyVersion: true, periods });
        const delivered = versions.map(({ key, ...version }) => ({ ...key, ...version }));
        return deliveryStates(this.stage.catalogue, delivered, { period, nowMs });
      }),
    );
  }

  /** Whether the facts of a period, by its name, were asked for lately. */
  hasAtHand(period: string): boolean {
    return this.scorers.knows(period);
  }

  /** From all facts of some periods, or from those of one measure's series. */
  private async scorer(periods: readonly Period[], seriesOf?: string): Promise<Scorer> {
    const question = [seriesOf, ...periods].filter(Boolean).join(' ');
    return this.scorers.answer(question, await this.revision(periods), async () => {
      const catalogue = this.catalogueNow();
      const questions = questionsFor(catalogue, periods, { seriesOf });
      return createScorer(catalogue, await this.inReading(() => this.facts(questions)));
    });
  }

  /** A scorer goes by one catalogue from its first question to its last answer. */
  private catalogueNow(): Catalogue {
    return { ...this.stage.catalogue };
  }

  private async facts(questions: ReturnType<typeof questionsFor>): Promise<Facts> {
    const { facts } = this.stage;
    const askedAtMs = this.stage.nowMs();
    const [asked, deviations, shelters] = await Promise.all([
      this.readFacts(facts, questions, askedAtMs),
      this.remarks.deviations(),
      this.editions.shelters(),
    ]);
    return { ...asked, askedAtMs, deviations, shelters };
  }

  /** What was measured and handed in for the scorecards of a period, as it was at one moment. */
  factsAt(moment: FactReader, period: Period): Promise<StoredFacts> {
    return this.readFacts(moment, questionsFor(this.stage.catalogue, [period]), this.stage.nowMs());
  }

  /** Many subjects in one period, from facts that are at hand. */
  async judgedFrom(
    facts: Facts,
    subjects: readonly Subject[],
    when: { readonly period: Period; readonly nowMs: number },
  ): Promise<Judged> {
    const scorer = createScorer(this.catalogueNow(), facts);
    return {
      scorecards: await cardsOf(scorer, subjects, when),
      shelters: scorer.sheltersFormed(when.period),
    };
  }

  /** All is asked at once: while the answer to one question is read, the engine works on the next. */
  private async readFacts(
    facts: FactReader,
    questions: ReturnType<typeof questionsFor>,
    nowMs: number,
  ): Promise<StoredFacts> {
    const counted = questions.outages;
    const months = questions.probedMonths;
    const window = { startMs: months[0]?.startMs ?? 0, endMs: months.at(-1)?.endMs ?? 0 };
    const [observations, availability, outages, agreedTimeOf] = await Promise.all([
      Promise.all(
        questions.observations.map(
          async (question) => [question.dataset, await facts.sumObservations(question)] as const,
        ),
      ),
      facts.sumAvailability(months),
      counted.endMs > counted.startMs ? facts.outages(counted) : [],
      this.agreed(window, nowMs),
    ]);
    const agreedMs = (system: System, month: Interval): number => lengthMs(agreedTimeOf(system, month));
    return { observations: new Map(observations), availability, monitoring: { months, agreedMs }, outages };
  }
}

async function cardsOf(
  scorer: Scorer,
  subjects: readonly Subject[],
  { period, nowMs }: { readonly period: Period; readonly nowMs: number },
): Promise<Scorecard[]> {
  const cards: Scorecard[] = [];
  for (const subject of subjects) {
    const card = scorer.scorecard(subject, period, { computedAtMs: nowMs });
    if (card.ok) cards.push(card.value);
    await nextTurn(); // probes and readers come in between
  }
  return cards;
}

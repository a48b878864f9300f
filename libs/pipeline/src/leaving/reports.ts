import { type Catalogue, type System, measureInForce, measuresInForce, ownerIn, subtreeIn } from '#catalogue';
import {
  type AcceptedDeviation,
  type MeasureScore,
  type Period,
  type Result,
  type Scorecard,
  type Subject,
  editionName,
  failed,
  ok,
} from '#core';
import { type AvailabilitySource, type MeasuredSystem, type ScorecardSource } from '#export';
import { isInForce } from '#score';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { type MeasuredTimes, measuredSystems, probedSystems } from '../closing/measured-systems.js';
import { type EditionIndex } from '../scoring/edition-index.js';
import { type Remarks } from '../scoring/remarks.js';
import { type ScoreCycle } from '../scoring/score-cycle.js';
import { type Edition, type Stage } from '../stage.js';

interface ReportStage extends Pick<Stage, 'catalogue' | 'facts'> {
  readonly edition: EditionCycle;
  readonly index: EditionIndex;
  readonly score: ScoreCycle;
  readonly remarks: Remarks;
  readonly measured: MeasuredTimes;
}

/** Of what, when, and from which edition. */
export interface ReportOrder<S extends Subject = Subject> {
  readonly subject: S;
  readonly period: Period;
  /** `original`, `restated-2` …, or `live`; absent: the newest, and what is live where nothing is frozen. */
  readonly edition?: string | undefined;
  readonly nowMs: number;
}

/** What availability reports are of. */
export type MeasuredSubject = Subject & { readonly kind: 'system' | 'unit' };

/** What was asked for and is not there: nothing is known of the subject, or its kind has no such report. */
export type NoReport = 'subject' | 'kind' | 'edition';

const AVAILABILITY = 'availability';
const LIVE = 'live';
/** A chart shows so many periods before the one that the report is of. */
const EARLIER_PERIODS = 7;

/** What reports are drawn from: an edition with those before it, or where nothing is frozen what is live. */
export class Reports {
  constructor(private readonly stage: ReportStage) {}

  async availability(order: ReportOrder<MeasuredSubject>): Promise<Result<AvailabilitySource, NoReport>> {
    const drawn = await this.draw(order);
    if (!drawn.ok) return drawn;
    const { catalogue } = this.stage;
    const { subject, period, nowMs } = order;
    const { card, frozen } = drawn.value;
    const measure = measureOn(card, AVAILABILITY);
    return ok({
      city: catalogue.name,
      subject: { kind: subject.kind, id: subject.id, name: card.subject.name },
      period,
      isOpen: period.endMs > nowMs,
      ...standing(frozen),
      systemsAreFrozen: frozen?.measured !== undefined,
      availability: measure?.value.number ?? null,
      target: measure?.target ?? null,
      decimals: measureInForce(catalogue, AVAILABILITY, period.lastDay)?.decimals ?? 2,
      systems: (await this.systems(order, frozen)) ?? (await this.systems(order, null)) ?? [],
    });
  }

  async scorecard(order: ReportOrder): Promise<Result<ScorecardSource, NoReport>> {
    const drawn = await this.draw(order);
    if (!drawn.ok) return drawn;
    const { catalogue } = this.stage;
    const { subject, period, nowMs } = order;
    const { card, frozen } = drawn.value;
    return ok({
      city: catalogue.name,
      period,
      isOpen: period.endMs > nowMs,
      ...standing(frozen),
      card,
      earlier: frozen ? await this.frozenBefore(frozen, order) : await this.liveBefore(order),
      perspectives: catalogue.perspectives,
      definitions: frozen?.definitions ?? measuresInForce(catalogue, period.lastDay),
      ...(await this.remarksOn(subject, period, frozen)),
      systems: await this.systems(order, frozen),
    });
  }

  private async draw({
    subject,
    period,
    edition,
    nowMs,
  }: ReportOrder): Promise<Result<{ readonly card: Scorecard; readonly frozen: Edition | null }, NoReport>> {
    const cycle = this.stage.edition;
    const frozen = edition === LIVE ? null : ((await cycle.editionsOf(period, edition)).at(-1) ?? null);
    if (frozen) {
      const card = cardOf(frozen, subject);
      return card ? ok({ card, frozen }) : failed('subject');
    }
    if (edition !== undefined && edition !== LIVE) return failed('edition');
    const live = await cycle.scorecard(subject, period, { nowMs });
    return live.ok ? ok({ card: live.value, frozen: null }) : live;
  }

  /** The subject's scorecards of earlier periods, as the chain had them when an edition was frozen. */
  private async frozenBefore(frozen: Edition, { subject, period }: ReportOrder): Promise<Scorecard[]> {
    const known = (await this.stage.index.all()).filter(({ sequence }) => sequence < frozen.sequence);
    const cards: Scorecard[] = [];
    for (const earlier of periodsBefore(period)) {
      const newest = known.findLast((each) => each.period === earlier.toString());
      const content = newest && (await this.stage.edition.edition(earlier, newest.name));
      const card = content && cardOf(content, subject);
      if (card) cards.push(card);
    }
    return cards;
  }

  private async liveBefore({ subject, period, nowMs }: ReportOrder): Promise<Scorecard[]> {
    const cards: Scorecard[] = [];
    for await (const each of this.stage.score.scorecardsIn([subject], periodsBefore(period), nowMs)) {
      cards.push(...each.cards);
    }
    return cards;
  }

  private async remarksOn(
    { kind, id }: Subject,
    period: Period,
    frozen: Edition | null,
  ): Promise<Pick<ScorecardSource, 'comments' | 'deviations'>> {
    const { remarks } = this.stage;
    const subject = `${kind}:${id}`;
    const inForce = (deviation: AcceptedDeviation): boolean =>
      deviation.subject === subject && isInForce(deviation, period.lastDay);
    const comments = frozen?.comments ?? (await remarks.comments({ period: period.toString(), subject }));
    return {
      comments: comments.filter((each) => each.subject === subject),
      deviations: (frozen?.deviations ?? (await remarks.deviations())).filter(inForce),
    };
  }

  /** The subject's systems as they were measured: as an edition has them, `null` when it has none, or as they are. */
  private async systems(order: ReportOrder, frozen: Edition | null): Promise<MeasuredSystem[] | null> {
    const systems = systemsOf(this.stage.catalogue, order);
    if (!frozen) return measuredSystems(this.stage, systems, order);
    const kept = frozen.measured;
    return kept ? kept.filter(({ id }) => systems.some((system) => system.id === id)) : null;
  }
}

function standing(frozen: Edition | null): {
  readonly edition: string | null;
  readonly frozenAt: string | null;
} {
  return { edition: frozen && editionName(frozen.number), frozenAt: frozen?.frozenAt ?? null };
}

/** Oldest first. */
function periodsBefore(period: Period): Period[] {
  const periods: Period[] = [];
  for (let each = period.previous(); periods.length < EARLIER_PERIODS; each = each.previous()) {
    periods.unshift(each);
  }
  return periods;
}

/** Those that belonged to the subject in the last month of the period. */
function systemsOf(catalogue: Catalogue, { subject: { kind, id }, period }: ReportOrder): System[] {
  const month = period.lastMonth.toString();
  if (kind === 'system') return [...catalogue.systems.values()].filter((system) => system.id === id);
  const units = kind === 'unit' ? subtreeIn(catalogue, id, month) : new Set<string>();
  return probedSystems(catalogue).filter((system) => units.has(ownerIn(catalogue, system, month)));
}

function cardOf({ scorecards }: Edition, { kind, id }: Subject): Scorecard | undefined {
  return scorecards.find(({ subject }) => subject.kind === kind && subject.id === id);
}

function measureOn({ perspectives }: Scorecard, id: string): MeasureScore | undefined {
  return perspectives.flatMap(({ measures }) => measures).find((measure) => measure.id === id);
}

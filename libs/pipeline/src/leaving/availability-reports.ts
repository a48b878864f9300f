import { type System, measureInForce, ownerIn, subtreeIn } from '#catalogue';
import {
  type Interval,
  type LocalizedText,
  type OutageRecord,
  type Period,
  type Result,
  type Scorecard,
  failed,
  ok,
} from '#core';
import { type AvailabilitySource, type ReportedSystem } from '#export';
import { summarise } from '#score';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { type AgreedWithin } from '../scoring/score-cycle.js';
import { type Edition, type Stage } from '../stage.js';

/** What measuring knows of systems. */
export interface MeasuredTimes {
  readonly agreed: { readonly within: AgreedWithin };
  readonly outages: {
    list(
      filter: Interval & { readonly systems?: readonly string[] },
      nowMs: number,
    ): Promise<{ items: readonly OutageRecord[] }>;
  };
}

interface ReportStage extends Pick<Stage, 'catalogue' | 'facts'> {
  readonly edition: EditionCycle;
  readonly measured: MeasuredTimes;
}

/** Of whom, and when. */
export interface ReportOrder {
  readonly subject: { readonly kind: 'system' | 'unit'; readonly id: string };
  readonly period: Period;
  readonly nowMs: number;
}

const MEASURE = 'availability';

/** What availability reports are drawn from: the edition where the period is frozen, and roll-ups and outages. */
export class AvailabilityReports {
  constructor(private readonly stage: ReportStage) {}

  /** The failure is a subject that nothing is known of. */
  async source({ subject, period, nowMs }: ReportOrder): Promise<Result<AvailabilitySource, 'subject'>> {
    const { catalogue, edition } = this.stage;
    const frozen = (await edition.editionsOf(period)).at(-1) ?? null;
    const card = frozen
      ? (cardOf(frozen, subject.kind, subject.id) ?? null)
      : await this.live({ subject, period, nowMs });
    if (!card) return failed('subject');
    const measure = measureOn(card);
    return ok({
      city: catalogue.name,
      subject: { ...subject, name: card.subject.name },
      period,
      isOpen: period.endMs > nowMs,
      frozenAt: frozen?.frozenAt ?? null,
      availability: measure?.value.number ?? null,
      target: measure?.target ?? null,
      decimals: measureInForce(catalogue, MEASURE, period.lastDay)?.decimals ?? 2,
      systems: await this.systems({ subject, period, nowMs }, frozen),
    });
  }

  private async live({ subject, period, nowMs }: ReportOrder): Promise<Scorecard | null> {
    const card = await this.stage.edition.scorecard(subject, period, { nowMs });
    return card.ok ? card.value : null;
  }

  private async systems(order: ReportOrder, frozen: Edition | null): Promise<ReportedSystem[]> {
    const { catalogue, facts, measured } = this.stage;
    const { period, nowMs } = order;
    const systems = this.systemsOf(order);
    const month = period.lastMonth.toString();
    const window = { startMs: period.startMs, endMs: period.endMs };
    const asked = { ...window, systems: systems.map(({ id }) => id) };
    const days = await facts.availability({ ...asked, granularity: 'day' });
    const outages = await facts.outages(asked);
    const told = (await measured.outages.list(asked, nowMs)).items;
    const agreedTimeOf = await measured.agreed.within(window, nowMs);
    return systems.map((system) => {
      const isOf = (row: { readonly system: string }): boolean => row.system === system.id;
      const agreed = agreedTimeOf(system, window);
      const owner = ownerIn(catalogue, system, month);
      return {
        id: system.id,
        name: system.name,
        owner: nameOr(catalogue.units.get(owner)?.name, owner),
        serviceTime: nameOr(catalogue.serviceTimes.get(system.serviceTime)?.name, system.serviceTime),
        figures: summarise(days.filter(isOf), { window, agreed, outages: outages.filter(isOf) }),
        frozen: frozen ? frozenValue(frozen, system.id) : undefined,
        outages: told.filter(isOf).toReversed(),
      };
    });
  }

  /** Those that are probed: of others there is nothing to report. */
  private systemsOf({ subject, period }: ReportOrder): System[] {
    const { catalogue } = this.stage;
    const month = period.lastMonth.toString();
    const units = subject.kind === 'unit' ? subtreeIn(catalogue, subject.id, month) : new Set<string>();
    return [...catalogue.systems.values()].filter((system) =>
      subject.kind === 'system'
        ? system.id === subject.id
        : units.has(ownerIn(catalogue, system, month)) && system.probes.length > 0,
    );
  }
}

function nameOr(name: LocalizedText | undefined, id: string): LocalizedText {
  return name ?? { sv: id, en: id };
}

function cardOf({ scorecards }: Edition, kind: string, id: string): Scorecard | undefined {
  return scorecards.find(({ subject }) => subject.kind === kind && subject.id === id);
}

function measureOn(card: Scorecard | undefined) {
  return card?.perspectives.flatMap(({ measures }) => measures).find(({ id }) => id === MEASURE);
}

/** `undefined` where the edition does not know the system. */
function frozenValue(edition: Edition, system: string): number | null | undefined {
  return measureOn(cardOf(edition, 'system', system))?.value.number;
}

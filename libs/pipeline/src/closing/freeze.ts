import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type AcceptedDeviation,
  type EditionSummary,
  type Period,
  type Result,
  type SliceVersion,
  cityTime,
  editionName,
  failed,
  ok,
} from '#core';
import { type Catalogue, measuresInForce } from '#catalogue';
import { type MeasuredSystem } from '#export';
import { COUNTING_RULES, type ShelterCells, isInForce } from '#score';
import { type AsOf, isOvertaken } from '#store';
import { type Editions } from './editions.js';
import { type MeasuredTimes, measuredSystems, probedSystems } from './measured-systems.js';
import { type EditionIndex } from '../scoring/edition-index.js';
import { type Remarks } from '../scoring/remarks.js';
import { type Judged, type ScoreCycle } from '../scoring/score-cycle.js';
import { statesBehind, versionsOf } from './slices-behind.js';
import { everySubject } from '../scoring/subjects.js';
import { type Edition, type Stage } from '../stage.js';

/** Does some work while nothing is handed in at this process. */
export type Standstill = <T>(work: () => Promise<T>) => Promise<T>;

/** What editions are drawn from, and kept in. */
export interface EditionStage extends Pick<Stage, 'catalogue' | 'ledger' | 'store' | 'settings'> {
  readonly measured: MeasuredTimes;
  readonly score: ScoreCycle;
  readonly remarks: Remarks;
  readonly index: EditionIndex;
  readonly editions: Editions;
  readonly standstill: Standstill;
}

/** Who freezes a period, and when; with a reason, it is frozen once more. */
export interface FreezeOrder {
  readonly by: string;
  readonly nowMs: number;
  readonly restate?: { readonly reason: string } | undefined;
}

/**
 * Why a period cannot be frozen: months are not, nor what has not ended, nor what is frozen unless it is restated; nor
 * while other processes go on taking in what it stands on.
 */
export type FreezeRefusal = 'a-month' | 'not-ended' | 'frozen' | 'not-frozen' | 'no-reason' | 'handing-in';

/** What an edition is drawn from, and must still be so when it is stored. */
const STANDS_ON: AsOf['nothingOf'] = ['upload', 'edition', 'deviation', 'comment'];
/** For how long it is tried again, and how long others are given each time to get ready. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

/** Scorecards, and what they were drawn from. */
interface Drawing extends Judged {
  readonly slices: readonly SliceVersion[];
  readonly deviations: readonly AcceptedDeviation[];
  readonly measured: readonly MeasuredSystem[];
  /** Shelters that earlier editions have shown. */
  readonly kept: readonly ShelterCells[];
  /** As the catalogue has them; others when another catalogue has been taken into use since. */
  readonly measures: Catalogue['measures'];
}

/**
 * Stores an immutable snapshot of a period, whole or not at all, drawn from one snapshot of the store. Nothing is handed in at
 * this process meanwhile. Others are not held up: when one of them was faster with an edition, or with a file that the period stands on, everything is looked at
 * again, so that it is as if one had come after the other.
 */
export async function freezePeriod(
  stage: EditionStage,
  period: Period,
  order: FreezeOrder,
): Promise<Result<EditionSummary, FreezeRefusal>> {
  const freezing = new Freezing(stage, period, order);
  const untilMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const outcome = await stage.standstill(() => freezing.attempt());
    if (outcome !== 'overtaken') return outcome;
    if (Date.now() > untilMs) return failed('handing-in');
    await pause(PAUSE_MS);
  }
}

/** One period being frozen: what was drawn is kept as long as what it was drawn from stays. */
class Freezing {
  private drawing: Drawing | null = null;

  constructor(
    private readonly stage: EditionStage,
    private readonly period: Period,
    private readonly order: FreezeOrder,
  ) {}

  async attempt(): Promise<Result<EditionSummary, FreezeRefusal> | 'overtaken'> {
    const { period, order, stage } = this;
    const refusal = refusalOf(period, order, (await stage.index.of(period)).length > 0);
    if (refusal) return failed(refusal);
    const { asOf, drawing } = await this.draw();
    const all = await stage.index.all();
    const before = all.filter((edition) => edition.period === period.toString());
    const last = all.at(-1);
    const edition = await this.drawn(drawing, {
      number: before.length + 1,
      sequence: (last?.sequence ?? 0) + 1,
      previousHash: last?.hash ?? null,
    });
    return stage.editions.append(edition, drawing.shelters, asOf).then(ok, (error: unknown) => {
      if (isOvertaken(error)) return 'overtaken';
      throw error;
    });
  }

  private async drawn(
    { slices, deviations, scorecards, measured }: Drawing,
    place: Pick<Edition, 'number' | 'sequence' | 'previousHash'>,
  ): Promise<Edition> {
    const { catalogue, remarks, settings } = this.stage;
    const { period, order } = this;
    const { suppressBelow, preliminaryBelow } = catalogue.rules;
    return {
      period: period.toString(),
      ...place,
      frozenAt: cityTime(order.nowMs),
      by: order.by,
      reason: order.restate?.reason ?? null,
      programVersion: settings.version,
      rules: { suppressBelow, preliminaryBelow, counting: COUNTING_RULES },
      definitions: measuresInForce(catalogue, period.lastDay),
      targets: catalogue.targets.filter(({ validFrom }) => validFrom <= period.lastDay),
      scorecards: scorecards.map((card) => ({ ...card, edition: editionName(place.number) })),
      slices,
      comments: await remarks.comments({ period: period.toString() }),
      deviations: deviations.filter((each) => isInForce(each, period.lastDay)),
      measured,
    };
  }

  /**
   * Facts and slices of one moment, and the scorecards that follow from them; drawn once as long as the slices stay. What
   * is read later must not have changed since that moment, or the edition is not stored.
   */
  private async draw(): Promise<{ readonly asOf: AsOf; readonly drawing: Drawing }> {
    const { stage, period, order } = this;
    const { catalogue, index, remarks, score, store } = stage;
    const measuring = { catalogue, measured: stage.measured };
    const { asOf, slices, facts, measured } = await store.snapshot(async ({ ledger, facts }) => ({
      asOf: { revision: await ledger.revision(), nothingOf: STANDS_ON },
      slices: await versionsOf(ledger, await statesBehind({ catalogue, ledger }, period)),
      facts: await score.factsAt(facts, period),
      measured: await measuredSystems({ ...measuring, facts }, probedSystems(catalogue), {
        period,
        nowMs: order.nowMs,
      }),
    }));
    const [deviations, kept] = [await remarks.deviations(), await index.shelters()];
    const drawn = this.drawing;
    if (
      drawn?.measures === catalogue.measures &&
      isDeepStrictEqual([drawn.slices, drawn.deviations, drawn.kept], [slices, deviations, kept])
    ) {
      return { asOf, drawing: drawn };
    }
    const when = { period, nowMs: order.nowMs };
    const judged = await score.judgedFrom(
      { ...facts, askedAtMs: order.nowMs, deviations, shelters: kept },
      everySubject(catalogue),
      when,
    );
    this.drawing = { slices, deviations, kept, measured, measures: catalogue.measures, ...judged };
    return { asOf, drawing: this.drawing };
  }
}

function refusalOf(period: Period, { nowMs, restate }: FreezeOrder, isFrozen: boolean): FreezeRefusal | null {
  const refusal = whyNotNow(period, { nowMs, isFrozen, restate: restate !== undefined });
  return refusal ?? (restate?.reason.trim() === '' ? 'no-reason' : null);
}

/** Why a period cannot be frozen at an instant, or restated; `null` when it can, given a reason where one is needed. */
export function whyNotNow(
  period: Period,
  {
    nowMs,
    isFrozen,
    restate,
  }: { readonly nowMs: number; readonly isFrozen: boolean; readonly restate: boolean },
): FreezeRefusal | null {
  if (period.type === 'month') return 'a-month';
  if (period.endMs > nowMs) return 'not-ended';
  if (isFrozen && !restate) return 'frozen';
  return !isFrozen && restate ? 'not-frozen' : null;
}

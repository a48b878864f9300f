import {
  type IlsPeriodType,
  ILS_PERIOD_TYPES,
  type Indicator,
  type IlsUnit,
  type MeasureDefinition,
} from '#catalogue';
import { type Period, type Scorecard } from '#core';
import { type IlsSource } from './ils-source.js';

/** An indicator that is sent for the period, with its definition and code. */
export interface IndicatorInForce {
  readonly indicator: Indicator;
  readonly definition: MeasureDefinition;
  /** `null`: unmapped. */
  readonly code: string | null;
}

/** The kind of a period, when the steering system takes such; `null` for months. */
export function ilsPeriodType({ type }: Period): IlsPeriodType | null {
  return ILS_PERIOD_TYPES.find((each) => each === type) ?? null;
}

/** The indicators of a period; one whose measure is not defined yet is not sent. */
export function indicatorsInForce({ period, definitions, ils }: IlsSource): IndicatorInForce[] {
  const type = ilsPeriodType(period);
  return ils.indicators.flatMap((indicator) => {
    const definition = definitions.find(({ id }) => id === indicator.measure);
    if (!definition || !type || !indicator.periodTypes.includes(type)) return [];
    return [{ indicator, definition, code: indicator.code ?? definition.ils?.measure ?? null }];
  });
}

/** Where units stand: above others, at the top, or at the end. */
export class UnitLevels {
  private readonly above: ReadonlySet<string>;

  constructor(private readonly parents: ReadonlyMap<string, string>) {
    this.above = new Set(parents.values());
  }

  /** Whether values of a unit are sent for an indicator. */
  isSent(unit: string, { levels, consolidatedByReceiver }: Indicator): boolean {
    const isLeaf = !this.above.has(unit);
    if (consolidatedByReceiver && !isLeaf) return false;
    if (levels === 'leaves') return isLeaf;
    return levels === 'all' || !this.parents.has(unit);
  }
}

/** The units of an edition that an indicator is sent for, but for those that are left out. */
export function unitsSent(source: IlsSource, indicator: Indicator): Scorecard[] {
  const levels = new UnitLevels(source.parents);
  return source.scorecards.filter(
    ({ subject }) => !source.ils.leftOut.includes(subject.id) && levels.isSent(subject.id, indicator),
  );
}

/** The receiver's units that an indicator is sent for: those of which at least one of ours is. */
export function receiversUnits(source: IlsSource, indicator: Indicator): IlsUnit[] {
  const sent = new Set(unitsSent(source, indicator).map(({ subject }) => subject.id));
  return source.ils.units.filter(({ units }) => units.some((unit) => sent.has(unit)));
}

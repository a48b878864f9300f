import { type Period, type Subject } from '#core';
import { type Catalogue } from './catalogue.js';
import { type UnitKind } from './entries.js';
import { type MeasureDefinition, type TargetLevels, type TargetRow } from './measures.js';

/** Whom and when a target is asked for. */
export interface TargetQuestion {
  readonly subject: Subject;
  /** Kind of the unit, when the subject is one. */
  readonly unitKind?: UnitKind | undefined;
  readonly period: Period;
}

function concerns(row: TargetRow, { subject, unitKind, period }: TargetQuestion): boolean {
  return (
    row.validFrom <= period.lastDay &&
    (row.subject === undefined || row.subject === `${subject.kind}:${subject.id}`) &&
    (row.level === undefined || row.level === unitKind) &&
    (row.period === undefined || row.period === period.toString())
  );
}

/** A named subject outweighs a level, which outweighs a period. */
function particularity(row: TargetRow): number {
  return (
    (row.subject === undefined ? 0 : 4) +
    (row.level === undefined ? 0 : 2) +
    (row.period === undefined ? 0 : 1)
  );
}

/**
 * The target of a measure for a subject in a period: the most particular row in force at the period's end (subject and
 * period, then subject, then level, then for all), of equals the latest, else the definition's own. `null` when the
 * measure only informs.
 */
export function targetInForce(
  catalogue: Catalogue,
  definition: MeasureDefinition,
  question: TargetQuestion,
): TargetLevels | null {
  let best: TargetRow | null = null;
  for (const row of catalogue.targets) {
    const named = row.measure === definition.id || definition.formerIds.includes(row.measure);
    if (!named || !concerns(row, question)) continue;
    const gain = best ? particularity(row) - particularity(best) : 1;
    if (gain > 0 || (gain === 0 && best && row.validFrom >= best.validFrom)) best = row;
  }
  return best ?? definition.target ?? null;
}

import { Period } from '#core';
import { IN_THE_END, type Unit, existsIn, ownerIn, successorsOf } from '#catalogue';
import { type CheckContext } from './check-context.js';
import { type FieldComplaint, type RowRule } from './row-rules.js';

/** Who owned what, and who was there, in the month that a row belongs to (domain.md, section 2). */
export function inForceRules(context: CheckContext): RowRule[] {
  const unitIsOwner = !context.schema.fields.some((field) => field.role === 'unit');
  return unitIsOwner ? [ownerThen(context)] : [unitWasThere(context)];
}

/** The month that a period belongs to: periods are few, and finding their months is slow. */
function monthFinder(): (period: string) => string {
  const months = new Map<string, string>();
  return (period) => {
    const month = months.get(period) ?? Period.of(period).lastMonth.toString();
    months.set(period, month);
    return month;
  };
}

/** A unit that is not there in a month has nothing to hand in for it. */
function unitWasThere(context: CheckContext): RowRule {
  const { catalogue, language } = context;
  const monthOf = monthFinder();
  return ({ unit: id, period }): FieldComplaint[] => {
    const unit = id === null ? undefined : catalogue.units.get(id);
    if (!unit || period === null || existsIn(unit, monthOf(period))) return [];
    const instead = successorsOf(unit)
      .map((each) => catalogue.units.get(each)?.name[language] ?? each)
      .join(', ');
    const details = { unit: unit.name[language], period, limits: limitsOf(unit), instead: instead || '–' };
    return [{ code: 'unit-not-then', field: 'unit', details }];
  };
}

/** When a unit is there: `2026-07-01 –`. */
function limitsOf({ from = '', to = '' }: Unit): string {
  return `${from} – ${to}`.trim();
}

/**
 * Rows about a system belong to its owner in their month. That unit may hand them in, and so may the one that answers for the
 * system in the end: what a former owner handed in can be mended.
 */
function ownerThen({ catalogue, mayHandInFor, language }: CheckContext): RowRule {
  const monthOf = monthFinder();
  return ({ system: id, period }): FieldComplaint[] => {
    const system = id === null ? undefined : catalogue.systems.get(id);
    if (!system || period === null) return [];
    const owner = ownerIn(catalogue, system, monthOf(period));
    const name = catalogue.units.get(owner)?.name[language] ?? owner;
    const kind = catalogue.units.get(owner)?.kind;
    if (kind === 'city' || kind === 'group')
      return [{ code: 'unit-only-gathers', field: 'system', details: { unit: name } }];
    if (mayHandInFor(owner) || mayHandInFor(ownerIn(catalogue, system, IN_THE_END))) return [];
    return [{ code: 'unit-not-yours', field: 'system', details: { unit: name } }];
  };
}

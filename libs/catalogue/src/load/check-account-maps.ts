import { type AccountMap, type CodeRange } from '../account-maps.js';
import { dangling, danglingIn, idsOf } from './check-references.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type Entry, soundEntries } from './entry.js';
import { type PlaceOf } from './yaml-source.js';

/** Comes after every code that begins with what is before it. */
const AFTER_ALL = '\uffff';

function shown({ from, to }: CodeRange): string {
  return to === undefined ? from : `${from}–${to}`;
}

function endOf({ from, to = from }: CodeRange): string {
  return to + AFTER_ALL;
}

/** Ranges that hold nothing, and ranges that hold what an earlier one of the same list does. */
function checkRanges(ranges: readonly CodeRange[], at: PlaceOf): ConfigFault[] {
  return ranges.flatMap((range, index) => {
    if (range.from > endOf(range)) {
      const message = `The range ${shown(range)} ends before it begins.`;
      return [faultAt(at(index, 'to'), message, 'Let "to" come after "from".')];
    }
    const earlier = ranges
      .slice(0, index)
      .find((other) => other.from <= endOf(range) && range.from <= endOf(other));
    if (!earlier) return [];
    const message = `The range ${shown(range)} overlaps ${shown(earlier)}.`;
    const remedy = 'Let each code be in one range; a code stands for all that begin with it.';
    return [faultAt(at(index, 'from'), message, remedy)];
  });
}

/** Maps that come into force on the same day for the same units. */
function checkForce(maps: readonly Entry<AccountMap>[]): ConfigFault[] {
  return maps.flatMap(({ value, at }, index) => {
    const rival = maps
      .slice(0, index)
      .find((other) => other.value.validFrom === value.validFrom && sameLedger(other.value, value));
    if (!rival) return [];
    const message = `The account map "${rival.value.id}" comes into force on ${value.validFrom} too.`;
    return [faultAt(at('validFrom'), message, 'Give one of them another day, or other units.')];
  });
}

function sameLedger(a: AccountMap, b: AccountMap): boolean {
  if (a.units.length === 0 || b.units.length === 0) return a.units.length === b.units.length;
  return a.units.some((unit) => b.units.includes(unit));
}

/** Every account and cost centre is read in one way, by units and systems that exist. */
export function checkAccountMaps(content: ConfigContent): ConfigFault[] {
  const maps = soundEntries(content.accountMaps);
  const units = idsOf(content.units);
  const systems = idsOf(content.systems);
  return [
    ...danglingIn(content.accountMaps, 'units', content.units),
    ...maps.flatMap(({ value, at }) => [
      ...checkRanges(value.accounts, (...path) => at('accounts', ...path)),
      ...checkRanges(value.costCentres, (...path) => at('costCentres', ...path)),
      ...value.costCentres.flatMap(({ unit, system }, i) => [
        ...dangling(unit, at('costCentres', i, 'unit'), units),
        ...(system === undefined ? [] : dangling(system, at('costCentres', i, 'system'), systems)),
      ]),
    ]),
    ...checkForce(maps),
  ];
}

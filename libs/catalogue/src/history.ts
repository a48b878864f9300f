import { Temporal } from 'temporal-polyfill';
import { type Subject } from '#core';
import { type Catalogue } from './catalogue.js';
import { type Dated, changesOf, dayAfter, valueOn } from './dated.js';
import { type Inhabitants, type Project, type System, type Unit } from './entries.js';
import { keptByParts } from './kept-by-parts.js';

/*
 * Who was what in month m: the one place that answers (domain.md, section 2). A month, `2026-09`, goes by its last day: a unit
 * that begins on the 15th exists in that month, and one that ends on the 15th does not.
 */

/** The last day of a month, or a text that sorts as it does. */
function endOf(month: string): string {
  return `${month}-31`;
}

/** What stands where, and who owns what. */
type Places = Pick<Catalogue, 'units' | 'systems'>;

/** Whether a unit exists on an ISO day. */
export function existsOn({ from, to }: Pick<Unit, 'from' | 'to'>, dateIso: string): boolean {
  return (from === undefined || from <= dateIso) && (to === undefined || dateIso <= to);
}

/** The first month without a unit; `null` when it has no end. */
function firstMonthWithout({ to }: Pick<Unit, 'to'>): string | null {
  return to === undefined ? null : dayAfter(to).slice(0, 7);
}

/** Whether a unit exists in a month. */
export function existsIn(unit: Pick<Unit, 'from' | 'to'>, month: string): boolean {
  const { from } = unit;
  const over = firstMonthWithout(unit);
  return (from === undefined || from <= endOf(month)) && (over === null || month < over);
}

/** What holds in a month. */
export function valueIn<T extends string>(dated: Dated<T>, month: string): T {
  return valueOn(dated, endOf(month));
}

/** The units that took over from a unit that has ended. */
export function successorsOf({ mergedInto, successors }: Unit): readonly string[] {
  return mergedInto === undefined ? successors : [mergedInto];
}

/** Found once for the units of a catalogue, which never change. */
const predecessorsIn = new WeakMap<Catalogue['units'], ReadonlyMap<string, readonly Unit[]>>();

function predecessorsBySuccessor(units: Catalogue['units']): ReadonlyMap<string, readonly Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const unit of units.values()) {
    for (const id of successorsOf(unit)) found.set(id, [...(found.get(id) ?? []), unit]);
  }
  return found;
}

/** The units that a unit took over from, in the order of the catalogue. */
export function predecessorsOf({ units }: Places, unitId: string): readonly Unit[] {
  const found = predecessorsIn.get(units) ?? predecessorsBySuccessor(units);
  predecessorsIn.set(units, found);
  return found.get(unitId) ?? [];
}

/**
 * The unit above a unit in a month; `undefined` for the root. What is told of a unit after its end belongs to the unit that it
 * was merged into, otherwise where it stood last; what is told of the time before it began, where it stood first.
 */
export function parentIn(unit: Unit, month: string): string | undefined {
  const { parent, mergedInto } = unit;
  const over = firstMonthWithout(unit);
  if (over !== null && over <= month && mergedInto !== undefined) return mergedInto;
  return parent === undefined ? undefined : valueIn(parent, month);
}

/** The unit that owns a system in a month (systemägare); of one that was merged, the unit that it was merged into. */
export function ownerIn(
  { units }: Pick<Catalogue, 'units'>,
  { owner }: Pick<System, 'owner'>,
  month: string,
): string {
  const visited = new Set<string>();
  let id = valueIn(owner, month);
  for (let unit = units.get(id); unit && !visited.has(id); unit = units.get(id)) {
    visited.add(id);
    const over = firstMonthWithout(unit);
    if (over === null || month < over || unit.mergedInto === undefined) return id;
    id = unit.mergedInto;
  }
  return id;
}

/** The unit that owns a system on an ISO day, in the same way. */
export function ownerOn(
  { units }: Pick<Catalogue, 'units'>,
  { owner }: Pick<System, 'owner'>,
  dateIso: string,
): string {
  const visited = new Set<string>();
  let id = valueOn(owner, dateIso);
  for (let unit = units.get(id); unit && !visited.has(id); unit = units.get(id)) {
    visited.add(id);
    const isOver = unit.to !== undefined && unit.to < dateIso;
    if (!isOver || unit.mergedInto === undefined) return id;
    id = unit.mergedInto;
  }
  return id;
}

/** Whether a system is followed up on any day of a month. */
export function isFollowedUpIn(
  { followedUpFrom, followedUpTo }: Pick<System, 'followedUpFrom' | 'followedUpTo'>,
  month: string,
): boolean {
  return (
    (followedUpFrom === undefined || followedUpFrom <= endOf(month)) &&
    (followedUpTo === undefined || `${month}-01` <= followedUpTo)
  );
}

/** The portfolio of a project in a month. */
export function portfolioIn({ portfolio }: Pick<Project, 'portfolio'>, month: string): string {
  return valueIn(portfolio, month);
}

/** How many live in a unit's area in a year: as counted for it, else for the last year before, else for the first. */
export function inhabitantsIn(inhabitants: Inhabitants | undefined, year: number): number | undefined {
  if (inhabitants === undefined || typeof inhabitants === 'number') return inhabitants;
  const years = Object.keys(inhabitants).sort();
  const counted = years.findLast((each) => Number(each) <= year) ?? years[0];
  return counted === undefined ? undefined : inhabitants[counted];
}

/** The month after that of an ISO day. */
function monthAfter(dateIso: string): string {
  return Temporal.PlainYearMonth.from(dateIso.slice(0, 7)).add({ months: 1 }).toString();
}

function partsOf({ units, systems }: Places): readonly object[] {
  return [units, systems];
}

/** The months in which something becomes another, in order. */
const turningPointsOf = keptByParts(partsOf, (catalogue: Places): readonly string[] => {
  const ofUnits = [...catalogue.units.values()].flatMap(({ from, to, parent }) => [
    from,
    to && dayAfter(to),
    ...(parent === undefined ? [] : changesOf(parent)),
  ]);
  const ofSystems = [...catalogue.systems.values()].flatMap(({ owner, followedUpFrom, followedUpTo }) => [
    followedUpFrom,
    followedUpTo && monthAfter(followedUpTo),
    ...changesOf(owner),
  ]);
  const months = [...ofUnits, ...ofSystems].flatMap((day) => (day === undefined ? [] : [day.slice(0, 7)]));
  return [...new Set(months)].sort();
});

/** Times in which nobody changes place or owner: the first month of each that touches a span; `0000-00` for the beginning. */
export function timesOf(catalogue: Places, firstMonth: string, lastMonth: string): readonly string[] {
  const points = turningPointsOf(catalogue);
  return [
    timeOf(catalogue, firstMonth),
    ...points.filter((month) => month > firstMonth && month <= lastMonth),
  ];
}

/** The time that a month belongs to, for what is kept by time: a month of it, `0000-00` for the first. */
export function timeOf(catalogue: Places, month: string): string {
  return turningPointsOf(catalogue).findLast((point) => point <= month) ?? '0000-00';
}

const childrenByTime = keptByParts(partsOf, () => new Map<string, ReadonlyMap<string, readonly Unit[]>>());

function childrenByParent(units: Catalogue['units'], month: string): ReadonlyMap<string, readonly Unit[]> {
  const children = new Map<string, Unit[]>();
  for (const unit of units.values()) {
    const parent = parentIn(unit, month);
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(unit);
    else children.set(parent, [unit]);
  }
  return children;
}

/**
 * The units right below a unit in a month, in the order of the catalogue; also those that do not exist in that month, since
 * something may be told of them all the same.
 */
export function childrenIn(catalogue: Places, unitId: string, month: string): readonly Unit[] {
  const time = timeOf(catalogue, month);
  const times = childrenByTime(catalogue);
  const children = times.get(time) ?? childrenByParent(catalogue.units, time);
  times.set(time, children);
  return children.get(unitId) ?? [];
}

/** The ids of the units above a unit in a month, the nearest first. */
export function unitsAbove({ units }: Pick<Catalogue, 'units'>, unitId: string, month: string): string[] {
  const above: string[] = [];
  const next = (id: string): string | undefined => {
    const unit = units.get(id);
    return unit && parentIn(unit, month);
  };
  for (let at = next(unitId); at !== undefined && !above.includes(at); at = next(at)) above.push(at);
  return above;
}

/** The last month of all: what is in force when every change that is written has come. */
export const IN_THE_END = '9999-12';

/** The units that a unit answers for in the end: itself, all below it, and those that they took over from. */
export function answersFor(catalogue: Places, unitId: string): Set<string> {
  const units = subtreeIn(catalogue, unitId, IN_THE_END);
  for (const id of units) {
    for (const before of predecessorsOf(catalogue, id)) {
      for (const each of subtreeIn(catalogue, before.id, IN_THE_END)) units.add(each);
    }
  }
  return units;
}

/** The ids of a unit and of all below it in a month; empty when the unit is unknown. */
export function subtreeIn(catalogue: Places, unitId: string, month: string): Set<string> {
  const subtree = new Set(catalogue.units.has(unitId) ? [unitId] : []);
  for (const id of subtree) for (const child of childrenIn(catalogue, id, month)) subtree.add(child.id);
  return subtree;
}

/**
 * The units whose figures of a month are a unit's: itself with all below it, and before it began those that it took over
 * from, with all below them.
 */
export function membersIn(catalogue: Places, unitId: string, month: string): Set<string> {
  const members = subtreeIn(catalogue, unitId, month);
  const unit = catalogue.units.get(unitId);
  if (unit?.from !== undefined && unit.from > endOf(month))
    addPredecessors(catalogue, unit, { month, members });
  return members;
}

function addPredecessors(
  catalogue: Places,
  unit: Unit,
  { month, members }: { readonly month: string; readonly members: Set<string> },
): void {
  for (const before of predecessorsOf(catalogue, unit.id)) {
    if (members.has(before.id)) continue;
    for (const id of subtreeIn(catalogue, before.id, month)) members.add(id);
    if (before.from !== undefined && before.from > endOf(month))
      addPredecessors(catalogue, before, { month, members });
  }
}

type Renamed = Pick<Unit | System | Project, 'id' | 'formerly'>;

/** By former id: found once for a catalogue. */
const formerIn = new WeakMap<ReadonlyMap<string, Renamed>, ReadonlyMap<string, string>>();

/** The id that a unit, system or project has today, by that id or one that it had before. */
export function idToday(entries: ReadonlyMap<string, Renamed>, id: string): string {
  let former = formerIn.get(entries);
  if (!former) {
    former = new Map([...entries.values()].flatMap((entry) => entry.formerly.map((old) => [old, entry.id])));
    formerIn.set(entries, former);
  }
  return former.get(id) ?? id;
}

/** What a subject's id is today; that of a kind whose ids never change is itself. */
export function subjectIdToday(catalogue: Catalogue, { kind, id }: Pick<Subject, 'kind' | 'id'>): string {
  switch (kind) {
    case 'unit':
      return idToday(catalogue.units, id);
    case 'system':
      return idToday(catalogue.systems, id);
    case 'project':
      return idToday(catalogue.projects, id);
    default:
      return id;
  }
}

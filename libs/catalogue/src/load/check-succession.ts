import { changesOf, dayAfter, valueOn, valuesOf } from '../dated.js';
import { type System, type Unit } from '../entries.js';
import { isFollowedUpOn } from '../followed-up.js';
import { existsOn, ownerOn, successorsOf } from '../history.js';
import { circleFrom } from './circle.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type Entry, soundEntries } from './entry.js';

type Units = ReadonlyMap<string, Unit>;

function checkOwnTime({ value: unit, at }: Entry<Unit>): ConfigFault[] {
  const { from, to, parent, mergedInto, successors } = unit;
  const faults: ConfigFault[] = [];
  const say = (key: string, message: string, remedy: string) =>
    faults.push(faultAt(at(key), message, remedy));
  if (from !== undefined && to !== undefined && to < from)
    say('to', 'It ends before it begins.', 'Let the last day not come before the first.');
  if (parent === undefined && (from ?? to) !== undefined)
    say(from === undefined ? 'to' : 'from', 'The city itself neither begins nor ends.', 'Remove it.');
  if (mergedInto !== undefined && successors.length > 0)
    say(
      'successors',
      'It is both merged and divided.',
      'Write mergedInto for one successor, successors for several.',
    );
  if (to === undefined && successorsOf(unit).length > 0) {
    const key = mergedInto === undefined ? 'successors' : 'mergedInto';
    say(key, `"${unit.id}" has successors, and does not end.`, 'Add its last day as "to".');
  }
  return faults;
}

/** Successors take over on the day after a unit's last, and do not lead back to it. */
function checkSuccessors({ value: unit, at }: Entry<Unit>, units: Units): ConfigFault[] {
  const { id, to, mergedInto } = unit;
  const key = mergedInto === undefined ? 'successors' : 'mergedInto';
  const circle = circleFrom(id, (each) => {
    const of = units.get(each);
    return of ? successorsOf(of) : [];
  });
  if (circle.some((each) => each < id)) return []; // said at the first of them
  if (circle.length > 0) {
    const message = `The unit "${id}" succeeds itself: ${[...circle, id].join(' → ')}.`;
    return [faultAt(at(key), message, 'Name a unit that came after it.')];
  }
  return successorsOf(unit).flatMap((each): ConfigFault[] => {
    const successor = units.get(each);
    if (!successor || to === undefined) return [];
    const next = dayAfter(to);
    if (successor.from !== undefined && successor.from > next) {
      const message = `"${each}" begins on ${successor.from}, later than the day after "${id}" ends (${to}).`;
      return [faultAt(at(key), message, `Let it begin on ${next}, or let "${id}" end on the day before.`)];
    }
    if (existsOn(successor, next)) return [];
    const message = `"${each}" has ended before it could take over from "${id}" on ${next}.`;
    return [faultAt(at(key), message, 'Name a unit that exists then.')];
  });
}

/** On every day on which a unit exists, so does the one above it. */
function checkParents({ value: unit, at }: Entry<Unit>, units: Units): ConfigFault[] {
  const { id, parent, from = '' } = unit;
  if (parent === undefined) return [];
  const above = valuesOf(parent).flatMap((each) => units.get(each) ?? []);
  const ends = above.flatMap(({ to }) => (to === undefined ? [] : [dayAfter(to)]));
  const days = [from, ...changesOf(parent), ...ends].filter((day) => existsOn(unit, day));
  for (const day of [...new Set(days)].sort()) {
    const named = valueOn(parent, day);
    const over = units.get(named);
    if (!over || existsOn(over, day)) continue;
    const when = day === '' ? 'from the beginning' : `on ${day}`;
    const message = `"${id}" is below "${named}" ${when}, when that does not exist.`;
    return [
      faultAt(
        at('parent'),
        message,
        'Write who is above it when: parent: [{ value: …, to: … }, { value: …, from: … }].',
      ),
    ];
  }
  return [];
}

/** A system does not stay with a unit that has ended, unless that was merged: then it goes along. */
function checkOwner({ value: system, at }: Entry<System>, content: { readonly units: Units }): ConfigFault[] {
  for (const named of valuesOf(system.owner)) {
    const to = content.units.get(named)?.to;
    const day = to === undefined ? null : dayAfter(to);
    if (day === null || !isFollowedUpOn(system, day)) continue;
    const owner = ownerOn(content, system, day);
    const unit = content.units.get(owner);
    if (!unit || existsOn(unit, day)) continue;
    const message = `The system "${system.id}" belongs to "${owner}" on ${day}, when that has ended.`;
    const remedy = `Write its owners, owner: [{ value: ${owner}, to: ${to ?? ''} }, { value: …, from: ${day} }], or followedUpTo.`;
    return [faultAt(at('owner'), message, remedy)];
  }
  return [];
}

/** Units begin, end and are succeeded so that each day has its tree, and each system its owner. */
export function checkSuccession(content: ConfigContent): ConfigFault[] {
  const entries = soundEntries(content.units);
  const units = new Map(entries.map(({ value }) => [value.id, value]));
  return [
    ...entries.flatMap((entry) => [
      ...checkOwnTime(entry),
      ...checkSuccessors(entry, units),
      ...checkParents(entry, units),
    ]),
    ...soundEntries(content.systems).flatMap((entry) => checkOwner(entry, { units })),
  ];
}

import { changesOf, valueOn } from '../dated.js';
import { type Unit } from '../entries.js';
import { circleFrom } from './circle.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';

/** The days on which some unit gets another parent, with the beginning before all of them. */
function turningDays(units: readonly Unit[]): string[] {
  return [
    '',
    ...new Set(units.flatMap(({ parent }) => (parent === undefined ? [] : changesOf(parent)))),
  ].sort();
}

/** No unit is below itself on any day, by however many others. */
function checkCycles({ units }: ConfigContent): ConfigFault[] {
  const sound = units.entries.filter(
    ({ sound: isSound, value: { parent } }) => isSound || typeof parent === 'string',
  );
  const told = new Set<string>();
  return turningDays(sound.map(({ value }) => value)).flatMap((day) => {
    const parents = new Map(
      sound.flatMap(({ value: { id, parent } }) =>
        parent === undefined ? [] : [[id, [valueOn(parent, day)]] as const],
      ),
    );
    return sound.flatMap(({ value, at }) => {
      const cycle = told.has(value.id) ? [] : circleFrom(value.id, (id) => parents.get(id) ?? []);
      if (cycle.length === 0) return [];
      for (const id of cycle) told.add(id);
      const since = day === '' ? '' : ` from ${day} on`;
      const message = `The unit "${value.id}" is below itself${since}: ${[...cycle, value.id].join(' → ')}.`;
      return [faultAt(at('parent'), message, 'Give one of them a parent outside the circle.')];
    });
  });
}

function checkRoot({ units }: ConfigContent): ConfigFault[] {
  if (!units.whole) return [];
  const [root, ...more] = units.entries.filter(({ value }) => value.parent === undefined);
  if (!root) {
    const place = { file: units.file, line: 1 };
    return [faultAt(place, 'No unit is without a parent.', 'Add the city, without a parent.')];
  }
  return more.map(({ value, at }) =>
    faultAt(
      at(),
      `"${value.id}" is a second unit without a parent, beside "${root.value.id}".`,
      `Add the key "parent": every unit but the city has one.`,
    ),
  );
}

/** The units form one tree. */
export function checkUnits(content: ConfigContent): ConfigFault[] {
  return [...checkCycles(content), ...checkRoot(content)];
}

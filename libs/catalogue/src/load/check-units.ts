import { circleFrom } from './circle.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';

function checkCycles({ units }: ConfigContent): ConfigFault[] {
  const parents = new Map<string, string[]>();
  for (const { value } of units.entries)
    if (value.parent !== undefined) parents.set(value.id, [value.parent]);
  const told = new Set<string>();
  return units.entries.flatMap(({ value, at }) => {
    const cycle = told.has(value.id) ? [] : circleFrom(value.id, (id) => parents.get(id) ?? []);
    if (cycle.length === 0) return [];
    for (const id of cycle) told.add(id);
    const message = `The unit "${value.id}" is below itself: ${[...cycle, value.id].join(' → ')}.`;
    return [faultAt(at('parent'), message, 'Give one of them a parent outside the circle.')];
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

import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';

/** The units that lead from one to itself by their parents; empty when it has a way to a root. */
function cycleFrom(id: string, parents: ReadonlyMap<string, string | undefined>): string[] {
  const walked = [id];
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
    if (at === id) return walked;
    if (walked.includes(at)) return [];
    walked.push(at);
  }
  return [];
}

function checkCycles({ units }: ConfigContent): ConfigFault[] {
  const parents = new Map<string, string | undefined>();
  for (const { value } of units.entries) parents.set(value.id, value.parent);
  const told = new Set<string>();
  return units.entries.flatMap(({ value, at }) => {
    const cycle = told.has(value.id) ? [] : cycleFrom(value.id, parents);
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

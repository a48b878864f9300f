import { circleFrom } from './circle.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';

/** No system depends on itself, by however many others. */
export function checkDependencies({ systems }: ConfigContent): ConfigFault[] {
  const sound = soundEntries(systems);
  const needs = new Map(sound.map(({ value }) => [value.id, value.dependsOn]));
  const told = new Set<string>();
  return sound.flatMap(({ value, at }) => {
    const circle = told.has(value.id) ? [] : circleFrom(value.id, (id) => needs.get(id) ?? []);
    if (circle.length === 0) return [];
    for (const id of circle) told.add(id);
    const message = `The system "${value.id}" depends on itself: ${[...circle, value.id].join(' → ')}.`;
    return [faultAt(at('dependsOn'), message, 'Leave one of these dependencies out.')];
  });
}

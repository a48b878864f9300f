import { measureVersionOn } from '../measures-in-force.js';
import { formerNames } from '../measures.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';
import { levelsOutOfOrder } from './target-levels.js';

/** Targets lie in the order that their measure's direction asks for. */
export function checkTargets({ targets, measures }: ConfigContent): ConfigFault[] {
  const byId = new Map(
    soundEntries(measures).flatMap(({ value }) => [value.id, ...formerNames(value)].map((id) => [id, value])),
  );
  return soundEntries(targets).flatMap(({ value, at }) => {
    const measure = byId.get(value.measure);
    // A target may be set before its measure begins: then the first definition tells the direction.
    const version = measure && (measureVersionOn(measure, value.validFrom) ?? measure.versions[0]);
    const order = version ? levelsOutOfOrder(value, version.better) : null;
    return order ? [faultAt(at('target'), order.message, order.remedy)] : [];
  });
}

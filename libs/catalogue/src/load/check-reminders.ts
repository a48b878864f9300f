import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';
import { type PlaceOf } from './yaml-source.js';

function dangling(
  noun: string,
  ids: readonly string[],
  known: readonly string[],
  at: PlaceOf,
): ConfigFault[] {
  return ids.flatMap((id, index) =>
    known.includes(id)
      ? []
      : [faultAt(at(index), `There is no ${noun} "${id}".`, didYouMean(suggest(id, known), known))],
  );
}

/** Whoever is reminded is reminded of units and deliveries that there are, and by letters that can leave. */
export function checkReminders({
  reminders,
  notifications,
  units,
  deliveries,
}: ConfigContent): ConfigFault[] {
  if (!reminders?.sound) return [];
  const { value, at } = reminders;
  const unitIds = units.entries.map((entry) => entry.value.id);
  const deliveryIds = deliveries.entries.map((entry) => entry.value.id);
  const faults = value.recipients.flatMap(({ units: owing, deliveries: owed = [] }, i) => [
    ...(units.whole
      ? dangling('unit', owing, unitIds, (...path) => at('recipients', i, 'units', ...path))
      : []),
    ...(deliveries.whole
      ? dangling('delivery', owed, deliveryIds, (...path) => at('recipients', i, 'deliveries', ...path))
      : []),
  ]);
  if (value.recipients.length + value.digest.length === 0) return faults;
  if (value.address === undefined) {
    faults.push(
      faultAt(at('recipients'), 'Letters would lead nowhere.', 'Write where the pages are: "address".'),
    );
  }
  if (notifications?.sound !== false && !notifications?.value.mail) {
    const remedy = 'Name the mail server in notifications.yaml, under "mail".';
    faults.push(faultAt(at('recipients'), 'No server is named that mail could leave by.', remedy));
  }
  return faults;
}

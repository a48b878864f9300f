import { validateSync } from 'class-validator';
import { built } from '../built.js';
import { Collector, type CollectorKinds } from '../collectors.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';
import { type Entry, type Reading, type Section, soundEntries } from './entry.js';
import { shapeFaults } from './shape-faults.js';

/** The name that is kept for what people hand in. */
const MANUAL = 'manual';

function kindFault({ value, at }: Entry<Collector>, kinds: CollectorKinds): ConfigFault {
  const known = [...kinds.keys()];
  const remedy = didYouMean(suggest(value.kind, known), known);
  return faultAt(at('kind'), `There is no kind of collector "${value.kind}".`, remedy);
}

/** A collector whose options are what its kind says. */
function readOptions(entry: Entry<Collector>, kinds: CollectorKinds): Reading<Collector> {
  const { value, at } = entry;
  const type = kinds.get(value.kind);
  if (!type) return { value, faults: [kindFault(entry, kinds)] };
  const options = built(type, value.options);
  const errors = validateSync(options, { whitelist: true, forbidNonWhitelisted: true });
  return {
    value: Object.assign(new Collector(), value, { options }),
    faults: shapeFaults(errors, (...path) => at('options', ...path)),
  };
}

/** The collectors with their options read by their kinds; without kinds, with options as they are written. */
export function readCollectors(
  section: Section<Collector>,
  kinds: CollectorKinds | undefined,
): Reading<readonly Collector[]> {
  const sound = soundEntries(section);
  if (!kinds) return { value: sound.map(({ value }) => value), faults: [] };
  const read = sound.map((entry) => readOptions(entry, kinds));
  return { value: read.map(({ value }) => value), faults: read.flatMap(({ faults }) => faults) };
}

/** Collectors hand in for units that there are, in their own name. */
export function checkCollectors({ collectors, units }: ConfigContent): ConfigFault[] {
  const known = units.entries.map(({ value }) => value.id);
  return soundEntries(collectors).flatMap(({ value, at }) => [
    ...(value.id === MANUAL
      ? [faultAt(at('id'), `"${MANUAL}" is what people hand in.`, 'Give the collector another id.')]
      : []),
    ...(value.units ?? []).flatMap((unit, i) =>
      !units.whole || known.includes(unit)
        ? []
        : [faultAt(at('units', i), `There is no unit "${unit}".`, didYouMean(suggest(unit, known), known))],
    ),
  ]);
}

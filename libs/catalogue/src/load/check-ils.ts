import { type Destination, type DestinationKind } from '../destinations.js';
import { type Ils } from '../ils.js';
import { type MeasureDefinition } from '../measures.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';
import { type Path, type PlaceOf } from './yaml-source.js';

interface Reference {
  readonly id: string;
  readonly path: Path;
}

function dangling(
  noun: string,
  references: readonly Reference[],
  { known, at }: { readonly known: readonly string[]; readonly at: PlaceOf },
): ConfigFault[] {
  return references.flatMap(({ id, path }) =>
    known.includes(id)
      ? []
      : [faultAt(at(...path), `There is no ${noun} "${id}".`, didYouMean(suggest(id, known), known))],
  );
}

function unitsNamed({ units, leftOut }: Ils): Reference[] {
  return [
    ...units.flatMap(({ units: ids }, i) => ids.map((id, j) => ({ id, path: ['units', i, 'units', j] }))),
    ...leftOut.map((id, i) => ({ id, path: ['leftOut', i] })),
  ];
}

/** A measure can be an indicator when some version of it is computed for units. */
function notForUnits(
  { indicators }: Ils,
  measures: ReadonlyMap<string, readonly Pick<MeasureDefinition, 'subjects'>[]>,
  at: PlaceOf,
): ConfigFault[] {
  return indicators.flatMap(({ measure }, i) => {
    const versions = measures.get(measure) ?? [];
    if (versions.length === 0 || versions.some(({ subjects }) => subjects.includes('unit'))) return [];
    const message = `"${measure}" is not computed for units.`;
    return [faultAt(at('indicators', i, 'measure'), message, 'Add unit to its subjects, or choose another.')];
  });
}

const NEEDED: Readonly<Record<DestinationKind, readonly (keyof Destination)[]>> = {
  'file-drop': ['folder'],
  sftp: ['host', 'user', 'hostKeys', 'folder'],
  'https-put': ['url'],
  'stratsys-api': ['url', 'tokenUrl', 'clientId', 'clientSecret'],
};

/** Encrypted, unless it stays within this machine. */
const SAFE_ADDRESS = /^(?:https:|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/;

/** Destinations are whole and told apart, and what leaves the machine is encrypted. */
function destinationFaults({ destinations }: Ils, at: PlaceOf): ConfigFault[] {
  return destinations.flatMap((destination, i) => {
    const { id, kind } = destination;
    const here = (...path: Path) => at('destinations', i, ...path);
    const isTwice = destinations.findIndex((each) => each.id === id) < i;
    return [
      ...(isTwice
        ? [faultAt(here('id'), `There is a destination "${id}" already.`, 'Call it otherwise.')]
        : []),
      ...NEEDED[kind]
        .filter((key) => destination[key] === undefined)
        .map((key) =>
          faultAt(here(), `A destination of kind "${kind}" has no "${key}".`, `Add the key "${key}".`),
        ),
      ...(kind === 'sftp' && !destination.privateKey && !destination.password
        ? [
            faultAt(
              here(),
              'A destination of kind "sftp" has neither "privateKey" nor "password".',
              'Add one of the two keys.',
            ),
          ]
        : []),
      ...(['url', 'tokenUrl'] as const)
        .filter((key) => !SAFE_ADDRESS.test(destination[key] ?? 'https:'))
        .map((key) =>
          faultAt(here(key), `"${key}" is not encrypted.`, 'Write an address that begins with https:.'),
        ),
    ];
  });
}

/** Indicators and units are such as there are; whether codes suffice for a period is what the pre-flight tells. */
export function checkIls({ ils, units, measures }: ConfigContent): ConfigFault[] {
  if (!ils?.sound) return [];
  const { value, at } = ils;
  const unitIds = units.entries.map((entry) => entry.value.id);
  const byId = new Map(soundEntries(measures).map((entry) => [entry.value.id, entry.value.versions]));
  const indicators = value.indicators.map(({ measure }, i) => ({
    id: measure,
    path: ['indicators', i, 'measure'],
  }));
  return [
    ...(units.whole ? dangling('unit', unitsNamed(value), { known: unitIds, at }) : []),
    ...(measures.whole ? dangling('measure', indicators, { known: [...byId.keys()], at }) : []),
    ...notForUnits(value, byId, at),
    ...destinationFaults(value, at),
  ];
}

import { type DatasetSchema, type System, valueIn } from '#catalogue';
import { LATENCY_BOUNDS_MS, PerspektivError, cityDate } from '#core';
import { columnsOf } from '../observation-columns.js';

/** The measurements (formats.md, section 3). */
export const PROBE = 'probe';
export const AVAILABILITY = 'availability';
export const OUTAGE = 'outage';
export const OBSERVATION = 'observation';
export const MEASURE = 'measure';
export const PERSPECTIVE = 'perspective';
/** Holds which version of this layout the bucket is written in. */
export const LAYOUT = 'layout';
/** What is written there to be read back. */
export const CHECK = 'check';
export const LAYOUT_VERSION = 2;
/** In this one and before, roll-ups, outages and observations lay in the bucket only. */
export const KEPT_FACTS_UNTIL = 1;

/** The server's own names for types of fields. */
export type FieldType = 'float' | 'integer' | 'string' | 'boolean';

/** Milliseconds of a sample's phases: field → where it comes from. */
export const PHASES = {
  total_ms: 'totalMs',
  dns_ms: 'dnsMs',
  connect_ms: 'connectMs',
  tls_ms: 'tlsMs',
  ttfb_ms: 'ttfbMs',
  cert_days: 'certDays',
} as const;

/** The parts of a roll-up's time: suffix → where it comes from. */
export const PARTS = { ms: 'inside', maintenance_ms: 'maintenance', outside_ms: 'outside' } as const;
export const STATES = {
  up: 'upMs',
  degraded: 'degradedMs',
  down: 'downMs',
  unmonitored: 'unmonitoredMs',
} as const;
export const COUNTS = ['samples', 'satisfied', 'tolerating', 'frustrated'] as const;
/** A histogram's buckets, named after their upper bounds; the last holds what is slower. */
export const LATENCY_FIELDS = [
  ...LATENCY_BOUNDS_MS.map((bound) => `latency_to_${bound}_ms`),
  'latency_slower',
];
export const TIME_FIELDS = Object.keys(PARTS).flatMap((part) =>
  Object.keys(STATES).map((state) => `${state}_${part}`),
);

/** The fields of the measurements that are ours alone; a field has one type for ever. */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  [PROBE]: {
    state: 'string',
    reason: 'string',
    status_code: 'integer',
    ...all(Object.keys(PHASES), 'float'),
  },
  [AVAILABILITY]: {
    ...all(TIME_FIELDS, 'float'),
    maintenance_ms: 'float',
    ...all([...COUNTS, ...LATENCY_FIELDS], 'integer'),
  },
  [OUTAGE]: {
    start: 'integer',
    end: 'integer',
    duration_ms: 'integer',
    reason: 'string',
    counted: 'boolean',
    lasting: 'boolean',
  },
  [MEASURE]: {
    ...all(['value', 'numerator', 'denominator', 'n', 'score', 'target', 'completeness'], 'float'),
    ...all(['period', 'subject_name', 'status', 'edition'], 'string'),
    definition_version: 'integer',
  },
  [PERSPECTIVE]: {
    ...all(['score', 'completeness'], 'float'),
    ...all(['period', 'subject_name', 'status', 'edition'], 'string'),
    preliminary: 'boolean',
  },
  [LAYOUT]: { version: 'integer', [CHECK]: 'string' },
};

function all(names: readonly string[], type: FieldType): Record<string, FieldType> {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** What every observation has besides the columns of its data set. */
const OWN_TAGS = ['dataset', 'unit', 'period', 'source', 'system', 'project'];
const OWN_FIELDS = { observations: 'integer', not_applicable: 'string' } as const;

/**
 * How observations lie in their one measurement: labels of all data sets as tags, numbers as fields. So a name cannot be
 * a label in one data set and a number in another. Throws `store/column-name` when one is, or is taken.
 */
export class ObservationLayout {
  readonly tags = new Set(OWN_TAGS);
  readonly fields = new Map<string, FieldType>(Object.entries(OWN_FIELDS));

  constructor(schemas: Iterable<DatasetSchema>) {
    const datasets = [...schemas].map((schema) => ({ name: schema.name, ...columnsOf(schema) }));
    for (const { name, labels, numbers } of datasets) {
      const taken = [...labels, ...numbers].find(
        (column) => column === 'time' || OWN_TAGS.includes(column) || column in OWN_FIELDS,
      );
      if (taken !== undefined) throw nameTaken(name, taken);
      for (const label of labels) this.tags.add(label);
      for (const number of numbers) this.fields.set(number, 'float');
    }
    for (const { name, numbers } of datasets) {
      const both = [...numbers].find((number) => this.tags.has(number));
      if (both !== undefined) throw bothKinds(name, both);
    }
  }
}

function nameTaken(dataset: string, column: string): PerspektivError {
  const taken = ['time', ...OWN_TAGS, ...Object.keys(OWN_FIELDS)].join(', ');
  const text = `The data set ${dataset} cannot have a column named "${column}": names are lower-case words joined by _, and ${taken} are taken.`;
  return new PerspektivError('store/column-name', text);
}

function bothKinds(dataset: string, column: string): PerspektivError {
  const text = `The column "${column}" of the data set ${dataset} is a number there and a text in another data set: InfluxDB keeps all of them side by side. Give one of them a name of its own.`;
  return new PerspektivError('store/column-name', text);
}

/** The systems of the catalogue by id; another map when it has changed. */
export type Systems = ReadonlyMap<string, System>;

/** What a target or a system belongs to, written beside it so that dashboards can choose. */
export class Belonging {
  private known: Systems | undefined;
  private targets: ReadonlyMap<string, string> = new Map();

  constructor(private readonly systems: () => Systems) {}

  /** The system of a probe; `undefined` when the catalogue does not have it. */
  systemOf(target: string): string | undefined {
    const systems = this.systems();
    if (this.known !== systems) {
      const all = [...systems.values()];
      this.targets = new Map(all.flatMap(({ id, probes }) => probes.map((probe) => [probe.id, id])));
      this.known = systems;
    }
    return this.targets.get(target);
  }

  /** The unit that owned a system in the month of an instant; `undefined` when the catalogue does not have the system. */
  unitOf(system: string, timeMs: number): string | undefined {
    const owner = this.systems().get(system)?.owner;
    return owner === undefined ? undefined : valueIn(owner, cityDate(timeMs).slice(0, 7));
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { PerspektivError } from '#core';
import { type InfluxDb, type Series } from './influx-db.js';
import { influxError } from './influx-error.js';
import { name } from './influx-ql.js';
import {
  type FieldType,
  CHECK,
  FIELDS,
  KEPT_FACTS_UNTIL,
  LAYOUT,
  LAYOUT_VERSION,
  OBSERVATION,
  type ObservationLayout,
} from './layout.js';
import { rowsOf } from './table.js';
import { GOOD_LINE } from './write-lines.js';

/**
 * Looks whether the bucket is there, may be read and written with our token, and holds what we would write. Throws, as
 * sentences with the remedy: `store/unreachable`, `store/refused`, `store/no-bucket`, `store/newer-file` and
 * `store/column-changed`.
 */
export async function checkPlace(
  db: InfluxDb,
  observations: ObservationLayout,
): Promise<{ readonly keepsFacts: boolean }> {
  const version = await db.ask(`SELECT last("version") AS "version" FROM ${name(LAYOUT)}`);
  const [written = 0] = rowsOf(version, (row) => row.number('version'));
  if (written > LAYOUT_VERSION) {
    const text = `The bucket ${db.place.bucket} was written by a later version of this program. Start that one, or name another bucket in PERSPEKTIV_TIME_SERIES.`;
    throw new PerspektivError('store/newer-file', text);
  }
  await checkTypes(db, observations);
  return { keepsFacts: written > 0 && written <= KEPT_FACTS_UNTIL };
}

/** Writes which version of the layout the bucket is in. */
export async function markPlace(db: InfluxDb): Promise<void> {
  await writeOne(db, GOOD_LINE);
}

/** How often it is looked for what was just written, and how long in between. */
const LOOKS = 20;
const LOOK_EVERY_MS = 100;

/**
 * Writes a line and reads it back over the way that reads go, by its time: who checks in the same millisecond writes the same.
 * Throws `store/other-place` when it does not come: then a database of the bucket's name has been mapped to another bucket by
 * hand, and reads and deletes go there.
 */
export async function expectSamePlace(db: InfluxDb): Promise<void> {
  const timeMs = Date.now();
  await writeOne(db, `${LAYOUT} ${CHECK}="written" ${timeMs}`);
  for (let looks = 0; looks < LOOKS; looks++) {
    const found = await db.ask(`SELECT ${name(CHECK)} FROM ${name(LAYOUT)} WHERE time = ${timeMs}ms`);
    if (found.length > 0) return;
    await pause(LOOK_EVERY_MS);
  }
  const { bucket, url } = db.place;
  const text = `What is written to the bucket ${bucket} of InfluxDB at ${url} is not read from there: the database "${bucket}" is mapped to another bucket. See \`influx v1 dbrp list\`, and delete the mapping of that name with \`influx v1 dbrp delete\`; or name a bucket of another name in PERSPEKTIV_TIME_SERIES.`;
  throw new PerspektivError('store/other-place', text);
}

/**
 * How long the bucket keeps what is written to it, in milliseconds; `null` for ever, or when the token may not see it. Asked of
 * the buckets: what InfluxQL says of policies is always that they keep everything.
 */
export async function retentionMs({ place, get }: Pick<InfluxDb, 'place' | 'get'>): Promise<number | null> {
  if (place.dialect === 1) return null;
  const parameters = new URLSearchParams({ org: place.org, name: place.bucket });
  const { buckets = [] } = await get<BucketsAnswer>(`/api/v2/buckets?${parameters.toString()}`);
  const seconds = buckets[0]?.retentionRules?.[0]?.everySeconds ?? 0;
  return seconds === 0 ? null : seconds * 1_000;
}

interface BucketsAnswer {
  readonly buckets?: readonly { readonly retentionRules?: readonly { readonly everySeconds?: number }[] }[];
}

async function writeOne(db: InfluxDb, line: string): Promise<void> {
  try {
    await db.write([line]);
  } catch (thrown) {
    throw influxError(thrown, db.place);
  }
}

async function checkTypes(db: InfluxDb, observations: ObservationLayout): Promise<void> {
  const measurements = new Map(
    Object.entries(FIELDS).map(([measurement, fields]) => [measurement, new Map(Object.entries(fields))]),
  );
  measurements.set(OBSERVATION, observations.fields);
  const wanted = [...measurements];
  const answers = await db.askAll(wanted.map(([measurement]) => `SHOW FIELD KEYS FROM ${name(measurement)}`));
  for (const [index, [measurement, fields]] of wanted.entries()) {
    checkFields(db, measurement, fields, answers[index] ?? []);
  }
  const held = rowsOf(answers[wanted.length - 1] ?? [], (row) => row.textOrNull('fieldKey'));
  const text = held.find((field) => field !== null && observations.tags.has(field));
  if (text) throw changed(db, OBSERVATION, text, 'a number');
  const tags = rowsOf(await db.ask(`SHOW TAG KEYS FROM ${name(OBSERVATION)}`), (row) =>
    row.textOrNull('tagKey'),
  );
  const number = tags.find((tag) => tag !== null && observations.fields.has(tag));
  if (number) throw changed(db, OBSERVATION, number, 'a text');
}

function checkFields(
  db: InfluxDb,
  measurement: string,
  fields: ReadonlyMap<string, FieldType>,
  answer: readonly Series[],
): void {
  rowsOf(answer, (row) => {
    const field = row.textOrNull('fieldKey') ?? '';
    const is = row.textOrNull('fieldType') ?? '';
    const wanted = fields.get(field);
    if (wanted !== undefined && wanted !== is) throw changed(db, measurement, field, `of type ${is}`);
  });
}

function changed(db: InfluxDb, measurement: string, field: string, was: string): PerspektivError {
  const text = `In the bucket ${db.place.bucket}, ${field} of ${measurement} is ${was}, and we write something else: InfluxDB keeps one kind for ever. Name another bucket in PERSPEKTIV_TIME_SERIES and bring what was handed in there with \`perspektiv rebuild\`, or give a changed column a name of its own.`;
  return new PerspektivError('store/column-changed', text);
}

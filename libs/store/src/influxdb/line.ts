import { Point } from '@influxdata/influxdb-client';
import { PerspektivError } from '#core';
import { type FieldType } from './layout.js';
import { tagText } from './influx-ql.js';

/** Something measured at a time, to be written as a line. */
export interface PointContent {
  readonly measurement: string;
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  /** Those that are absent or empty are left out. */
  readonly tags: Readonly<Record<string, string | null | undefined>>;
  /** Those that are absent are left out. */
  readonly fields: Readonly<Record<string, number | string | boolean | null | undefined>>;
}

/** A line of line protocol. Throws `store/not-a-number` when a number or the time is none that can be kept. */
export function lineOf(
  { measurement, timeMs, tags, fields }: PointContent,
  typeOf: (field: string) => FieldType | undefined,
): string {
  if (!Number.isSafeInteger(timeMs)) throw notANumber(measurement, 'time', timeMs);
  const point = new Point(measurement).timestamp(timeMs);
  for (const [name, text] of Object.entries(tags)) if (text) point.tag(name, tagText(text));
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    const type = typeOf(name);
    if (typeof value === 'string') point.stringField(name, value);
    else if (typeof value === 'boolean') point.booleanField(name, value);
    else if (!Number.isFinite(value)) throw notANumber(measurement, name, value);
    else if (type === 'integer') point.intField(name, value);
    else point.floatField(name, value);
  }
  const line = point.toLineProtocol({ convertTime: (time) => String(time) });
  if (line !== undefined) return line;
  throw new PerspektivError('store/failed', `A ${measurement} at ${timeMs} says nothing`);
}

function notANumber(measurement: string, name: string, value: number): PerspektivError {
  return new PerspektivError('store/not-a-number', `The ${name} of a ${measurement} is ${value}`);
}

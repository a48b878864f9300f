import { createHash } from 'node:crypto';
import { type DatasetSchema, ownerIn } from '#catalogue';
import {
  type Observation,
  Period,
  type PackedSlice,
  type SliceHoldings,
  type SliceKey,
  packLines,
} from '#core';
import { type CheckContext } from './check-context.js';
import { type RowReading, observationOf } from './row-reading.js';
import { Holdings, listedColumns } from './slice-holdings.js';
import { type WayIn, partOf } from './slice-part.js';

/** A slice of an upload with what is said of it. */
export interface SummedSlice extends PackedSlice {
  /** Sum of its data set's main column; `null` when no row has a value in it. */
  readonly total: number | null;
  readonly holds: SliceHoldings;
}

/** Lines of a slice that are packed together: more would not pack better. */
const MEMBER_CHARACTERS = 64 * 1024;
/** Lines that wait in all slices together. */
const MAX_WAITING_CHARACTERS = 16 * 1024 * 1024;

class GrowingSlice {
  rows = 0;
  lines = '';
  private total: number | null = null;
  private readonly members: Uint8Array[] = [];
  private readonly digest = createHash('sha256');

  constructor(
    private readonly key: SliceKey,
    readonly holdings: Holdings,
  ) {}

  /** Answers how much longer the lines became. */
  add(line: string, number: number | undefined): number {
    this.rows++;
    this.lines += line;
    if (number !== undefined) this.total = (this.total ?? 0) + number;
    return line.length;
  }

  /** Answers how much shorter the lines became. */
  pack(): number {
    const { length } = this.lines;
    if (length > 0) {
      this.digest.update(this.lines);
      this.members.push(packLines(this.lines));
    }
    this.lines = '';
    return length;
  }

  whole(): SummedSlice {
    this.pack();
    const { key, rows, members } = this;
    const total = this.total === null ? null : withoutNoise(this.total);
    const holds = { ...this.holdings.held(), digest: this.digest.digest('hex') };
    // A copy of its own, not a part of the pool: only then can it be handed to another thread.
    return { key, rows, total, holds, content: new Uint8Array(Buffer.concat(members)) };
  }
}

/** A slice of a data set that holds some observations, as if a file had brought them. */
export function summedSlice(
  { schema, key }: { readonly schema: DatasetSchema; readonly key: SliceKey },
  observations: readonly Observation[],
): SummedSlice {
  const slice = new GrowingSlice(key, new Holdings(listedColumns(schema)));
  const { total } = schema;
  for (const observation of observations) {
    slice.holdings.add(observation);
    const number = total === undefined ? undefined : observation.numbers[total];
    slice.add(`${JSON.stringify(observation)}\n`, number);
  }
  return slice.whole();
}

/** What comes of adding hundredths as doubles, 5.55e-17 for 0 and the digits beyond the fifteenth, is no part of a sum. */
function withoutNoise(total: number): number {
  return Number(Number(total.toFixed(6)).toPrecision(15)) + 0;
}

/** Gathers faultless rows into the slices that they belong to, packed as they come. */
export class SliceGatherer {
  private readonly slices = new Map<string, GrowingSlice>();
  private waitingCharacters = 0;
  /** By system and period: a period's month is slow to find. */
  private readonly owners = new Map<string, string | null>();
  private readonly listed: readonly string[];

  constructor(
    private readonly context: CheckContext,
    private readonly wayIn: WayIn,
  ) {
    this.listed = listedColumns(context.schema);
  }

  add(reading: RowReading): void {
    const period = reading.period ?? yearOf(reading.labels.start);
    const unit = reading.unit ?? (period === null ? null : this.ownerOf(reading.system, period));
    if (unit === null || period === null) return;
    const part = partOf(this.context.schema, reading.labels.kind, this.wayIn);
    const slice = this.sliceOf({ unit, period, part });
    const { total } = this.context.schema;
    const observation = observationOf(reading, unit, period);
    slice.holdings.add(observation);
    const line = `${JSON.stringify(observation)}\n`;
    this.waitingCharacters += slice.add(line, total === undefined ? undefined : reading.numbers[total]);
    if (slice.lines.length > MEMBER_CHARACTERS) this.waitingCharacters -= slice.pack();
    if (this.waitingCharacters < MAX_WAITING_CHARACTERS) return;
    for (const growing of this.slices.values()) this.waitingCharacters -= growing.pack();
  }

  /** By unit, period and part. */
  gathered(): SummedSlice[] {
    return [...this.slices.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slice]) => slice.whole());
  }

  private sliceOf({ unit, period, part }: Pick<SliceKey, 'unit' | 'period' | 'part'>): GrowingSlice {
    const id = `${unit} ${period} ${part}`;
    const known = this.slices.get(id);
    if (known) return known;
    const { schema, source } = this.context;
    const slice = new GrowingSlice(
      { dataset: schema.name, unit, period, source, part },
      new Holdings(this.listed),
    );
    this.slices.set(id, slice);
    return slice;
  }

  /** The owner of a system in the month that a period belongs to. */
  private ownerOf(id: string | null, period: string): string | null {
    const key = `${period} ${id ?? ''}`;
    const known = this.owners.get(key);
    if (known !== undefined) return known;
    const { catalogue } = this.context;
    const system = id === null ? undefined : catalogue.systems.get(id);
    const owner = system ? ownerIn(catalogue, system, Period.of(period).lastMonth.toString()) : null;
    this.owners.set(key, owner);
    return owner;
  }
}

/** The period of a project is the year of its first day. */
function yearOf(date: string | undefined): string | null {
  return date?.slice(0, 4) ?? null;
}

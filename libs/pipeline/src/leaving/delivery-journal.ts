import { type DeliveredValue, type DeliveryReceipt, type ExportDelivery, cityTime } from '#core';
import { type JournalEntry, type Ledger } from '#store';

type CellPlace = ExportDelivery['toClear'][number];

/** What happened to an export on its way to a destination. */
type DeliveryEvent =
  | { readonly event: 'prepared'; readonly text: string | null }
  | { readonly event: 'begun' }
  | { readonly event: 'failed'; readonly text: string; readonly nextAttemptMs: number | null }
  | {
      readonly event: 'arrived';
      readonly state: 'delivered' | 'confirmed' | 'rejected' | 'needs-manual-action';
      readonly text: string | null;
      readonly receipt: DeliveryReceipt | null;
      readonly values: readonly DeliveredValue[];
      readonly toClear: readonly CellPlace[];
      /** What stands at the receiver by this delivery: place → value, `null` where it was cleared. */
      readonly standing: readonly (readonly [place: string, value: number | string | null])[];
    }
  | { readonly event: 'judged'; readonly state: 'confirmed' | 'rejected'; readonly text: string };

type Content = DeliveryEvent & { readonly exportId: string; readonly destination: string };

/** Which export is meant, and where it goes. */
export interface Route {
  readonly exportId: string;
  readonly destination: string;
  readonly period: string;
}

interface Signed {
  readonly by: string;
  readonly nowMs: number;
}

/** A delivery with what is not told: when an attempt was begun that has not ended, and what stands by it. */
export interface TrackedDelivery {
  readonly told: ExportDelivery;
  readonly route: Route;
  /** How many entries it has: the next one's place. */
  readonly events: number;
  /** `null` when no attempt is under way. */
  readonly begunMs: number | null;
  readonly nextAttemptMs: number | null;
  readonly standing: ReadonlyMap<string, number | string | null>;
}

/** Deliveries in the journal: an entry for everything that happens to one, and how it stands follows from them. */
export class DeliveryJournal {
  constructor(private readonly ledger: Ledger) {}

  /** Oldest first, of a period or all. */
  async all(period?: string): Promise<TrackedDelivery[]> {
    const topic = period === undefined ? {} : { period };
    const entries = await this.ledger.entries({ kind: 'export-delivery', ...topic });
    const tracked = new Map<string, TrackedDelivery>();
    for (const entry of entries) {
      const { exportId, destination } = entry.content as Content;
      const key = `${exportId} ${destination}`;
      tracked.set(key, followed(tracked.get(key) ?? fresh(entry), entry));
    }
    return [...tracked.values()];
  }

  /** `null` when it was never asked for. */
  async find({ exportId, destination, period }: Route): Promise<TrackedDelivery | null> {
    const all = await this.all(period);
    const isMeant = ({ told }: TrackedDelivery): boolean =>
      told.exportId === exportId && told.destination === destination;
    return all.find(isMeant) ?? null;
  }

  /**
   * Writes what happened after some events. Throws `store/entry-id-taken` when another process wrote something meanwhile: the
   * place of an event is its id.
   */
  async write(route: Route, place: number, event: DeliveryEvent, { by, nowMs }: Signed): Promise<void> {
    const { exportId, destination, period } = route;
    const content: Content = { ...event, exportId, destination };
    const id = `export-delivery-${exportId}-${destination}-${place}`;
    const topic = { period, measure: null, subject: null };
    await this.ledger.append([{ id, kind: 'export-delivery', atMs: nowMs, by, ...topic, content }]);
  }
}

function fresh({ content, period, atMs }: JournalEntry): TrackedDelivery {
  const { exportId, destination } = content as Content;
  return {
    route: { exportId, destination, period: period ?? '' },
    told: {
      exportId,
      destination,
      state: 'prepared',
      text: null,
      since: cityTime(atMs),
      attempts: 0,
      nextAttemptAt: null,
      receipt: null,
      values: [],
      toClear: [],
    },
    events: 0,
    begunMs: null,
    nextAttemptMs: null,
    standing: new Map(),
  };
}

/** How a delivery stands after one more event. */
function followed(before: TrackedDelivery, { content, atMs }: JournalEntry): TrackedDelivery {
  const event = content as Content;
  const since = cityTime(atMs);
  const tracked = { ...before, events: before.events + 1 };
  const { told } = before;
  switch (event.event) {
    case 'prepared': {
      const again = { state: event.event, text: event.text, since, attempts: 0, nextAttemptAt: since };
      return {
        ...tracked,
        begunMs: null,
        nextAttemptMs: atMs,
        told: { ...told, ...again, receipt: null, values: [], toClear: [] },
      };
    }
    case 'begun':
      return { ...tracked, begunMs: atMs, told: { ...told, attempts: told.attempts + 1 } };
    case 'failed': {
      const { text, nextAttemptMs } = event;
      const nextAttemptAt = nextAttemptMs === null ? null : cityTime(nextAttemptMs);
      const state = nextAttemptMs === null ? 'rejected' : 'prepared';
      return {
        ...tracked,
        begunMs: null,
        nextAttemptMs,
        told: { ...told, state, text, since, nextAttemptAt },
      };
    }
    case 'arrived': {
      const { state, text, receipt, values, toClear } = event;
      return {
        ...tracked,
        begunMs: null,
        nextAttemptMs: null,
        standing: new Map(event.standing),
        told: { ...told, state, text, since, nextAttemptAt: null, receipt, values, toClear },
      };
    }
    case 'judged':
      return {
        ...tracked,
        nextAttemptMs: null,
        standing: event.state === 'rejected' ? new Map() : tracked.standing,
        told: { ...told, state: event.state, text: event.text, since, nextAttemptAt: null, toClear: [] },
      };
  }
}

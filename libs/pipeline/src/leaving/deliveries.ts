import { createHash } from 'node:crypto';
import { type Catalogue, type Destination } from '#catalogue';
import {
  type DeliveredValue,
  type ExportDelivery,
  type ExportRecord,
  type Result,
  codeOf,
  failed,
  faultInWords,
  messageOf,
  ok,
} from '#core';
import {
  type CarriedValue,
  CarryFailure,
  type FileCarrier,
  type IlsCell,
  type Parcel,
  type ValueCarrier,
  ilsFile,
  placeOf,
} from '#export';
import { type WayOut, carrierTo } from './carriers.js';
import { type DeliveryJournal, type Route, type TrackedDelivery } from './delivery-journal.js';
import { type ExportArchive, type ExportContent } from './export-archive.js';
import { type Sending, whatToSend } from './what-to-send.js';

/** What deliveries are made of. */
export interface DeliveryStage extends WayOut {
  readonly catalogue: Catalogue;
  readonly archive: ExportArchive;
  readonly journal: DeliveryJournal;
}

/** Who wants it, and when. */
interface Signed {
  readonly by: string;
  readonly nowMs: number;
}

/** What is delivered where. */
export interface DeliveryOrder extends Signed {
  readonly exportId: string;
  readonly destination: string;
  /** Once more, though it was delivered. */
  readonly resend?: boolean;
}

export type DeliveryRefusal = 'export' | 'destination' | 'not-delivered';

/** Wait this long before trying again, longer every time. */
const PAUSES_MS = [60_000, 120_000, 300_000, 900_000, 1_800_000, 3_600_000];
/** An attempt that was begun this long ago, and told of nothing since, died with its process. */
const LOST_AFTER_MS = 15 * 60_000;

/** What an attempt led to. */
type Outcome = Parameters<DeliveryJournal['write']>[2] & { readonly event: 'arrived' };

/** Brings exports to their destinations: each once, tried again until it arrives, and again on request only. */
export class Deliveries {
  constructor(private readonly stage: DeliveryStage) {}

  /** How an export fares everywhere it was sent. */
  async of({ id, period }: ExportRecord): Promise<ExportDelivery[]> {
    const all = await this.stage.journal.all(period);
    return all.filter(({ told }) => told.exportId === id).map(({ told }) => told);
  }

  /** Delivers an export unless it was, or is being, delivered there; answers how it stands. */
  async deliver(order: DeliveryOrder): Promise<Result<ExportDelivery, DeliveryRefusal>> {
    const { destination: id, resend = false } = order;
    const record = await this.stage.archive.find(order.exportId);
    if (!record) return failed('export');
    const destination = this.destination(id);
    if (!destination) return failed('destination');
    const route = { exportId: record.id, destination: id, period: record.period };
    const known = await this.stage.journal.find(route);
    if (known && !mayBegin(known, order.nowMs, resend)) return ok(known.told);
    if (known?.told.state !== 'prepared') {
      const place = known?.events ?? 0;
      await this.stage.journal
        .write(route, place, { event: 'prepared', text: null }, order)
        .catch(unlessTaken);
    }
    return ok(await this.attempt(route, destination, order));
  }

  /** Tries again what did not arrive and is due. */
  async retry(signed: Signed): Promise<void> {
    for (const { route, told, nextAttemptMs, begunMs } of await this.stage.journal.all()) {
      const destination = this.destination(told.destination);
      const isDue = nextAttemptMs !== null && nextAttemptMs <= signed.nowMs;
      const isLost = begunMs !== null && begunMs <= signed.nowMs - LOST_AFTER_MS;
      if (!destination || told.state !== 'prepared') continue;
      if (begunMs === null ? isDue : isLost) await this.attempt(route, destination, signed);
    }
  }

  /** Somebody says that the receiver counts it, or refused it, or that what had to be cleared is. */
  async judge(
    { exportId, destination, by, nowMs }: DeliveryOrder,
    judgement: { readonly state: 'confirmed' | 'rejected'; readonly text: string },
  ): Promise<Result<ExportDelivery, DeliveryRefusal>> {
    const record = await this.stage.archive.find(exportId);
    if (!record) return failed('export');
    const route = { exportId, destination, period: record.period };
    const known = await this.stage.journal.find(route);
    if (!known || known.told.state === 'prepared') return failed('not-delivered');
    await this.stage.journal.write(route, known.events, { event: 'judged', ...judgement }, { by, nowMs });
    return ok((await this.stage.journal.find(route))?.told ?? known.told);
  }

  private destination(id: string): Destination | undefined {
    return this.stage.catalogue.ils?.destinations.find((each) => each.id === id);
  }

  /** One attempt, by one process: who comes second leaves it to the first. */
  private async attempt(route: Route, destination: Destination, signed: Signed): Promise<ExportDelivery> {
    const { journal } = this.stage;
    const before = await journal.find(route);
    if (!before) throw new Error(`The delivery of ${route.exportId} was prepared, yet is not there`);
    const begun = await journal.write(route, before.events, { event: 'begun' }, signed).then(
      () => true,
      (error: unknown) => {
        unlessTaken(error);
        return false;
      },
    );
    if (begun) {
      const event = await this.carry(route, destination).catch((error: unknown) => {
        process.emitWarning(`Delivery of ${route.exportId} to ${route.destination}: ${detailOf(error)}`);
        return failureEvent(error, before.told.attempts, signed.nowMs);
      });
      await journal.write(route, before.events + 1, event, signed);
    }
    return ((await journal.find(route)) ?? before).told;
  }

  private async carry(route: Route, destination: Destination): Promise<Outcome> {
    const { archive, journal, catalogue } = this.stage;
    const content = await archive.content(route.exportId);
    if (!content) throw new Error(`The export ${route.exportId} has lost its files`);
    const standing = standingAt(await journal.all(route.period), route);
    const sending = whatToSend(content.cells, standing, catalogue.ils?.restated ?? 'everything');
    const carrier = carrierTo(destination, this.stage);
    return carrier.carries === 'files'
      ? this.carryFile(carrier, { content, sending, standing })
      : carryValues(carrier, sending, standing);
  }

  private async carryFile(
    carrier: FileCarrier,
    { content, sending, standing }: { readonly content: ExportContent } & Sent,
  ): Promise<Outcome> {
    const parcel = this.parcelOf(content, sending);
    const carried = parcel && (await carrier.carry(parcel));
    const receipt =
      parcel && carried
        ? {
            name: parcel.name,
            place: carried.place,
            bytes: carried.bytes,
            sha256: createHash('sha256').update(parcel.bytes).digest('hex'),
            readBackSha256: carried.sha256,
          }
        : null;
    const byHand = sending.cleared.length;
    return {
      event: 'arrived',
      state: byHand > 0 ? 'needs-manual-action' : 'delivered',
      text: byHand > 0 ? `${byHand} värden ska tömmas för hand hos mottagaren.` : parcel ? null : NOTHING_NEW,
      receipt,
      values: [],
      toClear: sending.cleared.map(placed),
      standing: entriesOf(standing, sending.filled),
    };
  }

  /** The export's own file when all of it is sent, else one with what changed; `null` when there is nothing to send. */
  private parcelOf({ files }: ExportContent, { filled, isWhole }: Sending): Parcel | null {
    const [own] = files;
    const { ils } = this.stage.catalogue;
    if (filled.length === 0 || !own || !ils) return null;
    if (isWhole) return { name: own.name, mediaType: own.mediaType, bytes: own.content };
    const columns = Object.values(ils.columns);
    const bytes = ilsFile(filled, { file: ils.file, columns, notes: [] });
    return { name: own.name.replace(/(\.\w+)$/, '-andringar$1'), mediaType: own.mediaType, bytes };
  }
}

const NOTHING_NEW = 'Allt står redan så hos mottagaren: ingenting skickades.';

interface Sent {
  readonly sending: Sending;
  readonly standing: ReadonlyMap<string, number | string | null>;
}

async function carryValues(
  carrier: ValueCarrier,
  sending: Sending,
  standing: Sent['standing'],
): Promise<Outcome> {
  const values = await carrier.carry([...sending.filled, ...sending.cleared]);
  const stored = values.filter(({ outcome }) => outcome === 'stored');
  const lacking = values.length - stored.length;
  return {
    event: 'arrived',
    state: lacking > 0 ? 'rejected' : 'confirmed',
    text: lacking > 0 ? `${lacking} av ${values.length} värden togs inte emot.` : null,
    receipt: null,
    values: values.map(toDeliveredValue),
    toClear: [],
    standing: entriesOf(
      standing,
      stored.map(({ cell }) => cell),
    ),
  };
}

/** Delivered once is delivered; what failed for good, or was refused, may be begun again, and anything on request. */
function mayBegin({ told, begunMs }: TrackedDelivery, nowMs: number, resend: boolean): boolean {
  if (begunMs !== null && begunMs > nowMs - LOST_AFTER_MS) return false;
  return resend || told.state === 'prepared' || told.state === 'rejected';
}

/** What stands at a destination by other deliveries of the period, the latest last. */
function standingAt(
  all: readonly TrackedDelivery[],
  { exportId, destination }: Route,
): Map<string, number | string | null> {
  const others = all.filter(({ told }) => told.destination === destination && told.exportId !== exportId);
  return new Map(others.flatMap(({ standing }) => [...standing]));
}

/** What stands after a delivery: what stood, and what was stored; what is to be cleared by hand counts as cleared. */
function entriesOf(
  standing: Sent['standing'],
  cells: readonly IlsCell[],
): [string, number | string | null][] {
  return [...new Map([...standing, ...cells.map((cell) => [placeOf(cell), cell.value] as const)])];
}

function placed({ date, unitCode, measureCode, columnCode }: IlsCell): ExportDelivery['toClear'][number] {
  return { date, unit: unitCode, measure: measureCode, column: columnCode };
}

function toDeliveredValue({ cell, ...rest }: CarriedValue): DeliveredValue {
  return { ...placed(cell), ...rest };
}

/** What the machine said of a failure, for the log. */
function detailOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: null };
  return [error, cause]
    .filter((each) => each !== null && each !== undefined)
    .map(messageOf)
    .join(': ');
}

function failureEvent(
  error: unknown,
  attempts: number,
  nowMs: number,
): Parameters<DeliveryJournal['write']>[2] {
  const isLasting = error instanceof CarryFailure ? error.nature === 'lasting' : false;
  const text = error instanceof CarryFailure ? error.words.sv : faultInWords(error).sv;
  const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)] ?? 0;
  return { event: 'failed', text, nextAttemptMs: isLasting ? null : nowMs + pause };
}

/** Another process was faster: what it wrote holds. */
function unlessTaken(error: unknown): void {
  if (codeOf(error) !== 'store/entry-id-taken') throw error;
}

import { createHash } from 'node:crypto';
import { faultInWords, messageOf } from '#core';
import { type OutgoingClient } from '#outgoing';
import { type CarriedFile, CarryFailure, type FileCarrier, type Parcel } from './carrier.js';

/** Where files are put, and by which right. */
export interface PutAddress {
  /** The address before the file's name. */
  readonly url: string;
  /** The header Authorization. */
  readonly authorization: string | null;
}

/** Answers that another try may change. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/**
 * Puts files on a server. A file that is there already is never written over: whether its bytes are ours is read back, and so
 * is whether a file arrived whose answer was lost.
 */
export class HttpsPut implements FileCarrier {
  readonly carries = 'files';

  constructor(
    private readonly address: PutAddress,
    private readonly outgoing: OutgoingClient,
  ) {}

  async carry(parcel: Parcel): Promise<CarriedFile> {
    const place = `${this.address.url.replace(/\/$/, '')}/${encodeURIComponent(parcel.name)}`;
    const status = await this.put(place, parcel);
    const found = await this.read(place);
    if (found === null && status === 'lost') throw lost(place);
    if (found === null && status === 'there-already') throw unreadable(place);
    if (found !== null && sha256(found) !== sha256(parcel.bytes)) throw differs(place);
    return { place, bytes: parcel.bytes.length, sha256: found && sha256(found) };
  }

  /** `lost`: nobody knows whether it arrived. */
  private async put(
    place: string,
    { bytes, mediaType }: Parcel,
  ): Promise<'taken' | 'there-already' | 'lost'> {
    const headers = { ...this.headers(), 'content-type': mediaType, 'if-none-match': '*' };
    let answer: Response;
    try {
      answer = await this.outgoing.fetch(place, { method: 'PUT', headers, body: bytes, redirect: 'error' });
    } catch (error) {
      if (isUndelivered(error)) throw unreachable(place, error);
      return 'lost';
    }
    await answer.body?.cancel();
    if (answer.ok) return 'taken';
    if (answer.status === 412) return 'there-already';
    if (answer.status === 502 || answer.status === 504) return 'lost';
    throw refused(place, answer.status);
  }

  /** What lies there; `null` when it may not be read, or is not there. */
  private async read(place: string): Promise<Uint8Array | null> {
    try {
      const answer = await this.outgoing.fetch(place, { headers: this.headers(), redirect: 'error' });
      if (!answer.ok) {
        await answer.body?.cancel();
        return null;
      }
      return new Uint8Array(await answer.arrayBuffer());
    } catch {
      return null;
    }
  }

  private headers(): Record<string, string> {
    return this.address.authorization === null ? {} : { authorization: this.address.authorization };
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a connection never came about, so that nothing can have arrived. */
function isUndelivered(error: unknown): boolean {
  const text = `${messageOf(error)} ${messageOf(causeOf(error))} ${codesIn(error)}`;
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT|certificate|self.signed|altnames|outgoing\//i.test(
    text,
  );
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null;
}

function codesIn(error: unknown): string {
  const codes = [error, causeOf(error)].map((each) =>
    typeof each === 'object' && each !== null && 'code' in each ? String(each.code) : '',
  );
  return codes.join(' ');
}

function unreachable(place: string, error: unknown): CarryFailure {
  const { sv, en } = faultInWords(error);
  const words = { sv: `${place} svarar inte: ${sv}.`, en: `${place} does not answer: ${en}.` };
  return new CarryFailure('passing', words, { cause: error });
}

function lost(place: string): CarryFailure {
  return new CarryFailure('passing', {
    sv: `Förbindelsen med ${place} bröts, och filen finns inte där. Den skickas igen.`,
    en: `The connection with ${place} broke, and the file is not there. It will be sent again.`,
  });
}

function unreadable(place: string): CarryFailure {
  return new CarryFailure('lasting', {
    sv: `${place} finns redan, och servern låter oss inte läsa om det är vår fil. Kontrollera den hos mottagaren, flytta undan den, och leverera igen.`,
    en: `${place} is there already, and the server does not let us read whether it is our file. Check it at the receiver, move it away, and deliver again.`,
  });
}

function differs(place: string): CarryFailure {
  return new CarryFailure('lasting', {
    sv: `${place} finns och har ett annat innehåll än vårt. Flytta undan den, och leverera igen.`,
    en: `${place} is there with another content than ours. Move it away, and deliver again.`,
  });
}

function refused(place: string, status: number): CarryFailure {
  return new CarryFailure(isPassing(status) ? 'passing' : 'lasting', {
    sv: `${place} tog inte emot filen: HTTP ${status}.`,
    en: `${place} did not take the file: HTTP ${status}.`,
  });
}

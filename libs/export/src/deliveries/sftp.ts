import { createHash } from 'node:crypto';
import { type Socket } from 'node:net';
import { type LocalizedText, faultInWords } from '#core';
import {
  type Found,
  HostKeyRefused,
  type SftpLogin,
  lookAt,
  placeIn,
  putWhole,
  sftpFaultOf,
  sftpSession,
} from '#outgoing';
import { type SFTPWrapper } from 'ssh2';
import { type CarriedFile, CarryFailure, type FileCarrier, type Parcel } from './carrier.js';

/** Where files are laid, and by which right. */
export interface SftpAddress extends SftpLogin {
  readonly host: string;
  readonly port: number;
  readonly folder: string;
}

/** The statuses that servers give reasons by, in words. */
const STATUS_WORDS: ReadonlyMap<number, LocalizedText> = new Map([
  [2, { sv: 'mappen finns inte där', en: 'the folder is not there' }],
  [3, { sv: 'användaren får inte skriva där', en: 'the user may not write there' }],
  [
    4,
    { sv: 'servern kunde inte, kanske är disken full', en: 'the server could not, perhaps its disk is full' },
  ],
  [8, { sv: 'servern kan inte det som behövs', en: 'the server cannot do what is needed' }],
]);
const NOT_LET_IN: LocalizedText = {
  sv: 'servern godtar inte användaren eller nyckeln',
  en: 'the server does not accept the user or the key',
};

/**
 * Lays files into a folder of a server by SFTP: written under a name that no watcher takes for ready, on its disk where the
 * server offers that, and renamed, which never replaces a file. A lost answer is settled by looking whether our bytes are
 * there.
 */
export class SftpDrop implements FileCarrier {
  readonly carries = 'files';

  constructor(
    private readonly address: SftpAddress,
    private readonly connect: () => Promise<Socket>,
  ) {}

  async carry(parcel: Parcel): Promise<CarriedFile> {
    try {
      return await this.inSession((sftp) => this.deliver(sftp, parcel));
    } catch (error) {
      const failure = this.failureOf(error);
      const arrived = failure.nature === 'passing' ? await this.arrivedAnyway(parcel) : null;
      if (arrived) return arrived;
      throw failure;
    }
  }

  private async deliver(sftp: SFTPWrapper, parcel: Parcel): Promise<CarriedFile> {
    const { folder } = this.address;
    const target = placeIn(folder, parcel.name);
    const before = await lookAt(sftp, target);
    if (!before) await putWhole(sftp, { folder, ...parcel });
    // A watcher may have taken it by now: the rename was acknowledged.
    return this.told(parcel, before ?? (await lookAt(sftp, target)));
  }

  /** Whether the answer was lost on the way back; `null` when nobody knows, or it did not arrive. */
  private async arrivedAnyway(parcel: Parcel): Promise<CarriedFile | null> {
    const target = placeIn(this.address.folder, parcel.name);
    const found = await this.inSession((sftp) => lookAt(sftp, target)).catch(() => null);
    return found && this.told(parcel, found);
  }

  /** The receipt of a file that was found, or was taken by the receiver. Throws when another one is there. */
  private told({ name, bytes }: Parcel, found: Found | null): CarriedFile {
    const { host, port, user, folder } = this.address;
    const place = `sftp://${user}@${host}:${port}${placeIn(folder, name)}`;
    const isOurs =
      !found ||
      (found.size === bytes.length &&
        (found.sha256 === null || found.sha256 === createHash('sha256').update(bytes).digest('hex')));
    if (!isOurs) throw occupied(place);
    return { place, bytes: bytes.length, sha256: found?.sha256 ?? null };
  }

  private async inSession<T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
    return sftpSession(await this.connect(), this.address, work);
  }

  private failureOf(error: unknown): CarryFailure {
    if (error instanceof CarryFailure) return error;
    const place = `${this.address.host}:${this.address.port}`;
    if (error instanceof HostKeyRefused) return strangeHost(place, error.fingerprint);
    const nature = sftpFaultOf(error) === 'passing' ? 'passing' : 'lasting';
    const reason = reasonOf(error);
    return new CarryFailure(
      nature,
      {
        sv: `Filen kunde inte läggas i ${this.address.folder} på ${place}: ${reason.sv}.`,
        en: `The file could not be laid into ${this.address.folder} on ${place}: ${reason.en}.`,
      },
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): LocalizedText {
  if (typeof error !== 'object' || error === null) return faultInWords(error);
  const { code, level } = error as { readonly code?: unknown; readonly level?: unknown };
  if (level === 'client-authentication') return NOT_LET_IN;
  const words = typeof code === 'number' ? STATUS_WORDS.get(code) : undefined;
  return words ?? faultInWords(error);
}

function occupied(place: string): CarryFailure {
  return new CarryFailure('lasting', {
    sv: `${place} finns redan och har ett annat innehåll. Flytta undan den, och leverera igen.`,
    en: `${place} is there already with another content. Move it away, and deliver again.`,
  });
}

function strangeHost(place: string, fingerprint: string): CarryFailure {
  const words: LocalizedText = {
    sv: `${place} visar en annan nyckel (${fingerprint}) än de som står under hostKeys i ils.yaml. Ingenting skickades. Är nyckeln bytt, fråga mottagaren och skriv in den nya.`,
    en: `${place} shows another key (${fingerprint}) than those under hostKeys in ils.yaml. Nothing was sent. If the key was changed, ask the receiver and write the new one.`,
  };
  return new CarryFailure('lasting', words);
}

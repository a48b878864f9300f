import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, faultInWords } from '#core';
import { type CarriedFile, CarryFailure, type FileCarrier, type Parcel } from './carrier.js';

/** Disks that are full or away come back; a folder that is not there, or may not be written to, does not by itself. */
const LASTING = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENAMETOOLONG']);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What lies at a path; `null` when there is nothing. */
async function bytesAt(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes bytes so that they are on the disk when the promise resolves, under a name that no watcher takes for ready. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Lays files into a folder of this machine, for instance one that is shared with the receiver. */
export class FileDrop implements FileCarrier {
  readonly carries = 'files';

  constructor(private readonly folder: string) {}

  async carry(parcel: Parcel): Promise<CarriedFile> {
    const target = join(this.folder, parcel.name);
    try {
      const before = await bytesAt(target);
      if (before && sha256(before) !== sha256(parcel.bytes)) throw occupied(target);
      if (!before) await this.put(parcel, target);
      const found = await bytesAt(target); // a watcher may have taken it by now: the rename was acknowledged
      return { place: target, bytes: parcel.bytes.length, sha256: found && sha256(found) };
    } catch (error) {
      throw error instanceof CarryFailure ? error : failureOf(error, this.folder);
    }
  }

  private async put({ name, bytes }: Parcel, target: string): Promise<void> {
    const temporary = join(this.folder, `.${name}.part`);
    try {
      await writeDurably(temporary, bytes);
      await rename(temporary, target);
      await syncFolder(this.folder);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

function occupied(target: string): CarryFailure {
  return new CarryFailure('lasting', {
    sv: `${target} finns redan och har ett annat innehåll. Flytta undan den, och leverera igen.`,
    en: `${target} is there already with another content. Move it away, and deliver again.`,
  });
}

function failureOf(error: unknown, folder: string): CarryFailure {
  const nature = LASTING.has(codeOf(error) ?? '') ? 'lasting' : 'passing';
  const reason = faultInWords(error);
  const words = {
    sv: `Filen kunde inte läggas i ${folder}: ${reason.sv}.`,
    en: `The file could not be laid into ${folder}: ${reason.en}.`,
  };
  return new CarryFailure(nature, words, { cause: error });
}

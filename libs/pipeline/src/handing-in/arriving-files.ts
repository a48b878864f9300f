import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type UploadRules } from '#catalogue';
import { PerspektivError, codeOf, messageOf } from '#core';

const NO_SPACE: readonly (string | null)[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'];

/** A file on its way in, until it is read; its name is ours, whatever the sender calls it. */
export interface ArrivingFile {
  readonly path: string;
}

/** Where files wait while they come in and are read: on disk, not in memory, and for no longer than that. */
export class ArrivingFiles {
  private readonly folder: string;

  constructor(
    dataFolder: string,
    private readonly rules: Pick<UploadRules, 'maxMiB' | 'silentSeconds' | 'receivingSeconds'>,
  ) {
    this.folder = join(dataFolder, 'arriving');
  }

  /** Removes what a crash has left. Only who holds the data folder may call this. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Writes what comes to a file, lets it be used, and removes it, whatever happens. Throws `intake/too-large` and
   * `intake/stalled` for what is too much or comes too slowly, and `store/disk-full`.
   */
  async during<T>(coming: Readable, use: (file: ArrivingFile) => Promise<T>): Promise<T> {
    const path = join(this.folder, randomUUID());
    try {
      await this.write(coming, path);
      return await use({ path });
    } finally {
      await rm(path, { force: true });
    }
  }

  private async write(coming: Readable, path: string): Promise<void> {
    const { silentSeconds, receivingSeconds } = this.rules;
    const giveUp = (): void => {
      coming.destroy(new PerspektivError('intake/stalled', 'The file did not come in time'));
    };
    const silent = setTimeout(giveUp, silentSeconds * 1000);
    const late = setTimeout(giveUp, receivingSeconds * 1000);
    const counted = this.counted(() => silent.refresh());
    try {
      await mkdir(this.folder, { recursive: true });
      await pipeline(coming, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } catch (thrown) {
      if (!NO_SPACE.includes(codeOf(thrown))) throw thrown;
      const message = `The file cannot be written to ${this.folder}: ${messageOf(thrown)}`;
      throw new PerspektivError('store/disk-full', message, { cause: thrown });
    } finally {
      clearTimeout(silent);
      clearTimeout(late);
    }
  }

  private counted(heard: () => void): (pieces: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
    const { maxMiB } = this.rules;
    return async function* (pieces) {
      let bytes = 0;
      for await (const piece of pieces) {
        heard();
        bytes += piece.byteLength;
        // What is too much is heard to its end, unkept: whoever is cut off while sending never reads why.
        if (bytes <= maxMiB * 1024 * 1024) yield piece;
      }
      if (bytes > maxMiB * 1024 * 1024) {
        throw new PerspektivError('intake/too-large', `The file is larger than ${maxMiB} MiB`);
      }
    };
  }
}

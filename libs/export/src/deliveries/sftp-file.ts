import { createHash } from 'node:crypto';
import { codeOf } from '#core';
import { type SFTPWrapper } from 'ssh2';

/** A file that lies at the server. */
export interface Found {
  readonly size: number;
  /** Hexadecimal; `null` when it may not be read. */
  readonly sha256: string | null;
}

const NO_SUCH_FILE = 2;

type Callback<T> = (error: Error | null | undefined, result: T) => void;

/** Calls something of ssh2 that answers by a callback. */
function asked<T>(call: (callback: Callback<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** What lies at a path; `null` when there is nothing. */
export async function lookAt(sftp: SFTPWrapper, path: string): Promise<Found | null> {
  const size = await asked<{ readonly size: number } | null>((done) => {
    sftp.stat(path, (error, stats) => {
      if (statusOf(error) === NO_SUCH_FILE) done(null, null);
      else done(error, stats);
    });
  });
  if (!size) return null;
  const bytes = await asked<Buffer>((done) => {
    sftp.readFile(path, done);
  }).catch((error: unknown) => {
    if (statusOf(error) === null) throw error; // not the server's no, but the connection's end
    return null;
  });
  return {
    size: bytes?.length ?? size.size,
    sha256: bytes && createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Writes a file under a hidden name, on the server's disk where it offers that, and renames it; leaves nothing half behind. */
export async function putWhole(
  sftp: SFTPWrapper,
  { folder, name, bytes }: { readonly folder: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const place = (file: string): string => `${folder.replace(/\/$/, '')}/${file}`;
  const temporary = place(`.${name}.part`);
  try {
    await writeAll(sftp, temporary, bytes);
    await asked((done) => {
      sftp.rename(temporary, place(name), (error) => {
        done(error, null);
      });
    });
  } catch (error) {
    if (statusOf(error) !== null) await removed(sftp, temporary);
    throw error;
  }
}

async function writeAll(sftp: SFTPWrapper, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await asked<Buffer>((done) => {
    sftp.open(path, 'w', { mode: 0o640 }, done);
  });
  try {
    await asked((done) => {
      sftp.write(handle, Buffer.from(bytes), 0, bytes.length, 0, (error) => {
        done(error, null);
      });
    });
    await synced(sftp, handle);
  } finally {
    await asked((done) => {
      sftp.close(handle, (error) => {
        done(error, null);
      });
    });
  }
}

/** Where the server does not offer it, its disk is its own matter. */
function synced(sftp: SFTPWrapper, handle: Buffer): Promise<unknown> {
  return asked((done) => {
    try {
      sftp.ext_openssh_fsync(handle, done);
    } catch {
      done(null, null);
    }
  });
}

async function removed(sftp: SFTPWrapper, path: string): Promise<void> {
  await asked((done) => {
    sftp.unlink(path, () => {
      done(null, null);
    });
  });
}

/** The server's own status; `null` for what came from elsewhere. */
function statusOf(error: unknown): number | null {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : codeOf(error);
  return typeof code === 'number' ? code : null;
}

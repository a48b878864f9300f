import { createHash } from 'node:crypto';
import { type SFTPWrapper } from 'ssh2';
import { asked, done, isNoSuchFile, statusOf } from './sftp-call.js';

/** A file that lies at the server. */
export interface Found {
  readonly size: number;
  /** Hexadecimal; `null` when it may not be read. */
  readonly sha256: string | null;
}

/** What lies at a path; `null` when there is nothing. */
export async function lookAt(sftp: SFTPWrapper, path: string): Promise<Found | null> {
  const size = await asked<{ readonly size: number } | null>((answered) => {
    sftp.stat(path, (error, stats) => {
      if (isNoSuchFile(error)) answered(null, null);
      else answered(error, stats);
    });
  });
  if (!size) return null;
  const bytes = await readWhole(sftp, path).catch((error: unknown) => {
    if (statusOf(error) === null) throw error; // not the server's no, but the connection's end
    return null;
  });
  return {
    size: bytes?.length ?? size.size,
    sha256: bytes && createHash('sha256').update(bytes).digest('hex'),
  };
}

/** All bytes of a file. */
export function readWhole(sftp: SFTPWrapper, path: string): Promise<Buffer> {
  return asked((answered) => {
    sftp.readFile(path, answered);
  });
}

/** Writes a file under a hidden name, on the server's disk where it offers that, and renames it; leaves nothing half behind. */
export async function putWhole(
  sftp: SFTPWrapper,
  { folder, name, bytes }: { readonly folder: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const temporary = placeIn(folder, `.${name}.part`);
  try {
    await writeAll(sftp, temporary, bytes);
    await renamed(sftp, temporary, placeIn(folder, name));
  } catch (error) {
    if (statusOf(error) !== null) await removed(sftp, temporary);
    throw error;
  }
}

/** Renames by the plain operation, which never replaces a file. */
export async function renamed(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  await done((answered) => {
    sftp.rename(from, to, answered);
  });
}

/** The path of a file in a folder, also of the root. */
export function placeIn(folder: string, name: string): string {
  return `${folder.replace(/\/$/, '')}/${name}`;
}

async function writeAll(sftp: SFTPWrapper, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await asked<Buffer>((answered) => {
    sftp.open(path, 'w', { mode: 0o640 }, answered);
  });
  try {
    await done((answered) => {
      sftp.write(handle, Buffer.from(bytes), 0, bytes.length, 0, answered);
    });
    await synced(sftp, handle);
  } finally {
    await done((answered) => {
      sftp.close(handle, answered);
    });
  }
}

/** Where the server does not offer it, its disk is its own matter. */
function synced(sftp: SFTPWrapper, handle: Buffer): Promise<unknown> {
  return done((answered) => {
    try {
      sftp.ext_openssh_fsync(handle, answered);
    } catch {
      answered(null);
    }
  });
}

async function removed(sftp: SFTPWrapper, path: string): Promise<void> {
  await done((answered) => {
    sftp.unlink(path, () => {
      answered(null);
    });
  });
}

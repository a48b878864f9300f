import { type FileEntryWithStats, type SFTPWrapper } from 'ssh2';
import { asked, done, isNoSuchFile } from './sftp-call.js';
import { placeIn, renamed } from './sftp-file.js';

/** A file of a folder at the server. */
export interface FileThere {
  readonly name: string;
  readonly size: number;
  /** By the server's clock, in whole seconds of its own. */
  readonly changedMs: number;
}

/** Files of a folder, by name; no folders, links or devices. Rejects when it cannot be listed. */
export async function filesIn(sftp: SFTPWrapper, folder: string): Promise<FileThere[]> {
  const entries = await asked<FileEntryWithStats[]>((answered) => {
    sftp.readdir(folder, answered);
  });
  return entries
    .filter(({ filename, attrs }) => attrs.isFile() && !filename.includes('/'))
    .map(({ filename, attrs }) => ({ name: filename, size: attrs.size, changedMs: attrs.mtime * 1_000 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Moves a file to a folder beneath its own, which is made when it is missing, under the first of some names that is not
 * taken: nothing is overwritten. Answers with the path, or `null` when the file is not there any more.
 */
export async function movedAside(
  sftp: SFTPWrapper,
  path: string,
  to: { readonly folder: string; readonly names: Iterable<string> },
): Promise<string | null> {
  if (!(await isThere(sftp, path))) return null;
  if (!(await isThere(sftp, to.folder))) {
    await done((answered) => {
      sftp.mkdir(to.folder, answered);
    });
  }
  for (const name of to.names) {
    const target = placeIn(to.folder, name);
    if (await isThere(sftp, target)) continue;
    await renamed(sftp, path, target);
    return target;
  }
  throw new RangeError(`No name is left for ${path} in ${to.folder}`);
}

async function isThere(sftp: SFTPWrapper, path: string): Promise<boolean> {
  return asked((answered) => {
    sftp.lstat(path, (error) => {
      if (isNoSuchFile(error)) answered(null, false);
      else answered(error, true);
    });
  });
}

import { PerspektivError, messageOf } from '#core';

const FULL = /no space left on device|ENOSPC|disk quota exceeded|EDQUOT/i;
const HELD = /could not set lock on file/i;
const HOLDER = /\(PID (\d+)\)/;

/** What an engine's or file system's error means to the people who run the program, with the remedy. */
export function storeError(thrown: unknown, folder: string): PerspektivError {
  if (thrown instanceof PerspektivError) return thrown;
  const message = messageOf(thrown);
  const options = { cause: thrown };
  if (HELD.test(message)) {
    const holder = HOLDER.exec(message)?.[1];
    return new PerspektivError(
      'store/held',
      `The data folder ${folder} is in use by another process${holder ? ` (PID ${holder})` : ''}. ` +
        'Only one process may hold it: ask the running monitor instead, or stop it first.',
      options,
    );
  }
  if (FULL.test(message)) {
    return new PerspektivError(
      'store/disk-full',
      `The disk of the data folder ${folder} is full, so nothing of this was stored. ` +
        'Free some space or move the folder to a larger disk; what was stored before is whole.',
      options,
    );
  }
  return new PerspektivError('store/failed', `The store in ${folder} failed: ${message}`, options);
}

import { PerspektivError, messageOf } from '#core';

const FULL = /no space left on device|ENOSPC|disk quota exceeded|EDQUOT/i;
const HELD = /could not set lock on file/i;
const HOLDER = /\(PID (\d+)\)/;

/** Whether the engine will refuse all further work: it has to be started anew. */
export function isFatal(thrown: unknown): boolean {
  return /FATAL Error|database has been invalidated/.test(messageOf(thrown));
}

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
      `The disk of the data folder ${folder} is full. What was being written may be missing and must be written again; ` +
        'what was acknowledged before is whole. Free some space or move the folder to a larger disk.',
      options,
    );
  }
  return new PerspektivError('store/failed', `The store in ${folder} failed: ${message}`, options);
}

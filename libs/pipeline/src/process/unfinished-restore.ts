import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PerspektivError } from '#core';

/** Lies in a data folder while a restored city takes the place of what was there. */
export const UNFINISHED = 'restore-unfinished';

/** Throws `store/restore-unfinished` for a data folder in which a restore was broken off: it has half a city, or none. */
export function expectRestored(dataFolder: string): void {
  if (!existsSync(join(dataFolder, UNFINISHED))) return;
  throw new PerspektivError(
    'store/restore-unfinished',
    `Restoring ${dataFolder} was broken off before the city was in its place. Run perspektiv restore again; what lay there before is in its folders before-restore-….`,
  );
}

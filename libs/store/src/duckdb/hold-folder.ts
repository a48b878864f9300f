import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { codeOf } from '#core';
import { FILE } from './copy-folder.js';
import { storeError } from './store-error.js';

/**
 * Keeps other processes from opening the embedded store of a data folder, until it is let go. A store that is missing or
 * damaged cannot be opened by others either. Throws `store/held` when one of them has it.
 */
export async function holdFolder(folder: string): Promise<{ letGo(): void }> {
  try {
    const held = await DuckDBInstance.create(join(folder, FILE), { access_mode: 'READ_ONLY' });
    return {
      letGo: () => {
        held.closeSync();
      },
    };
  } catch (thrown) {
    const error = storeError(thrown, folder);
    if (codeOf(error) === 'store/held') throw error;
    return { letGo: () => undefined };
  }
}

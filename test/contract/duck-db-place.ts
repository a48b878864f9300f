import { type Store, openStore } from '#store';
import { DATASETS } from './facts.js';
import { type Place, temporaryFolder } from './place.js';

/** An empty folder for the embedded store. */
export async function duckDbPlace(): Promise<Place<Store>> {
  const folder = await temporaryFolder();
  return { open: () => openStore(folder.path, DATASETS), remove: folder.remove };
}

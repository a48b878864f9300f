import { type Ledger, openStore } from '#store';
import { DATASETS } from './facts.js';
import { describeLedger } from './ledger.contract.js';
import { type Place, temporaryFolder } from './place.js';

async function duckDb(): Promise<Place<Ledger>> {
  const folder = await temporaryFolder();
  const open = async (): Promise<Ledger> => {
    const { timeSeries, ledger } = await openStore(folder.path, DATASETS);
    await timeSeries.close();
    return ledger;
  };
  return { open, remove: folder.remove };
}

describeLedger('DuckDB', duckDb);

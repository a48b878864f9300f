import { type TimeSeries, openStore } from '#store';
import { DATASETS } from './facts.js';
import { type Place, temporaryFolder } from './place.js';
import { describeTimeSeries } from './time-series.contract.js';

async function duckDb(): Promise<Place<TimeSeries>> {
  const folder = await temporaryFolder();
  const open = async (): Promise<TimeSeries> => {
    const { timeSeries, ledger } = await openStore(folder.path, DATASETS);
    await ledger.close();
    return timeSeries;
  };
  return { open, remove: folder.remove };
}

describeTimeSeries('DuckDB', duckDb);

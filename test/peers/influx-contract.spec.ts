import { afterAll, beforeAll } from '@jest/globals';
import { type Store, openStore } from '#store';
import { DATASETS } from '../contract/facts.js';
import { type Place, temporaryFolder } from '../contract/place.js';
import { describeTimeSeries } from '../contract/time-series.contract.js';
import { describeWith } from './debian-server.js';
import { describeWithInflux } from './describe-with-influx.js';
import { INFLUXD_1, InfluxServer } from './influx-server.js';

describeWithInflux('InfluxDB 2', () => {
  describeContract(2);
});

describeWith(INFLUXD_1, "Debian's InfluxDB 1", () => {
  describeContract(1);
});

function describeContract(version: 1 | 2): void {
  let server: InfluxServer;

  beforeAll(async () => {
    server = await InfluxServer.start(version);
  });
  afterAll(() => server.remove());

  const influxPlace = async (): Promise<Place<Store>> => {
    const folder = await temporaryFolder();
    const timeSeries = await server.database();
    return { open: () => openStore(folder.path, DATASETS, { timeSeries }), remove: folder.remove };
  };

  describeTimeSeries(`InfluxDB ${version}`, influxPlace);
}

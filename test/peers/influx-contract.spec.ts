import { afterAll, beforeAll } from '@jest/globals';
import { type Store, openStore } from '#store';
import { DATASETS } from '../contract/facts.js';
import { type Place, temporaryFolder } from '../contract/place.js';
import { describeTimeSeries } from '../contract/time-series.contract.js';
import { describeWith } from './debian-server.js';
import { INFLUXD, InfluxServer } from './influx-server.js';

describeWith(INFLUXD, "Debian's InfluxDB", () => {
  let server: InfluxServer;

  beforeAll(async () => {
    server = await InfluxServer.start();
  });
  afterAll(() => server.remove());

  const influxPlace = async (): Promise<Place<Store>> => {
    const folder = await temporaryFolder();
    const timeSeries = await server.database();
    return { open: () => openStore(folder.path, DATASETS, { timeSeries }), remove: folder.remove };
  };

  describeTimeSeries('InfluxDB', influxPlace);
});

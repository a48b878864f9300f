import { describe } from '@jest/globals';
import { existsSync } from 'node:fs';
import { INFLUXD_2 } from './influx-server.js';

/** `describe` for suites that need InfluxDB 2: skipped, under a name that says why, where it could not be built. */
export function describeWithInflux(name: string, suite: () => void): void {
  if (existsSync(INFLUXD_2)) describe(name, suite);
  else
    describe.skip(`${name} (skipped: there is no InfluxDB 2; .ci/build-influxd makes it where Go is)`, suite);
}

/** Which InfluxDB, and where in it. */
export interface InfluxDbPlace {
  /** Scheme, host and port: `http://influxdb:8086`. */
  readonly url: string;
  /** Name of the organisation; empty where there are none, as in InfluxDB 1. */
  readonly org: string;
  /** Name of the bucket; of the database in InfluxDB 1. */
  readonly bucket: string;
  /** How it is written to: `2` by `/api/v2/write`, `1` by `/write`, as before. Both are read by `/query`. */
  readonly dialect: 1 | 2;
  /** Absent where the server asks for none. */
  readonly token?: string | undefined;
  /** How much may wait on our disk for the server at most; 1 GiB unless told. */
  readonly mostSpoolBytes?: number;
  /** How long a request may take before it counts as failed; a minute unless told. */
  readonly timeoutMs?: number;
}

import { type InfluxDbPlace } from '#store';

/** How a version of InfluxDB is started, set up and asked, past everything of ours. */
export interface InfluxVersion {
  readonly program: string;
  /** Writes what it needs into its folder, and answers what it is started with. */
  arguments(): Promise<string[]>;
  /** Whether it answers; what is to be done once, when it does so first, is done. */
  isReady(): Promise<boolean>;
  /** Makes a database or bucket; `hold` all in one shard, which is there already. */
  make(bucket: string, hold: boolean): Promise<InfluxDbPlace>;
  ask(q: string, bucket: string): Promise<unknown>;
  write(bucket: string, line: string): Promise<void>;
}

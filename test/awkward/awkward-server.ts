import { type Server } from 'node:net';
import { type Probe } from '#catalogue';
import { type ProbeReason, type ProbeState } from '#core';

/** What a probe is to see. */
export interface Verdict {
  readonly state: ProbeState;
  readonly reason?: ProbeReason;
  readonly statusCode?: number;
}

/** How blackbox_exporter is asked: its prober, and that prober's settings as its configuration has them. */
export interface BlackboxModule {
  readonly prober: 'http' | 'tcp' | 'dns';
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Absent: the probe's address. */
  readonly target?: string;
}

/** Why blackbox_exporter is not asked. */
export interface NotAsked {
  readonly because: string;
}

/** A server that runs, and the probe that is to be taken of it. */
export interface AwkwardPlace {
  readonly probe: Probe;
  readonly blackbox: BlackboxModule | NotAsked;
}

/** A way in which servers are awkward. */
export interface AwkwardServer {
  /** What it does: the first column of the table in docs/awkward-servers.md. */
  readonly name: string;
  readonly start: (farm: AwkwardFarm) => Promise<AwkwardPlace>;
  readonly ours: Verdict;
  /** Whether blackbox_exporter calls it a success; absent where it is not asked. */
  readonly blackboxSucceeds?: boolean;
  /** Why the two judge differently. */
  readonly difference?: string;
}

/** What the servers of a table are made of and with. */
export interface AwkwardFarm {
  /** Runs a server until the farm is closed; resolves to its port. */
  readonly listen: (server: Server, host?: string) => Promise<number>;
  /** Runs until the farm is closed. */
  readonly atClose: (close: () => Promise<void> | void) => void;
  readonly authority: { readonly key: string; readonly cert: string };
}

import { type LocalizedText, type StatusMessage } from '#core';

/**
 * How an e-service is, in the words of the public: `unknown` is what should be measured and was not lately, `unmeasured`
 * what nobody measures.
 */
export const PUBLIC_STATES = ['up', 'degraded', 'down', 'maintenance', 'unknown', 'unmeasured'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

/** How a day was inside agreed service time; `closed` had none. */
export const DAY_STATES = ['up', 'disturbed', 'down', 'maintenance', 'unknown', 'closed'] as const;
export type DayState = (typeof DAY_STATES)[number];

/** A day of an e-service's history. */
export interface PublicDay {
  /** ISO date in the city. */
  readonly date: string;
  readonly state: DayState;
  /** Whole minutes inside agreed service time that it was down. */
  readonly downMinutes: number;
}

/** What everybody may know of an e-service: no probes, no hosts, no reasons. */
export interface PublicServiceStatus {
  readonly id: string;
  readonly name: LocalizedText;
  readonly state: PublicState;
  /**
   * ISO 8601 with offset: since when it is down, degraded or under maintenance; of one that is up, the end of its last outage,
   * `null` when the history has none; of an unknown one, when it was last measured.
   */
  readonly since: string | null;
  /** When announced maintenance that is going on ends. */
  readonly until: string | null;
  /** The public e-services whose outage is the reason. */
  readonly behind: readonly string[];
  /** What can be done instead. */
  readonly alternative: LocalizedText | null;
  /** Percent of the measured agreed service time of the history, rounded down to two decimals; `null`: nothing measured. */
  readonly availability: number | null;
  /** The share of the agreed service time that was measured, 0–1; `null` when there was none. */
  readonly measured: number | null;
  /** Oldest first; today comes last. */
  readonly days: readonly PublicDay[];
}

/** E-services under a heading; `null` where they stand without. */
export interface PublicGroupStatus {
  readonly id: string | null;
  readonly name: LocalizedText | null;
  readonly services: readonly PublicServiceStatus[];
}

/** An interruption of an e-service, over or not. */
export interface PublicOutage {
  readonly system: string;
  readonly from: string;
  readonly to: string | null;
}

/** Announced work that goes on or is to come. */
export interface PublicMaintenance {
  readonly system: string;
  readonly announced: string;
  readonly from: string;
  readonly to: string;
}

/** The public status: the only thing that page, feed, badges and JSON are made from, so that no more can leak out of them. */
export interface StatusReport {
  readonly city: LocalizedText;
  /** Newest measurement of any public e-service, ISO 8601 with offset; `null` when there is none. */
  readonly measuredAt: string | null;
  /** Whether something was measured so lately that the states can be trusted. */
  readonly current: boolean;
  readonly groups: readonly PublicGroupStatus[];
  /** Newest first; those that ended stay for a while. */
  readonly messages: readonly StatusMessage[];
  /** By start. */
  readonly maintenance: readonly PublicMaintenance[];
  /** Newest first. */
  readonly outages: readonly PublicOutage[];
}

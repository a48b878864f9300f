import { type Interval } from '#core';

/** Work on a system as it is planned: once, or again and again by the clocks of a zone. */
export interface MaintenanceSeries {
  readonly note: string;
  readonly announcedMs: number;
  /** The first time, or the only one. */
  readonly first: Interval;
  /** A rule of RFC 5545 without its name, `FREQ=WEEKLY`; `null`: once. */
  readonly rule: string | null;
  /** IANA name; the rule is read by its clocks, so that an hour stays the same over the change to summer time. */
  readonly zone: string;
  /**
   * How long each time lasts: to the same clock time (what people mean by 22–02), or exactly as long as the first (what
   * RFC 5545 says of DTEND). The two differ over the change to summer time.
   */
  readonly lasts: 'by-the-clock' | 'exactly';
  /** Starts that are left out of the rule. */
  readonly except: readonly number[];
}

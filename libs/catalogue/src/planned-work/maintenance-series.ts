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
   * How long each time lasts: to the same clock time (what people mean by 22–02, and what RFC 5545 says of days), or exactly
   * as long as the first (what it says of DTEND). The two differ over the change to summer time.
   */
  readonly lasts: 'by-the-clock' | 'exactly';
  /** Starts that are left out of the rule. */
  readonly except: readonly number[];
  /** More times beside those of the rule (RDATE). */
  readonly also?: readonly Interval[];
  /** What would begin at this instant or later does not: the rest of the series was moved or cancelled. */
  readonly beforeMs?: number;
  /**
   * The rest of a series that was moved from a time on (RANGE=THISANDFUTURE): the rule counts from `anchorMs`, and the time
   * that would have begun at `fromMs` begins with `first`; those that follow are moved as far by the clock.
   */
  readonly moved?: { readonly anchorMs: number; readonly fromMs: number };
}

/** A sample's state holds to the next sample, at most this many intervals (domain.md, section 6). */
export const HOLDS_INTERVALS = 2;

/**
 * An outage goes on through a time that nobody measured when it is no longer than this: a monitor that is restarted does not
 * make two outages of one. The time itself stays unmonitored (docs/adr/0013-outages-over-gaps.md).
 */
export const BRIDGED_MS = 60 * 60_000;

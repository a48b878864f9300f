import { type Interval, type PlannedMaintenance } from '#core';
import { type Catalogue } from '#catalogue';

/** The work that is planned on systems, and what has been. */
export class MaintenancePlan {
  constructor(private readonly catalogue: Catalogue) {}

  /** What touches a window, by start. */
  between({ startMs, endMs }: Interval): Promise<PlannedMaintenance[]> {
    const planned = this.catalogue.maintenance.map(({ system, from, to, announced, note }) => ({
      system,
      note,
      startMs: Date.parse(from),
      endMs: Date.parse(to),
      announcedMs: Date.parse(announced),
    }));
    return Promise.resolve(
      planned
        .filter((work) => work.startMs < endMs && work.endMs > startMs)
        .sort((a, b) => a.startMs - b.startMs),
    );
  }
}

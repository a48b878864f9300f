import { type Interval, type Maintenance, PerspektivError } from '#core';
import { type Catalogue, type System } from '#catalogue';
import { agreedServiceTime } from '#score';
import { type MaintenancePlan } from './maintenance-plan.js';

/** The agreed service time of a system in a part of a window that was asked for. */
export type AgreedTimeOf = (system: System, span: Interval) => Interval[];

/** When systems were to be up: by agreement, less what was announced, as long as they are followed up. */
export class AgreedTimes {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly maintenance: MaintenancePlan,
  ) {}

  /** The agreed time of every system in a window, up to now. */
  async within(window: Interval, nowMs: number): Promise<AgreedTimeOf> {
    const planned = new Map<string, Maintenance[]>();
    for (const work of await this.maintenance.between(window)) {
      planned.set(work.system, [...(planned.get(work.system) ?? []), work]);
    }
    return (system, span) => {
      const agreement = this.catalogue.serviceTimes.get(system.serviceTime);
      if (!agreement) {
        throw new PerspektivError('catalogue/service-time', `${system.id} has no known service time.`);
      }
      const within = {
        startMs: Math.max(span.startMs, window.startMs),
        endMs: Math.min(span.endMs, window.endMs),
      };
      const maintenance = planned.get(system.id) ?? [];
      return agreedServiceTime({ system, agreement, maintenance, nowMs }, within);
    };
  }
}

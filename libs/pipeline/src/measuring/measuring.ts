import { type SystemState } from '#core';
import { type Stage } from '../stage.js';
import { AgreedTimes } from './agreed-times.js';
import { CollectCycle } from './collect-cycle.js';
import { Heartbeats } from './heartbeats.js';
import { MaintenanceDesk } from './maintenance-desk.js';
import { MaintenancePlan } from './maintenance-plan.js';
import { Outages } from './outages.js';
import { type ProbingPlace } from './own-probes.js';
import { Present, type VantageState } from './present.js';
import { Shares } from './sharing.js';
import { Verdicts } from './verdicts.js';

/** What is measured: probes and pushes, the present and what it comes to in hours, days and outages, and planned work. */
export class Measuring {
  readonly heartbeats: Heartbeats;
  readonly maintenance: MaintenancePlan;
  readonly maintenanceDesk: MaintenanceDesk;
  readonly present: Present;
  readonly collect: CollectCycle;
  readonly agreed: AgreedTimes;
  readonly outages: Outages;
  private readonly shares: Shares | null;

  constructor(private readonly stage: Stage) {
    const { catalogue, journal, membership, nowMs, secrets, settings } = stage;
    const { vantage } = settings;
    this.heartbeats = new Heartbeats({ catalogue, journal, isShared: membership !== null });
    this.maintenance = new MaintenancePlan(stage);
    this.present = new Present(stage, this.maintenance, membership && new Verdicts(journal, vantage));
    this.shares = membership && new Shares(membership, vantage, nowMs);
    const { heartbeats, maintenance, present, shares } = this;
    const place: ProbingPlace = { vantage, secrets, shares, callsOf: (probe) => heartbeats.callsOf(probe) };
    this.collect = new CollectCycle({ ...stage, maintenance, present, place });
    this.maintenanceDesk = new MaintenanceDesk(maintenance, this.collect);
    this.agreed = new AgreedTimes(catalogue, maintenance);
    this.outages = new Outages(stage, this.agreed);
    stage.config.whenTaken(async () => {
      this.maintenance.renew();
      await Promise.all([this.heartbeats.renew(), this.collect.renew(nowMs())]);
      this.present.renew();
    });
  }

  /** Finds again what was known when the last process ended. */
  async restore(): Promise<void> {
    await this.heartbeats.restore();
    await this.present.restore(this.stage.nowMs());
  }

  /** How every probed system is now. */
  systemStates(): Promise<SystemState[]> {
    return this.present.states(this.stage.nowMs());
  }

  /** How every vantage point is doing now. */
  vantageStates(): VantageState[] {
    return this.present.vantages(this.stage.nowMs());
  }

  /** Leaves to others what they share with us: resolves when they have taken it over, and goes on with it until then. */
  async handOver(): Promise<void> {
    await this.shares?.leave();
  }

  /** Stops probing; what was measured is stored. */
  close(): Promise<void> {
    return this.collect.stop(this.stage.nowMs());
  }
}

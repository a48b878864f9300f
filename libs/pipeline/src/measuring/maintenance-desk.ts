import { type Interval, type MaintenancePlanned, type PlannedMaintenance } from '#core';
import { type CollectCycle } from './collect-cycle.js';
import { type MaintenanceOrder, type MaintenancePlan, type PlanWithdrawal } from './maintenance-plan.js';
import { type Signed } from '../stage.js';

/** Where people plan work and withdraw it; what of it is past is judged anew at once (domain.md, section 6). */
export class MaintenanceDesk {
  constructor(
    private readonly plan: MaintenancePlan,
    private readonly collect: CollectCycle,
  ) {}

  /** Plans work on systems of the catalogue. */
  async add(order: MaintenanceOrder, signed: Signed): Promise<MaintenancePlanned[]> {
    const planned = await this.plan.plan(order, signed);
    const ids = new Set(planned.map(({ id }) => id));
    await this.judgeAnew((work) => ids.has(work.plan), await this.past(signed.nowMs), signed.nowMs);
    return planned;
  }

  /** Withdraws a plan; see {@link MaintenancePlan.withdraw}. */
  async withdraw(id: string, from: PlanWithdrawal, signed: Signed): Promise<MaintenancePlanned | null> {
    const before = await this.past(signed.nowMs);
    const withdrawn = await this.plan.withdraw(id, from, signed);
    if (withdrawn) await this.judgeAnew((work) => work.plan === id, before, signed.nowMs);
    return withdrawn;
  }

  private past(nowMs: number): Promise<PlannedMaintenance[]> {
    const everything: Interval = { startMs: nowMs - 400 * 86_400_000, endMs: nowMs };
    return this.plan.between(everything);
  }

  private judgeAnew(
    isMeant: (work: PlannedMaintenance) => boolean,
    past: readonly PlannedMaintenance[],
    nowMs: number,
  ): Promise<void> {
    return this.collect.reRollWork(past.filter(isMeant), nowMs);
  }
}
